"""Plain search: the facts that fit some words, without a question being understood."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from policies_kb.answers.listing import newest_first
from policies_kb.answers.roll import Roll
from policies_kb.answers.scope import Scope
from policies_kb.model.fact import Fact
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.notice import Notice
from policies_kb.search import ALL, FactIndex, Query
from policies_kb.terms import normalise


@dataclass(frozen=True)
class Result:
    """One result of a plain search: the fact, its notice, and how well it fits (0 to about 1.4)."""

    fact: Fact
    notice: Notice
    score: float


class PlainSearch:
    """Ranks facts by the words alone."""

    def __init__(self, knowledge: Knowledge, index: FactIndex, roll: Roll) -> None:
        self._knowledge = knowledge
        self._index = index
        self._roll = roll

    def results(self, query: Query, notices: tuple[str, ...], most: int | None) -> list[Result]:
        """The best fits first, over the named notices; without any over those that hold for the query's facets."""
        asked = Query(normalise(query.words), query.topics, query.facets)
        hits = self._index.rank(asked, notices or self._searched(query.facets))
        found = ((hit, self._knowledge.notice(hit.fact.notice)) for hit in hits[:most])
        return [Result(hit.fact, notice, hit.score) for hit, notice in found if notice]

    def _searched(self, facets: Mapping[str, Collection[str]]) -> Sequence[str]:
        """All notices, or of many the newest that hold for these places and titles."""
        held = self._knowledge.notices
        if len(held) <= ALL:
            return [notice.id for notice in held]
        stated = Scope(region=tuple(facets.get("region", ())), title=tuple(facets.get("title", ())))
        fit = self._roll.at(self._roll.fits(stated).tolist())
        return [one.id for one in newest_first(fit)[:ALL]]
