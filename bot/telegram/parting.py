"""Where a text that is too long for one message of Telegram is parted, and what it is marked with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

#: UTF-16 code units that one message may have, counted after its HTML was parsed.
_UNITS: Final = 4096
#: More formatting than this in one message is ignored by Telegram.
_MARKS: Final = 100
#: Where to part a text, best first: paragraphs, lines, sentences (with the bracket or quotation mark behind), words.
_BREAKS: Final = (
    re.compile(r"(?=\n\n)"),
    re.compile(r"(?=\n)"),
    re.compile(r"(?:(?<=[。！？；])|(?<=[。！？；][”’」』）]))(?![。！？；”’」』）])|(?<=[.!?;])(?=\s)"),
    re.compile(r"(?=\s)"),
)


@dataclass(frozen=True)
class Mark:
    """A stretch of a text, [start, end), that a tag encloses."""

    start: int
    end: int
    tag: str


def pieces(text: str, marks: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    """Start and end of each part; the white space between two parts belongs to none."""
    start = 0
    while start < len(text):
        end = _cut(text, marks, start)
        yield start, end
        start = next((at for at in range(end, len(text)) if not text[at].isspace()), len(text))


def _cut(text: str, marks: Sequence[Mark], start: int) -> int:
    """Where the part from `start` ends: at the best break that leaves it no mere scrap, else as late as it may."""
    last = _last(text, marks, start)
    if last == len(text):
        return last
    least = start + max(1, (last - start) // 4)
    for pattern in _BREAKS:
        # The patterns look two characters ahead.
        places = (found.start() for found in pattern.finditer(text, least, last + 2))
        if best := max((at for at in places if at <= last), default=0):
            return best
    return last


def _last(text: str, marks: Sequence[Mark], start: int) -> int:
    """The latest end a message from `start` may have: by its length, and by the number of its marks."""
    end = min(len(text), start + _UNITS)
    # A character has one or two units: leaving out half of what is too much never leaves out too much.
    while (over := len(text[start:end].encode("utf-16-le")) // 2 - _UNITS) > 0:
        end -= (over + 1) // 2
    too_many = next(islice((mark for mark in marks if mark.end > start), _MARKS, None), None)
    return end if too_many is None else min(end, too_many.start)
