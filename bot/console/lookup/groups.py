"""The facets as the page shows them: each with its values in people's words, how often, and whether chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.console.lookup.asked import FACETS
from bot.console.lookup.looking import Looked
from bot.console.lookup.names import name_of
from policies_kb.catalogue import Catalogue, Facet
from policies_kb.model.text import Lang
from policies_kb.model.titles import ORDER

#: Facets whose values stand in an order of their own; those of the others by how many results have them.
_ORDERS: Final[Mapping[Facet, Sequence[str]]] = {
    "title": ORDER,
    "audience": ("applicant", "employer", "department", "anyone"),
    "state": ("open", "coming", "closed", "unstated"),
}
#: So many values are shown at once; the others unfold.
_FIRST: Final = 6


def groups(catalogue: Catalogue, looked: Looked, lang: Lang, say: Mapping[str, str]) -> list[dict[str, Any]]:
    """Every facet that has a value, in the order of the page."""
    return [
        {"facet": facet, "name": say[f"lookup_{facet}"], "first": values[:_FIRST], "rest": values[_FIRST:]}
        for facet in FACETS
        if (values := _values(catalogue, looked, facet, lang, say))
    ]


def _values(
    catalogue: Catalogue, looked: Looked, facet: Facet, lang: Lang, say: Mapping[str, str]
) -> list[dict[str, Any]]:
    chosen = looked.asked.chosen.get(facet, ())
    counts = {**looked.counts[facet], **{one: 0 for one in chosen if one not in looked.counts[facet]}}
    values = _ordered(facet, counts, chosen)
    return [
        {
            "value": value,
            "name": name_of(catalogue, facet, value, lang, say),
            "count": counts[value],
            "chosen": value in chosen,
        }
        for value in values
    ]


def _ordered(facet: Facet, counts: Mapping[str, int], chosen: Sequence[str]) -> list[str]:
    """Values with an order of their own in it, years from the newest; of others what is chosen first."""
    if facet == "year":
        return sorted(counts, reverse=True)
    order = _ORDERS.get(facet)
    if order is None:
        return sorted(counts, key=lambda one: one not in chosen)
    return sorted(counts, key=lambda one: order.index(one) if one in order else len(order))
