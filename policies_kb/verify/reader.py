"""Walks down the lines of an official text and keeps at which place it is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from policies_kb.model.notice import Mark
from policies_kb.model.place import Place
from policies_kb.verify.lines import is_cell, join, tidy
from policies_kb.verify.numbering import Level, Number, level_of, number_of, value

_HEAD: Final = Place(("文首",))
_SIGNATURE: Final = Place(("落款",))
#: A circled number counts at the start of a line and behind a sentence or colon, not in «见①».
_CIRCLED: Final = re.compile(r"(?<=[。；：;:])\s*(?=[①-⑳])")
_SENTENCE: Final = re.compile(r"(?<=[。；！？])\s*")
_LISTING: Final = re.compile(r"附件\s*[：:]\s*\S")


@dataclass(frozen=True)
class Doubt:
    """A line that looks numbered and does not go on with the numbering, or a mark that fits no line or several."""

    where: str
    what: str
    mend: str


class Reader:
    """Takes in line by line; `own` is what stands at each place."""

    def __init__(self, marks: tuple[Mark, ...]) -> None:
        self.own: dict[Place, str] = {_HEAD: ""}
        self._at = _HEAD
        self._marks = {_bare(mark.starts): Place.parse(str(mark.place)) for mark in marks}
        self._hits: Counter[str] = Counter()
        self._last: dict[tuple[tuple[str, ...], Level], int] = {}
        self._listing = False
        self._listing_is_named = False
        self._doubts: list[Doubt] = []

    def line(self, number: int, raw: str) -> None:
        """Take in one line; `number` is for messages."""
        line = tidy(raw)
        if not line:
            return
        for position, part in enumerate(self._split(line)):
            if (mark := self._mark(part)) is not None:
                self._marked(mark, part)
            elif position or not self._is_listing(line):
                self._plain(number, part, cell=is_cell(raw))

    def doubts(self) -> tuple[Doubt, ...]:
        """What could not be followed, marks last."""
        marks = []
        for mark in self._marks:
            if self._hits[mark] != 1:
                what = "starts several lines" if self._hits[mark] else "starts no line or sentence"
                marks.append(Doubt("source.marks", f"«{mark}» {what}", "write what one line starts with"))
        return (*self._doubts, *marks)

    def _split(self, line: str) -> list[str]:
        """The line, cut before each sentence that a mark names."""
        starts = [found.end() for found in _SENTENCE.finditer(line) if self._mark(line[found.end() :])]
        cuts = [0, *(start for start in starts if 0 < start < len(line)), len(line)]
        return [line[start:end] for start, end in pairwise(cuts)]

    def _mark(self, line: str) -> str | None:
        bare = _bare(line)
        return max((mark for mark in self._marks if bare.startswith(mark)), key=len, default=None)

    def _marked(self, mark: str, line: str) -> None:
        self._hits[mark] += 1
        place = self._marks[mark]
        self._listing = self._listing_is_named = _LISTING.match(line) is not None
        number = number_of(line)
        self._go(place)
        self._add(number.rest if number is not None and number.segment == place.path[-1] else line)

    def _plain(self, number: int, line: str, *, cell: bool) -> None:
        for position, part in enumerate(_CIRCLED.split(line)):
            found = number_of(part)
            if found is not None and cell and not found.bare:
                found = None  # a cell may list points of its own; the rows are what counts
            outer = self._continued(found) if found is not None else None
            if found is not None and outer is not None:
                self._go(Place((*outer, found.segment)))
                self._add(found.rest)
            else:
                if found is not None and not position and not found.bare and not self._listing:
                    self._doubt(number, part)
                self._add(part, cell=cell)

    def _is_listing(self, line: str) -> bool:
        """Whether the line belongs to the list of attachments behind the body, which is no content.

        A list that a mark names is kept as words of that place. What follows the list is the signature.
        """
        if _LISTING.match(line):
            self._listing, self._listing_is_named = True, False
        elif self._listing and (number_of(line) is None or line.startswith("附件")):
            self._listing = False
            if number_of(line) is None:
                self._go(_SIGNATURE)
        return self._listing and not self._listing_is_named

    def _continued(self, number: Number) -> tuple[str, ...] | None:
        """What the number stands in; None where it goes on with no numbering.

        A list under a named paragraph starts again at 1 and belongs to that paragraph.
        """
        path = tuple(segment for segment in self._at.path if segment != "文首")
        outer = tuple(segment for segment in path if level_of(segment) < number.level)
        if number.bare and not (outer and outer[0].startswith("附件")):
            return None
        named = path
        while named and level_of(named[-1]) is not Level.NAMED:
            named = named[:-1]
        within = (named, outer) if named and number.level >= Level.ITEM else (outer,)
        wanted = value(number.segment) or 0
        if number.level is Level.ATTACHMENT:  # a file may hold only some of the attachments
            return outer if wanted > self._last.get((outer, number.level), 0) else None
        return next((one for one in within if wanted == self._last.get((one, number.level), 0) + 1), None)

    def _go(self, place: Place) -> None:
        self._at = place
        self.own.setdefault(place, "")
        reached = value(place.path[-1])
        if reached is not None:
            self._last[place.path[:-1], level_of(place.path[-1])] = reached

    def _add(self, words: str, *, cell: bool = False) -> None:
        before = self.own[self._at]
        self.own[self._at] = f"{before}\n{words}" if cell and before else join(before, words)

    def _doubt(self, number: int, line: str) -> None:
        what = (
            f"«{line[:12]}» looks like a number and goes on with none, so it was read as words of {self._at}"
        )
        mend = "if it opens a place, name it under source.marks"
        self._doubts.append(Doubt(f"line {number} of the text", what, mend))


def _bare(text: str) -> str:
    return re.sub(r"[\s*<>]", "", text)
