"""Whether something named in a question is on a list of the notice: a specialty, an occupation, a county."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policies_kb.model.answer import Found
from policies_kb.model.entries import Item, Listing
from policies_kb.model.notice import Notice
from policies_kb.search.index import Hit
from policies_kb.terms.normalise import normalise
from policies_kb.terms.recogniser import Term

_LISTED: Final = ("specialty", "occupation", "region", "journal")


def of(notice: Notice, terms: Sequence[Term], hits: Sequence[Hit]) -> Found | None:
    """«On the list» or «not on the list», where the best fact is a list and the question names an item."""
    best = hits[0].fact
    listing = best.entry
    if not isinstance(listing, Listing) or listing.facet not in _LISTED:
        return None
    named = [term.value for term in terms if term.facet == listing.facet]
    on = [value for value in named if any(_same(item, value) for item in listing.items)]
    if on:
        return Found(notice, (best,), lead=f"on:{'、'.join(on)}")
    if named and not any(item.group in named for item in listing.items):
        return Found(notice, (best,), lead=f"{'off' if listing.closed else 'unlisted'}:{'、'.join(named)}")
    return None


def _same(item: Item, value: str) -> bool:
    wanted = normalise(value)
    return any(wanted == normalise(written) for written in (item.zh, *item.aliases))
