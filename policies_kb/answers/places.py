"""What is told besides, or first, where a question names a place inside that of the notice (新昌 in one of 绍兴)."""

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
#: The kind of facts of an office, and the share of the words that one must have to be the one they name.
_OFFICE: Final = "office"
_NAMED: Final = 0.2


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


def for_its_kind(notice: Notice, named: Sequence[Term], hits: Sequence[Hit]) -> Found | None:
    """The office for the kind of firm that the words name, before that of the place («柯桥一家设计院»)."""
    best = hits[0]
    if not named or not best.narrowed or best.fact.kind != _OFFICE:
        return None
    for hit in hits[1:]:
        alike = hit.fact.kind == _OFFICE and hit.fact.topics[:1] == best.fact.topics[:1]
        if alike and not hit.narrowed and hit.words >= _NAMED and hit.words > 2 * best.words:
            return Found(notice, (hit.fact, best.fact))
    return None
