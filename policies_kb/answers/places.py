"""What is told besides where a question names a place inside that of the notice (新昌 in a notice of 绍兴)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from policies_kb.answers import membership
from policies_kb.model.answer import Found
from policies_kb.model.notice import Notice
from policies_kb.search import Hit
from policies_kb.terms.recogniser import Term

#: What is said of the very place is told first where it fits so nearly as well as what holds everywhere.
_NEARLY: Final = 0.75


def on_its_list(notice: Notice, named: Sequence[Term], hits: Sequence[Hit]) -> Found | None:
    """What is said of the places on a list, behind whether those named are on it («我们磐安有照顾吗»)."""
    lists = [hit for hit in hits if membership.names_places(hit.fact)]
    if not named or not lists or hits[0].fact.topics[:1] != lists[0].fact.topics[:1]:
        return None
    found = membership.of(notice, named, lists)
    return replace(found, facts=(*found.facts, hits[0].fact)) if found else None


def of_its_own(notice: Notice, named: Sequence[Term], hits: Sequence[Hit]) -> Found | None:
    """What the notice says of the very places named, before what holds everywhere on the same topic."""
    best = hits[0]
    if not named or best.narrowed:
        return None
    there = {term.value for term in named}
    for hit in hits:
        own = not there.isdisjoint(hit.fact.facets.get("region", ()))
        if own and hit.fact.kind != "listing" and hit.fact.topics[:1] == best.fact.topics[:1]:
            return Found(notice, (hit.fact, best.fact)) if hit.score >= _NEARLY * best.score else None
    return None
