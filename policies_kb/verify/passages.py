"""The numbered places of an official text, and what stands at each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from policies_kb.model.notice import Mark
from policies_kb.model.place import Place
from policies_kb.verify.numbering import Level, Number, level_of, number_of, value

_HEAD: Final = Place(("文首",))
_SIGNATURE: Final = Place(("落款",))
_INLINE: Final = re.compile(r"(?=[①-⑳])")
_SENTENCE_END: Final = re.compile(r"(?<=[。！？；])")
_QUOTE_MOST: Final = 300


@dataclass(frozen=True)
class Passages:
    """Every place of a text with its own words, in the order of the text. A heading's words are its own."""

    own: dict[Place, str]

    def __contains__(self, place: Place) -> bool:
        return any(known.within(place) for known in self.own)

    def text(self, place: Place) -> str:
        """What stands at a place, with everything inside it; empty for a place that does not exist."""
        return "".join(words for known, words in self.own.items() if known.within(place))

    def headed(self, place: Place) -> str:
        """What stands at a place, behind the headings it stands under (they often carry the year or the title)."""
        above = (Place(place.path[:length]) for length in range(1, len(place.path)))
        return "".join(self.own.get(outer, "") for outer in above) + self.text(place)

    def quote(self, place: Place) -> str:
        """The passage as it can be shown beside an answer: at most some 300 characters, cut behind a sentence."""
        shown = ""
        for part in _SENTENCE_END.split(self.text(place)):
            if shown and len(shown) + len(part) > _QUOTE_MOST:
                return shown + "……"
            shown += part
        return shown


def passages(text: str, marks: Iterable[Mark] = ()) -> Passages:
    """Read a text. `marks` name paragraphs and headings that have no number of their own."""
    reader = _Reader(tuple(marks))
    for line in text.splitlines():
        reader.line(line.replace("**", "").strip())
    return Passages(reader.own)


class _Reader:
    """Walks down the lines and keeps where it is."""

    def __init__(self, marks: tuple[Mark, ...]) -> None:
        self.own: dict[Place, str] = {_HEAD: ""}
        self._at = _HEAD
        self._marks = marks
        self._last: dict[tuple[tuple[str, ...], Level], int] = {}
        self._listing = False

    def line(self, line: str) -> None:
        """Take in one line."""
        if not line:
            return
        mark = self._mark(line)
        if mark is not None:
            self._go(Place.parse(mark.place))
            self._listing = False
            self._add(line)
        elif self._is_listing(line):
            self._listing = True
        else:
            for part in _INLINE.split(line):
                self._part(part)

    def _part(self, part: str) -> None:
        number = number_of(part)
        outer = self._continued(number) if number is not None else None
        if number is not None and outer is not None:
            self._last[outer, number.level] = value(number.segment) or 0
            self._go(Place((*outer, number.segment)))
            self._add(number.rest)
        else:
            self._add(part)

    def _mark(self, line: str) -> Mark | None:
        bare = _bare(line)
        return next((mark for mark in self._marks if bare.startswith(_bare(mark.starts))), None)

    def _is_listing(self, line: str) -> bool:
        """Whether the line belongs to the list of attachments behind the body; what follows it is the signature."""
        if re.match(r"^[-\s]*附件\s*[：:]", line):
            return True
        if not self._listing:
            return False
        if number_of(line) is not None and not re.match(r"^附件", line):
            return True
        self._listing = False
        if number_of(line) is None:
            self._go(_SIGNATURE)
        return False

    def _continued(self, number: Number) -> tuple[str, ...] | None:
        """What the number stands in; None where it goes on with no numbering («5 个工作日» at the start of a line).

        A list under a named paragraph starts again at 1 and belongs to that paragraph.
        """
        outer = tuple(segment for segment in self._at.path if level_of(segment) < number.level and segment != "文首")
        named = tuple(segment for segment in self._at.path if segment != "文首")
        while named and level_of(named[-1]) is not Level.NAMED:
            named = named[:-1]
        if number.level in (Level.ATTACHMENT, Level.CHAPTER):
            return outer
        within = (named, outer) if named and number.level >= Level.ITEM else (outer,)
        return next((one for one in within if value(number.segment) == self._last.get((one, number.level), 0) + 1), None)

    def _go(self, place: Place) -> None:
        self._at = place
        self.own.setdefault(place, "")

    def _add(self, words: str) -> None:
        joined = self.own[self._at]
        space = " " if joined and joined[-1].isascii() and words[:1].isascii() and words[:1].isalnum() else ""
        self.own[self._at] = joined + space + words


def _bare(text: str) -> str:
    return re.sub(r"[\s*]", "", text)
