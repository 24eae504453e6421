"""What the templates tell of a comparison beside its table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.console.compare.asked import FEWEST, Asked
from policies_kb.model.notice import Notice
from policies_kb.model.text import Lang
from policies_kb.wording.compare import Comparison, State
from policies_kb.wording.validity import validity

#: The language of facts, by the language of the page.
LANGS: Final[Mapping[str, Lang]] = {"zh-CN": "zh", "en": "en"}


@dataclass(frozen=True)
class Head:
    """A column: its notice, whether it holds on the day asked about, and the address without it.

    `later` tells that it was issued after that day; `without` is None where too few would be left.
    """

    notice: Notice
    holds: str
    later: bool
    without: str | None


def heads(comparison: Comparison, asked: Asked, lang: Lang) -> tuple[Head, ...]:
    """The columns, in their order."""
    return tuple(
        Head(
            notice,
            validity(notice, (), asked.on, lang),
            _is_later(notice, asked),
            asked.address(*(one for one in asked.notices if one != notice.id))
            if len(asked.notices) > FEWEST
            else None,
        )
        for notice in comparison.notices
    )


def counted(comparison: Comparison) -> Mapping[State, int]:
    """How many rows there are of each state."""
    return Counter(row.state for section in comparison.sections for row in section.rows)


def _is_later(notice: Notice, asked: Asked) -> bool:
    return notice.issued > asked.on if notice.issued else notice.year > asked.on.year
