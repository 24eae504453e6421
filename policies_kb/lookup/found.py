"""What a lookup gives back, and how results of several readings become one list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policies_kb.lookup.facets import Facet
from policies_kb.lookup.marks import Stretch, Terms
from policies_kb.model.fact import Fact
from policies_kb.model.notice import Notice
from policies_kb.model.text import Lang

#: So many results are ranked and counted at most.
RANKED: Final = 400
#: What fits less than this share of the best is no result.
_FLOOR: Final = 0.4


@dataclass(frozen=True)
class Match:
    """One result: a fact, its notice, how well it fits (0 to about 2), and what of it matched."""

    fact: Fact
    notice: Notice
    score: float
    terms: Terms

    def marks(self, lang: Lang = "zh") -> tuple[Stretch, ...]:
        """The stretches of `fact.text.in_(lang)` that matched: (start, end) in characters, in order, apart."""
        return self.terms.marks(self.fact.text.in_(lang))


@dataclass(frozen=True)
class Found:
    """The first results, and how many there are. `more` tells that `total` is only the best of many.

    `counts` are the numbers of results by value of each facet; `read_as` is what was read where it is not what was
    typed (永嘉联系电话 for yjlxdh).
    """

    results: tuple[Match, ...]
    total: int
    more: bool
    counts: Mapping[Facet, Mapping[str, int]]
    read_as: str | None = None


@dataclass(frozen=True)
class Ranked:
    """Facts by position with their scores, best first; of equal ones the newest and first. `reading`: of which."""

    facts: NDArray[np.int32]
    scores: NDArray[np.float32]
    more: bool = False
    reading: int = 0

    @classmethod
    def of(cls, facts: NDArray[np.int32], scores: NDArray[np.float32]) -> Ranked:
        """Facts in any order with their scores."""
        if not len(facts):
            return cls(facts, scores)
        close = scores >= _FLOOR * scores.max()
        facts, rounded = facts[close], np.round(scores[close], 4)
        order = np.lexsort((facts, -rounded))[:RANKED]
        return cls(facts[order], rounded[order], more=len(facts) > RANKED)


def best_of(rankings: Sequence[Ranked], shares: Sequence[float]) -> Ranked:
    """One list of several: each fact with its best score, where a ranking keeps only a share of its scores."""
    if len(rankings) == 1:
        return rankings[0]
    facts = np.concatenate([one.facts for one in rankings])
    scores = np.concatenate(
        [one.scores * np.float32(share) for one, share in zip(rankings, shares, strict=True)]
    )
    if not len(facts):
        return rankings[0]
    order = np.lexsort((-scores, facts))
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = facts[order][1:] != facts[order][:-1]
    merged = Ranked.of(facts[order][first], scores[order][first])
    tops = [
        one.scores[0] * share if len(one.scores) else 0.0 for one, share in zip(rankings, shares, strict=True)
    ]
    more = merged.more or any(one.more for one in rankings)
    return Ranked(merged.facts, merged.scores, more, int(np.argmax(tops)))
