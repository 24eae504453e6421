"""The numbered places of an official text, and what stands at each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from policies_kb.model.notice import Mark
from policies_kb.model.place import Place
from policies_kb.verify.lines import shown
from policies_kb.verify.numbering import written
from policies_kb.verify.reader import Doubt, Reader


@dataclass(frozen=True)
class Passages:
    """Every place of a text with its own words, in the order of the text. A heading's words are its own.

    `doubts` are lines and marks that could not be followed; the text was read as if they were plain words.
    """

    own: Mapping[Place, str]
    doubts: tuple[Doubt, ...] = ()

    def __contains__(self, place: Place) -> bool:
        return any(known.within(place) for known in self.own)

    def text(self, place: Place) -> str:
        """What stands at a place, with everything inside it; empty for a place that does not exist."""
        return "\n".join(words for known, words in self.own.items() if known.within(place))

    def headed(self, place: Place) -> str:
        """What stands at a place, behind the headings it stands under (they often carry the year or the title)."""
        above = (Place(place.path[:length]) for length in range(1, len(place.path)))
        return "\n".join([*(self.own.get(outer, "") for outer in above), self.text(place)])

    def leaves(self) -> list[Place]:
        """The places with words that have no part of their own."""
        inner = {place.path[:length] for place in self.own for length in range(len(place.path))}
        return [place for place, words in self.own.items() if words and place.path not in inner]

    def quote(self, place: Place) -> str:
        """The passage as it can be shown beside an answer; its parts behind their numbers, a line each."""
        lines = [
            ("" if known == place else written(known.path[-1])) + words
            for known, words in self.own.items()
            if known.within(place) and words
        ]
        return shown("\n".join(lines))


def passages(text: str, marks: Iterable[Mark] = ()) -> Passages:
    """Read a text. `marks` name paragraphs, headings and sentences that have no number of their own.

    Raises ValueError where a mark's place cannot be read.
    """
    reader = Reader(tuple(marks))
    for number, line in enumerate(text.splitlines(), 1):
        reader.line(number, line)
    return Passages(reader.own, reader.doubts())
