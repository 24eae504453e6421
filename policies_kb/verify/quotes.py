"""The official words beside what is answered, where the operator has the official texts."""

from __future__ import annotations

from typing import Final

from policies_kb.model.fact import Fact
from policies_kb.model.notice import Notice
from policies_kb.model.place import Place
from policies_kb.verify.shown import Passage, shown
from policies_kb.verify.sources import Sources

#: So many characters of an official passage are shown beside an answer; the place tells where the rest stands.
_QUOTED: Final = 600


class Quotes:
    """Passages as they are shown to people; without official texts there are none."""

    def __init__(self, sources: Sources | None) -> None:
        self._sources = sources or Sources(None)
        self._passages: dict[str, tuple[Passage, ...]] = {}

    def beginning(self, notice: Notice, place: Place) -> str | None:
        """So much of the passage as stands beside an answer; None where it is not at hand."""
        quote = self._sources.quote(notice, place)
        return quote[:_QUOTED] + "…" if quote and len(quote) > _QUOTED else quote

    def passages(self, fact: Fact, notice: Notice) -> tuple[Passage, ...]:
        """The words at each place of a fact, its figures marked; none where they are not at hand."""
        if fact.id not in self._passages:
            quotes = [(at, self._sources.quote(notice, at)) for at in fact.at]
            self._passages[fact.id] = tuple(shown(fact, at, quote) for at, quote in quotes if quote)
        return self._passages[fact.id]
