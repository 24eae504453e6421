"""What an address asks of the lookup: words, a day, the values chosen of each facet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, get_args
from urllib.parse import urlencode

from multidict import MultiMapping

from policies_kb.catalogue import Facet

#: The facets in the order in which they stand on the page.
FACETS: Final[tuple[Facet, ...]] = get_args(Facet)
#: So many results are shown unless the address says otherwise, and so many at most.
SHOWN: Final = 20
_MOST: Final = 100
#: So much of what is typed is looked at.
LONGEST: Final = 120


class BadFields(Exception):
    """Something in the address cannot be used; `fields` says what is wrong with each."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


@dataclass(frozen=True)
class Asked:
    """One question to the lookup. `chosen` has only facets of which something is chosen."""

    words: str
    on: dt.date
    today: dt.date
    chosen: Mapping[Facet, tuple[str, ...]]
    most: int = SHOWN

    @classmethod
    def read(cls, query: MultiMapping[str], today: dt.date) -> Asked:
        """From `q`, `on`, `most` and a field for each facet, which may come several times. Raises BadFields."""
        fields: dict[str, str] = {}
        on, most = today, SHOWN
        try:
            on = dt.date.fromisoformat(query.get("on") or today.isoformat())
        except ValueError:
            fields["on"] = "must be a day, as 2031-05-01"
        try:
            most = int(query.get("most") or SHOWN)
        except ValueError:
            most = 0
        if not 0 < most <= _MOST:
            fields["most"] = f"must be a number from 1 to {_MOST}"
        if fields:
            raise BadFields(fields)
        chosen: dict[Facet, tuple[str, ...]] = {
            facet: values for facet in FACETS if (values := _values(query, facet))
        }
        return cls(query.get("q", "").strip()[:LONGEST], on, today, chosen, most)

    @property
    def is_open(self) -> bool:
        """Whether nothing is asked yet: no words, and nothing chosen."""
        return not self.words and not self.chosen

    def address(self, path: str, *, without: tuple[Facet, str] | None = None, **changed: object) -> str:
        """The address of the same question; `without` leaves out one chosen value, `changed` sets `most` and such."""
        pairs = [pair for pair in self._pairs() if pair != without and pair[0] not in changed]
        pairs += [(name, str(value)) for name, value in changed.items() if value]
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def _pairs(self) -> Iterator[tuple[str, str]]:
        if self.words:
            yield "q", self.words
        if self.on != self.today:
            yield "on", self.on.isoformat()
        for facet, values in self.chosen.items():
            yield from ((facet, value) for value in values)


def _values(query: MultiMapping[str], facet: Facet) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in query.getall(facet, []) if value))
