"""The notices that are held, for somebody who has asked nothing yet: the newest first, each a step into it."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from bot.console.lookup.asked import Asked
from bot.console.lookup.looking import is_later
from policies_kb.catalogue import Catalogue, state_of
from policies_kb.model.text import Lang
from policies_kb.wording.validity import validity

_MOST: Final = 12


def held(catalogue: Catalogue, asked: Asked, lang: Lang) -> list[dict[str, Any]]:
    """Name, number, state and validity of each, and the address of what it says."""
    there = [one for one in catalogue.notices if not is_later(one, asked)]
    newest = sorted(
        there, key=lambda one: (one.year, one.issued.isoformat() if one.issued else ""), reverse=True
    )
    day = {"on": asked.on.isoformat()} if asked.on != asked.today else {}
    return [
        {
            "name": one.short.in_(lang),
            "number": one.number,
            "state": state_of(one, asked.on),
            "validity": validity(one, [], asked.on, lang),
            "id": one.id,
            "href": f"/console?{urlencode({**day, 'notice': one.id})}",
        }
        for one in newest[:_MOST]
    ]
