"""The comparison as a table: topics, rows, and one cell for each notice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from policies_kb.model.attribute import Attributes
from policies_kb.model.notice import Notice
from policies_kb.model.text import Lang, Text
from policies_kb.model.topics import Topics
from policies_kb.wording.compare.differences import Part, bare, figures, marked
from policies_kb.wording.compare.labels import label_of
from policies_kb.wording.compare.rows import rows_of
from policies_kb.wording.compare.statements import Statement, statements_of

#: Where rules stand that no topic names: who is excluded, and what everybody must meet.
CONDITIONS: Final = "conditions"

#: What those that say something say: the same, other figures, only other words; or one alone does, or none.
State = Literal["same", "figures", "words", "only", "silent"]
_ORDER: Final[Mapping[State, int]] = {"figures": 0, "words": 1, "same": 2, "only": 3, "silent": 4}


@dataclass(frozen=True)
class Cell:
    """What one notice says in a row, in parts; without a statement, whether it says anything on the topic."""

    notice: str
    statement: Statement | None
    parts: tuple[Part, ...] = ()
    on_topic: bool = True

    @property
    def silent(self) -> bool:
        """Whether the notice is known to say nothing."""
        return self.statement.silent if self.statement else not self.on_topic


@dataclass(frozen=True)
class Row:
    """Statements that speak of the same thing. `label` says of what, in the language of the comparison."""

    label: str
    state: State
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        """Whether it is shown among the differences: not where all say the same, nor where none says anything."""
        return self.state != "silent" and (
            self.state != "same" or any(cell.statement is None or cell.silent for cell in self.cells)
        )


@dataclass(frozen=True)
class Section:
    """The rows of a topic, or of `CONDITIONS`; what differs first, what no notice says last."""

    topic: str
    name: Text | None
    rows: tuple[Row, ...]

    @property
    def differing(self) -> int:
        """How many rows differ."""
        return sum(row.differs for row in self.rows)


@dataclass(frozen=True)
class Comparison:
    """Notices beside each other, in the order in which they were asked for."""

    notices: tuple[Notice, ...]
    sections: tuple[Section, ...]


def compare(
    notices: Sequence[Notice], topics: Topics, attributes: Attributes, lang: Lang = "zh"
) -> Comparison:
    """Every entry and every rule of each notice, each in exactly one cell."""
    columns = [statements_of(notice, attributes) for notice in notices]
    spoken = {
        notice.id: {topic for one in column if not one.silent for topic in one.topics}
        for notice, column in zip(notices, columns, strict=True)
    }
    by_topic: dict[str, list[Row]] = {}
    for row in rows_of(columns):
        topic = _topic(row.values(), topics)
        by_topic.setdefault(topic, []).append(_row(row, notices, topic, spoken, lang))
    order = [*(topic.id for topic in topics), CONDITIONS]
    sections = tuple(_section(name, by_topic[name], topics) for name in order if name in by_topic)
    return Comparison(tuple(notices), sections)


def _section(name: str, rows: list[Row], topics: Topics) -> Section:
    topic = topics.get(name)
    rows.sort(key=lambda row: (_ORDER[row.state], -sum(cell.statement is not None for cell in row.cells)))
    return Section(name, topic.name if topic else None, tuple(rows))


def _topic(row: Iterable[Statement], topics: Topics) -> str:
    """The main topic of most; of equally many the first."""
    named = [one.topics[0] for one in row if one.topics and topics.get(one.topics[0])]
    return Counter(named).most_common(1)[0][0] if named else CONDITIONS


def _row(
    row: Mapping[str, Statement],
    notices: Sequence[Notice],
    topic: str,
    spoken: Mapping[str, set[str]],
    lang: Lang,
) -> Row:
    there = [row[notice.id] for notice in notices if notice.id in row]
    saying = [one for one in there if not one.silent]
    parts = dict(zip((one.id for one in saying), marked([one.said.in_(lang) for one in saying]), strict=True))
    cells = []
    for notice in notices:
        one = row.get(notice.id)
        if one is None:
            cells.append(Cell(notice.id, None, on_topic=topic == CONDITIONS or topic in spoken[notice.id]))
        else:
            cells.append(
                Cell(notice.id, one, parts.get(one.id) or (Part(one.said.in_(lang), differs=False),))
            )
    return Row(label_of(there, lang), _state([one.said.in_(lang) for one in saying]), tuple(cells))


def _state(texts: Sequence[str]) -> State:
    if len(texts) < 2:
        return "only" if texts else "silent"
    if len({bare(text) for text in texts}) == 1:
        return "same"
    return "words" if all(figures(text) == figures(texts[0]) for text in texts) else "figures"
