"""Statements of several notices put into rows: at most one of each notice in a row, each in exactly one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from policies_kb.wording.compare.alike import Known, likeness
from policies_kb.wording.compare.statements import Statement

#: Statements by their notice.
Row = dict[str, Statement]


def rows_of(columns: Sequence[Sequence[Statement]]) -> list[Row]:
    """Rows in the order of the first column that has a statement; the likest statements are put together first."""
    known = [_known(column) for column in columns]
    found: dict[tuple[str, str], float] = {}
    for one, other in combinations(known, 2):
        near = _near(other)
        for first in one:
            for second in near(first):
                if score := likeness(first, second):
                    found[first.statement.id, second.statement.id] = score
    rows = {one.statement.id: {one.statement.notice: one.statement} for column in known for one in column}
    for first_id, second_id in sorted(found, key=lambda pair: -found[pair]):
        left, right = rows[first_id], rows[second_id]
        if left is not right and not left.keys() & right.keys() and _go_together(left, right, found):
            joined = left | right
            rows.update({one.id: joined for one in joined.values()})
    return _unique(rows.values())


def _known(column: Sequence[Statement]) -> list[Known]:
    kinds = Counter(one.kind for one in column)
    seen: Counter[str] = Counter()
    known = []
    for one in column:
        known.append(Known(one, seen[one.kind], kinds[one.kind] == 1))
        seen[one.kind] += 1
    return known


def _near(column: Sequence[Known]) -> Callable[[Known], Iterator[Known]]:
    """Those of a column that can be like another notice's: of its kind, or on its topic where words decide."""
    of_kind: dict[str, list[Known]] = defaultdict(list)
    on_topic: dict[tuple[str, ...], list[Known]] = defaultdict(list)
    for one in column:
        of_kind[one.statement.kind].append(one)
        on_topic[one.statement.topics[:1]].append(one)

    def near(first: Known) -> Iterator[Known]:
        mine = first.statement
        by_words = mine.silent or mine.kind == "freefact"
        if not by_words:
            yield from of_kind[mine.kind]
        yield from (one for one in on_topic[mine.topics[:1]] if by_words or one.statement.silent)

    return near


def _go_together(left: Row, right: Row, found: Mapping[tuple[str, str], float]) -> bool:
    """Whether two rows can be one: all that is said in them is alike.

    That a notice does not say something belongs to whatever says it: one likeness is enough for that.
    """

    def alike(one: Statement, other: Statement) -> bool:
        return (one.id, other.id) in found or (other.id, one.id) in found

    said = [[one for one in row.values() if not one.silent] for row in (left, right)]
    if all(said) or not any(said):
        one_side, other_side = said if all(said) else (list(left.values()), list(right.values()))
        return all(alike(one, other) for one in one_side for other in other_side)
    saying, silent = (said[0], right) if said[0] else (said[1], left)
    return all(any(alike(one, other) for other in saying) for one in silent.values())


def _unique(rows: Iterable[Row]) -> list[Row]:
    return list({id(row): row for row in rows}.values())
