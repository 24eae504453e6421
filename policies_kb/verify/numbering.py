"""How official texts number their parts: 一、 （一） 1. （1） ①, and attachments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

_CHINESE: Final = "一二三四五六七八九十"
_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９", "0123456789")


class Level(IntEnum):
    """How deep a number stands; a number ends everything that stands as deep or deeper."""

    ATTACHMENT = 0
    CHAPTER = 1
    SECTION = 2
    ITEM = 3
    SUBITEM = 4
    CIRCLED = 5
    NAMED = 6


@dataclass(frozen=True)
class Number:
    """A number at the start of a line: its level, its segment of a place, and the rest of the line.

    `bare` is true where the line is nothing but digits: a row of a table, or the number of a page.
    """

    level: Level
    segment: str
    rest: str
    bare: bool = False


_PATTERNS: Final = (
    (Level.ATTACHMENT, re.compile(r"附件\s*(?P<n>\d+)$"), "附件{n}"),
    (Level.CHAPTER, re.compile(rf"(?P<n>[{_CHINESE}]+)、"), "{n}"),
    (Level.SECTION, re.compile(rf"[（(]\s*(?P<n>[{_CHINESE}]+)\s*[）)]"), "（{n}）"),
    # Neither «2020.9.25» nor «0.65», nor the year of «2023.»
    (Level.ITEM, re.compile(r"(?P<n>\d{1,2})\s*[.．、](?!\d)"), "{n}"),
    (Level.ITEM, re.compile(r"(?P<n>\d{1,2})$"), "{n}"),
    (Level.SUBITEM, re.compile(r"[（(]\s*(?P<n>\d{1,2})\s*[）)]"), "（{n}）"),
    (Level.CIRCLED, re.compile(r"(?P<n>[①-⑳])"), "{n}"),
)


def number_of(line: str) -> Number | None:
    """The number a line starts with, or None."""
    plain = line.translate(_FULL_WIDTH)
    for level, pattern, segment in _PATTERNS:
        match = pattern.match(plain)
        if match:
            number = match["n"].lstrip("0") or "0"
            return Number(level, segment.format(n=number), line[match.end() :].strip(), line.isdecimal())
    return None


def level_of(segment: str) -> Level:
    """The level of a segment of a written place."""
    if segment.startswith("附件"):
        return Level.ATTACHMENT
    if re.fullmatch(rf"[{_CHINESE}]+", segment):
        return Level.CHAPTER
    if re.fullmatch(rf"（[{_CHINESE}]+）", segment):
        return Level.SECTION
    if segment.isdecimal():
        return Level.ITEM
    if re.fullmatch(r"（\d+）", segment):
        return Level.SUBITEM
    return Level.CIRCLED if re.fullmatch(r"[①-⑳]", segment) else Level.NAMED


def written(segment: str) -> str:
    """A segment as it stands in front of its words: 一、 （一） 1. （1） ①; a name of our own is not shown."""
    match level_of(segment):
        case Level.CHAPTER:
            return f"{segment}、"
        case Level.ITEM:
            return f"{segment}."
        case Level.NAMED:
            return ""
        case Level.ATTACHMENT:
            return f"{segment} "
        case _:
            return segment


def value(segment: str) -> int | None:
    """The number in a segment, to check that numbering goes up by one; None for a name."""
    plain = segment.strip("（）").removeprefix("附件")
    if re.fullmatch(r"[①-⑳]", plain):
        return ord(plain) - ord("①") + 1
    if plain.isdecimal():
        return int(plain)
    if re.fullmatch(rf"[{_CHINESE}]+", plain):
        tens, ten, ones = plain.rpartition("十")
        units = _CHINESE.index(ones) + 1 if ones else 0
        return (10 * (_CHINESE.index(tens) + 1 if tens else 1) if ten else 0) + units
    return None
