"""The heads of all notices as columns: which of ten thousand are left by a place, a title, a year, a sector."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from policies_kb.answers.scope import Scope
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.notice import Notice
from policies_kb.model.regions import Regions
from policies_kb.model.titles import Title, distance

#: A sector whose notices cover the trades of others too: engineering at large.
_WIDE: Final = {"engineering": frozenset({"construction", "natural-resources"})}
#: From here on a distance is that of a place inside the one asked for.
INSIDE: Final = 10
#: No distance: the places have nothing to do with each other.
NOWHERE: Final = 1000
_PLACES: Final = 4096

Positions = NDArray[np.intp]
_Mask = NDArray[np.bool_]
_Numbers = NDArray[np.int_]

Value = TypeVar("Value")


def covers_sector(held: str, asked: str) -> bool:
    """Whether a notice of the sector `held` is on the sector `asked` too."""
    return held == asked or asked in _WIDE.get(held, frozenset())


def how_far(regions: Regions, held: str, place: str) -> int | None:
    """0 for a notice of the very place, then up to what contains the place, last what lies inside it."""
    upwards = list(regions.upwards(place))
    if held in upwards:
        return upwards.index(held)
    inside = list(regions.upwards(held))
    return INSIDE + inside.index(place) if place in inside else None


class Roll:
    """All notices by their heads; notices are told by their positions, in the order in which they are held."""

    def __init__(self, knowledge: Knowledge, shared: Mapping[str, Sequence[str]] | None = None) -> None:
        """`shared` are the notices that go by one name each."""
        self.regions = knowledge.regions
        self.notices = knowledge.notices
        self._position = {notice.id: position for position, notice in enumerate(self.notices)}
        self._shared = {
            name: np.array(sorted(self._position[one] for one in meant), dtype=np.intp)
            for name, meant in (shared or {}).items()
        }
        self._places, self._place = _codes(notice.region for notice in self.notices)
        self._sectors, self._sector = _codes(notice.sector for notice in self.notices)
        self._title_sets, self._title_set = _codes(notice.titles for notice in self.notices)
        self._series, self._of_series = _codes(notice.series for notice in self.notices)
        self._years = np.array([notice.year for notice in self.notices], dtype=np.int_)
        self._far = lru_cache(maxsize=_PLACES)(self._how_far)
        own = [len(list(self.regions.upwards(place))) > 1 for place in self._places]
        self._own: _Mask = np.array(own, dtype=np.bool_)
        self.provinces = frozenset(list(self.regions.upwards(place))[-1] for place in self._places)

    def at(self, positions: Iterable[int]) -> tuple[Notice, ...]:
        """The notices at some positions."""
        return tuple(self.notices[position] for position in positions)

    def of(self, names: Iterable[str]) -> Positions:
        """The notices with these ids, and those that go by these names, in order."""
        called = tuple(names)
        single = [self._position[name] for name in called if name in self._position]
        together = [self._shared[name] for name in called if name in self._shared]
        return cast(Positions, np.unique(np.concatenate([np.array(single, dtype=np.intp), *together])))

    def fits(self, scope: Scope) -> Positions:
        """Every notice that holds for what is stated."""
        fit: _Mask = np.ones(len(self.notices), dtype=np.bool_)
        if scope.notice:
            named = np.zeros_like(fit)
            named[self.of(scope.notice)] = True
            fit &= named
        if scope.region:
            fit &= self._within(scope.region)
        if scope.title:
            fit &= self._on_titles(scope.title)
        if scope.year:
            fit &= np.isin(self._years, _numbers(scope.year))
        if scope.sector:
            fit &= self._on_sectors(scope.sector)
        return np.flatnonzero(fit)

    def of_places_of_their_own(self, positions: Positions) -> Positions:
        """Those that belong to a place inside the province, not to all of it."""
        return positions[self._own[self._place[positions]]]

    def holds_somewhere(self, place: str) -> bool:
        """Whether any notice has to do with a place."""
        return bool((self._far(place) < NOWHERE).any())

    def nearest(self, positions: Positions, places: Sequence[str]) -> Positions:
        """For each place the notices nearest to it; all, where no place is named."""
        if not places:
            return positions
        chosen: dict[int, None] = {}
        for place in places:
            far = self._far(place)[self._place[positions]]
            nearest = far.min(initial=NOWHERE)
            chosen |= dict.fromkeys(positions[(far == nearest) & (far < NOWHERE)].tolist())
        return np.array(list(chosen), dtype=np.intp)

    def newest(self, positions: Positions) -> Positions:
        """The newest round of each series, in the order in which the series come."""
        if not len(positions):
            return positions
        series, years = self._of_series[positions], self._years[positions]
        found, first, which = np.unique(series, return_index=True, return_inverse=True)
        best = np.full(len(found), -1, dtype=np.int_)
        np.maximum.at(best, which, years)
        of_the_best = np.flatnonzero(years == best[which])
        _, first_best = np.unique(series[of_the_best], return_index=True)
        return positions[of_the_best[first_best][np.argsort(first)]]

    def one_round(self, positions: Positions, years: Sequence[str]) -> Positions:
        """Of several rounds of one series, which go by one name, those of the years stated, else the newest."""
        series = self._of_series[positions]
        if len(set(series.tolist())) == len(positions):
            return positions
        in_years = positions[np.isin(self._years[positions], _numbers(years))]
        others = positions[~np.isin(series, self._of_series[in_years])]
        return np.sort(np.concatenate([in_years, self.newest(others)]))

    def at_the_place(self, positions: Positions, places: Sequence[str]) -> bool:
        """Whether notices hold at the places stated, not merely somewhere inside them."""
        return not places or any(
            bool((self._far(place)[self._place[positions]] < INSIDE).any()) for place in places
        )

    def most_alike(self, scope: Scope, most: int) -> Positions:
        """The notices in which the fewest of the dimensions stated differ; then by title and year."""
        unlike = np.zeros(len(self.notices), dtype=np.int_)
        if scope.region:
            unlike += 2 * ~self._within(scope.region)
        if scope.title:
            unlike += 2 * ~self._on_titles(scope.title)
        if scope.sector:
            unlike += 2 * ~self._on_sectors(scope.sector)
        years = _numbers(scope.year)
        if years:
            unlike += ~np.isin(self._years, years)
        best = np.flatnonzero(unlike == unlike.min(initial=NOWHERE))
        steps = self._steps(scope.title)[self._title_set[best]]
        apart = [np.abs(self._years[best] - year) for year in years]
        late = np.min(apart, axis=0) if apart else np.zeros(len(best), dtype=np.int_)
        return best[np.lexsort((late, steps))][:most]

    def _within(self, places: Sequence[str]) -> _Mask:
        tables = [self._far(place) < NOWHERE for place in places]
        return cast(_Mask, np.logical_or.reduce(tables)[self._place])

    def _on_titles(self, titles: Sequence[str]) -> _Mask:
        table = [not set(titles).isdisjoint(held) for held in self._title_sets]
        return np.array(table, dtype=np.bool_)[self._title_set]

    def _on_sectors(self, sectors: Sequence[str]) -> _Mask:
        table = [any(covers_sector(held, asked) for asked in sectors) for held in self._sectors]
        return np.array(table, dtype=np.bool_)[self._sector]

    def _steps(self, titles: Sequence[str]) -> _Numbers:
        """For each set of titles how many steps lie between them and those asked for."""
        return np.array(
            [
                min((distance(cast(Title, one), other) for one in titles for other in held), default=0)
                for held in self._title_sets
            ],
            dtype=np.int_,
        )

    def _how_far(self, place: str) -> _Numbers:
        """For each place that has notices how far it is from `place`."""
        far = [how_far(self.regions, held, place) for held in self._places]
        return np.array([NOWHERE if one is None else one for one in far], dtype=np.int_)


def _codes(values: Iterable[Value]) -> tuple[tuple[Value, ...], Positions]:
    """Every value once, and for each notice which of them it has."""
    known: dict[Value, int] = {}
    codes = [known.setdefault(value, len(known)) for value in values]
    return tuple(known), np.array(codes, dtype=np.intp)


def _numbers(years: Iterable[str]) -> list[int]:
    return [int(year) for year in years]
