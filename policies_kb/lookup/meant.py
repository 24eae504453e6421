"""Which notices the names in a text speak for, and how strongly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policies_kb.lookup.names import Named
from policies_kb.model.notice import Notice
from policies_kb.model.regions import Regions

Weights = NDArray[np.float32]
Ranks = NDArray[np.int32]

#: What a name counts for a notice that it fits.
_COUNTS: Final = {"notice": 0.8, "place": 0.6, "year": 0.4, "sector": 0.3, "title": 0.45}
#: A place counts less for a notice of what it lies in, or of what lies in it.
_WITHIN: Final = 0.4
_AROUND: Final = 0.4
#: A number without its «号» may be any number.
_BARE: Final = 0.35


class Meant:
    """Notices (by their rank, newest first) by the values that names stand for."""

    def __init__(
        self, notices: Sequence[Notice], regions: Regions, names: Mapping[str, Sequence[str]]
    ) -> None:
        """`names` are the names of notices with the ids of those that they stand for."""
        self._count = len(notices)
        lists: dict[tuple[str, str], list[int]] = defaultdict(list)
        for rank, notice in enumerate(notices):
            lists["place", notice.region].append(rank)
            lists["year", str(notice.year)].append(rank)
            lists["sector", notice.sector].append(rank)
            for title in notice.titles:
                lists["title", title].append(rank)
        rank_of = {notice.id: rank for rank, notice in enumerate(notices)}
        for name, ids in names.items():
            lists["notice", name] = [rank_of[one] for one in ids]
        self._ranks: dict[tuple[str, str], Ranks] = {
            value: np.array(ranks, dtype=np.int32) for value, ranks in lists.items()
        }
        self._above = {region.name: tuple(regions.upwards(region.name))[1:] for region in regions.all}
        self._below: dict[str, list[str]] = defaultdict(list)
        for name, above in self._above.items():
            for outer in above:
                if ("place", name) in self._ranks:
                    self._below[outer].append(name)

    def weights(self, plain: str, named: Iterable[Named]) -> Weights:
        """For each notice what the names count for it; 0 where none fits."""
        weights: Weights = np.zeros(self._count, dtype=np.float32)
        best: dict[str, Weights] = {}
        for one in named:
            bare = plain[one.start : one.end].isdigit() and one.end - one.start < 4
            for facet, value in one.meanings:
                if facet in _COUNTS:
                    there = best.setdefault(facet, np.zeros(self._count, dtype=np.float32))
                    amount = _COUNTS[facet] * (_BARE if bare and facet == "notice" else 1)
                    self._raise(there, facet, value, amount)
        for there in best.values():
            weights += there
        return weights

    def _raise(self, there: Weights, facet: str, value: str, amount: float) -> None:
        self._lift(there, (facet, value), amount)
        if facet == "place":
            for outer in self._above.get(value, ()):
                self._lift(there, ("place", outer), amount * _WITHIN)
            for inner in self._below.get(value, ()):
                self._lift(there, ("place", inner), amount * _AROUND)

    def _lift(self, there: Weights, value: tuple[str, str], amount: float) -> None:
        ranks = self._ranks.get(value)
        if ranks is not None:
            there[ranks] = np.maximum(there[ranks], np.float32(amount))
