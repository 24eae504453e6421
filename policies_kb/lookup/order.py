"""The order in which facts and notices stand: newest notices first, and within a notice as one reads it."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Final

from policies_kb.model.fact import Fact
from policies_kb.model.notice import Notice
from policies_kb.model.place import Place

_CHINESE: Final = "一二三四五六七八九十"
_LAST: Final = 999


def newest_first(notice: Notice) -> tuple[int, int, str]:
    """Sorts notices: by year and day of issue, the newest first, then by name."""
    issued = notice.issued or dt.date(notice.year, 1, 1)
    return -notice.year, -issued.toordinal(), notice.id


def in_the_notice(fact: Fact) -> tuple[tuple[int, ...], str]:
    """Sorts the facts of a notice: the body before attachments, chapter by chapter; what has no place comes last."""
    return (_place(fact.at[0]) if fact.at else (_LAST, _LAST)), fact.id


@lru_cache(maxsize=4096)
def _place(place: Place) -> tuple[int, ...]:
    steps = tuple(_step(segment) for segment in place.path)
    return steps if place.path[0].startswith("附件") else (0, *steps)


def _step(segment: str) -> int:
    if match := re.search(r"\d+", segment):
        return int(match.group())
    if "①" <= segment[0] <= "⑳":
        return ord(segment[0]) - ord("①") + 1
    if segment == "文首":
        return 0
    plain = segment.strip("（）")
    return _chinese(plain) if plain and all(one in _CHINESE for one in plain) else _LAST


def _chinese(written: str) -> int:
    """十二 is twelve."""
    tens, _, ones = written.rpartition("十")
    count = _CHINESE.index(ones) + 1 if ones else 0
    return count + (10 * (_CHINESE.index(tens) + 1 if tens else 1) if "十" in written else 0)
