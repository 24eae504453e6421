"""What was found, for the page and for programs alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.console.lookup.asked import Asked
from bot.console.lookup.cards import card
from bot.console.lookup.groups import groups
from bot.console.lookup.looking import look
from policies_kb.catalogue import Catalogue
from policies_kb.model.text import Lang

#: The language of facts, by the language of the page.
LANGS: Final[Mapping[str, Lang]] = {"zh-CN": "zh", "en": "en"}


def seen(
    catalogue: Catalogue, current: Catalogue, asked: Asked, lang: Lang, say: Mapping[str, str]
) -> dict[str, Any]:
    """Look it up and put it into words; blocks for some milliseconds. Fit for JSON.

    `catalogue` is what held on the day asked about, `current` what is in force now.
    """
    looked = look(catalogue, asked)
    found, edition = looked.found, catalogue.publication
    results = () if asked.is_open else found.results
    return {
        "q": asked.words,
        "on": asked.on.isoformat(),
        "read_as": found.read_as,
        "total": 0 if asked.is_open else found.total,
        "more": found.more,
        "edition": edition.number if edition and catalogue is not current else None,
        "later": [one.short.in_(lang) for one in looked.later],
        "results": [card(catalogue, current, one, asked, lang, say) for one in results],
        "facets": groups(catalogue, looked, lang, say),
    }
