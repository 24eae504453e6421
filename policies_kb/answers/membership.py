"""Whether something named in a question is on a list of the notice: a specialty, an occupation, a county."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policies_kb.model.answer import Found
from policies_kb.model.entries import Item, Listing
from policies_kb.model.fact import Fact
from policies_kb.model.notice import Notice
from policies_kb.search.index import Hit
from policies_kb.terms.normalise import normalise
from policies_kb.terms.recogniser import Term

_LISTED: Final = ("specialty", "occupation", "region", "journal")
#: Lists of those who may apply: to be on them is a yes.
_ALLOWING: Final = ("specialty", "occupation")


def of(notice: Notice, terms: Sequence[Term], hits: Sequence[Hit]) -> Found | None:
    """«On the list» or «not on the list», where the best fact is a list and the question names an item.

    Where it names a group of the list (the counties of 丽水市), that group is told.
    """
    best = hits[0].fact
    listing = best.entry
    if not isinstance(listing, Listing) or listing.facet not in _LISTED:
        return None
    named = [term.value for term in terms if term.facet == listing.facet]
    groups = {hit.fact.facets["group"][0]: hit.fact for hit in hits if "group" in hit.fact.facets}
    of_group = [groups[value] for value in named if value in groups]
    if of_group:
        return Found(notice, (of_group[0],))
    allows = listing.facet in _ALLOWING
    on = [value for value in named if any(_same(item, value) for item in listing.items)]
    if on:
        return Found(notice, (best,), lead=f"{'on' if allows else 'listed'}:{'、'.join(on)}")
    if named:
        return Found(notice, (best,), lead=f"{_absent(listing)}:{'、'.join(named)}")
    return None


def _absent(listing: Listing) -> str:
    """The word in front where an item is not on the list."""
    if not listing.closed:
        return "unlisted"
    return "off" if listing.facet in _ALLOWING else "not_listed"


def names_places(fact: Fact) -> bool:
    """Whether the fact is a list of places."""
    return isinstance(fact.entry, Listing) and fact.entry.facet == "region"


def _same(item: Item, value: str) -> bool:
    wanted = normalise(value)
    return any(wanted == normalise(written) for written in (item.zh, *item.aliases))
