"""What results can be narrowed to: the values of each facet, which results have them, and how many do."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Final, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from policies_kb.lookup.asof import State, Window
from policies_kb.model.fact import Fact
from policies_kb.model.notice import Notice

Facet = Literal["notice", "place", "title", "sector", "year", "topic", "audience", "state"]
FACETS: Final[tuple[Facet, ...]] = get_args(Facet)
_STATES: Final[tuple[State, ...]] = get_args(State)
Positions = NDArray[np.int32]
Mask = NDArray[np.bool_]


class Labels:
    """The values that each of many things has, coded: equal sets of values are one code."""

    def __init__(self, values: Sequence[tuple[str, ...]]) -> None:
        known: dict[tuple[str, ...], int] = {}
        self.codes = np.array([known.setdefault(one, len(known)) for one in values], dtype=np.int32)
        self.sets = tuple(known)
        #: For each code whether it stands for no value at all.
        self.lacking: Mask = np.array([not one for one in self.sets], dtype=np.bool_)

    def having(self, wanted: Collection[str]) -> Mask:
        """For each code whether it has one of the values."""
        return np.array([not set(wanted).isdisjoint(one) for one in self.sets], dtype=np.bool_)

    def counts(self, members: Positions) -> dict[str, int]:
        """How many of these have each value."""
        counts: dict[str, int] = defaultdict(int)
        numbers = np.bincount(self.codes[members])
        for code in np.flatnonzero(numbers).tolist():
            for value in self.sets[code]:
                counts[value] += int(numbers[code])
        return counts


class Facets:
    """The facets of notices (by their rank, newest first) and of cards."""

    def __init__(self, notices: Sequence[Notice], windows: Sequence[Window], cards: Sequence[Fact]) -> None:
        """`windows` are those of the notices."""
        self._of_notice: dict[Facet, Labels] = {
            "notice": Labels([(one.id,) for one in notices]),
            "place": Labels([(one.region,) for one in notices]),
            "title": Labels([tuple(one.titles) for one in notices]),
            "sector": Labels([(one.sector,) for one in notices]),
            "year": Labels([(str(one.year),) for one in notices]),
        }
        self._of_card: dict[Facet, Labels] = {
            "topic": Labels([one.topics for one in cards]),
            "audience": Labels([(one.audience,) for one in cards]),
            "place": Labels([own_values(one, "region") for one in cards]),
            "title": Labels([own_values(one, "title") for one in cards]),
        }
        self._opens = np.array([one.toordinal() if one else 0 for one, _ in windows], dtype=np.int32)
        self._closes = np.array([one.toordinal() if one else 0 for _, one in windows], dtype=np.int32)
        self._years = np.array([one.year for one in notices], dtype=np.int32)

    def states(self, ranks: Positions, on: dt.date) -> Positions:
        """For each notice its state on a day, as a position in `State`: what `state_of` says, of many at once."""
        opens, closes, day = self._opens[ranks], self._closes[ranks], on.toordinal()
        over = np.where(closes > 0, day > closes, self._years[ranks] < on.year)
        rest = np.where(day < opens, 0, np.where((opens > 0) | (closes > 0), 1, 3))
        return np.where(over, 2, rest).astype(np.int32)

    def notices_within(self, filters: Mapping[Facet, Collection[str]], on: dt.date) -> Mask | None:
        """Which notices agree with the filters that only notices decide; None where there is none of these."""
        mask: Mask | None = None
        for facet, wanted in filters.items():
            if facet == "state":
                chosen = np.array([one in wanted for one in _STATES], dtype=np.bool_)
                fits = chosen[self.states(np.arange(len(self._years), dtype=np.int32), on)]
            elif facet in self._of_notice and facet not in self._of_card:
                labels = self._of_notice[facet]
                fits = labels.having(wanted)[labels.codes]
            else:
                continue
            mask = fits if mask is None else mask & fits
        return mask

    def cards_within(self, filters: Mapping[Facet, Collection[str]], cards: Positions) -> Positions:
        """Those of the cards that agree with the filters that only facts decide."""
        for facet, wanted in filters.items():
            if facet in self._of_card and facet not in self._of_notice:
                labels = self._of_card[facet]
                cards = cards[labels.having(wanted)[labels.codes[cards]]]
        return cards

    def within(self, filters: Mapping[Facet, Collection[str]], cards: Positions, ranks: Positions) -> Mask:
        """Which pairs of card and notice agree with the filters that facts decide or share in."""
        mask: Mask = np.ones(len(cards), dtype=np.bool_)
        for facet, wanted in filters.items():
            if facet not in self._of_card:
                continue
            own = self._of_card[facet]
            fits = own.having(wanted)[own.codes[cards]]
            if facet in self._of_notice:
                shared = self._of_notice[facet]
                lacking = own.lacking[own.codes[cards]]
                fits |= lacking & shared.having(wanted)[shared.codes[ranks]]
            mask &= fits
        return mask

    def counts(self, cards: Positions, ranks: Positions, on: dt.date) -> dict[Facet, dict[str, int]]:
        """How many of these results have each value, the most frequent first."""
        counts: dict[Facet, dict[str, int]] = {}
        found: dict[str, int]
        for facet in FACETS:
            if facet == "state":
                numbers = np.bincount(self.states(ranks, on), minlength=len(_STATES)).tolist()
                found = {name: count for name, count in zip(_STATES, numbers, strict=True) if count}
            elif facet not in self._of_card:
                found = self._of_notice[facet].counts(ranks)
            else:
                found = self._of_card[facet].counts(cards)
                if facet in self._of_notice:
                    own = self._of_card[facet]
                    lacking = own.lacking[own.codes[cards]]
                    for value, count in self._of_notice[facet].counts(ranks[lacking]).items():
                        found[value] = found.get(value, 0) + count
            counts[facet] = dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
        return counts


def own_values(fact: Fact, facet: str) -> tuple[str, ...]:
    """The values that a fact is about; a list is about none of its items in particular."""
    return tuple(fact.facets.get(facet, ())) if fact.kind != "listing" else ()
