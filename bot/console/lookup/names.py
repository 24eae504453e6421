"""The values of facets in people's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from policies_kb.catalogue import Catalogue, Facet
from policies_kb.model.text import Lang
from policies_kb.model.titles import ENGLISH

_ENGLISH: Final[Mapping[str, str]] = {str(title): name for title, name in ENGLISH.items()}


def name_of(catalogue: Catalogue, facet: Facet, value: str, lang: Lang, say: Mapping[str, str]) -> str:
    """What people call a value; the value itself where there is no other name for it."""
    knowledge = catalogue.knowledge
    if facet == "notice":
        notice = knowledge.notice(value)
        return notice.short.in_(lang) if notice else value
    if facet == "topic":
        topic = knowledge.topics.get(value)
        return topic.name.in_(lang) if topic else value
    if facet == "sector":
        return next((one.name.in_(lang) for one in knowledge.vocabulary.sector if one.value == value), value)
    if facet == "place":
        region = knowledge.regions.by_name.get(value)
        return region.en if region and lang == "en" else value
    if facet == "title":
        return _ENGLISH.get(value, value) if lang == "en" else value
    if facet == "year":
        return say["lookup_in_year"].format(year=value)
    return say.get(f"lookup_{facet}_{value}", value)
