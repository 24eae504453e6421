"""`/console`, the page on which staff look things up, and `/console/lookup`, what was found alone."""

from __future__ import annotations

import asyncio
from typing import Any, Final

from aiohttp import web

from bot import keys as gateway
from bot.console.guard import require, wants_page
from bot.console.lookup.asked import LONGEST, SHOWN, Asked, BadFields
from bot.console.lookup.editions import edition
from bot.console.lookup.held import held
from bot.console.lookup.view import LANGS, seen
from bot.console.pages import language_of, page
from bot.console.phrases import PHRASES
from bot.problems import problem
from bot.roles import Role
from policies_kb.catalogue import Catalogue
from policies_kb.wording.forms import day

HOME: Final = "/console"


@require(Role.READER)
async def show(request: web.Request) -> web.Response:
    """`q`, `on` and the facets: the whole page, with what was found. It needs no script."""
    catalogue = await request.app[gateway.KNOWLEDGE].catalogue()
    if catalogue is None:
        return page(request, "lookup/nothing.html", {"here": "lookup"})
    today, error = request.app[gateway.CLOCK](), ""
    try:
        asked = Asked.read(request.query, today)
    except BadFields as bad:
        asked = Asked(request.query.get("q", "")[:LONGEST], today, today, {})
        error = PHRASES[language_of(request)]["lookup_bad"].format(fields="、".join(bad.fields))
    values = {**await _values(request, catalogue, asked), "here": "lookup", "wide": True, "error": error}
    return page(request, "lookup/page.html", values, status=422 if error else 200)


@require(Role.READER)
async def found(request: web.Request) -> web.Response:
    """The same as JSON, or for the page's script as the part of the page that changes. Bad fields: 422."""
    catalogue = await request.app[gateway.KNOWLEDGE].required()
    try:
        asked = Asked.read(request.query, request.app[gateway.CLOCK]())
    except BadFields as bad:
        return problem(422, "bad_fields", "some fields cannot be used", bad.fields)
    values = await _values(request, catalogue, asked)
    if wants_page(request):
        return page(request, "lookup/found.html", values)
    return web.json_response(values["seen"])


async def _values(request: web.Request, catalogue: Catalogue, asked: Asked) -> dict[str, Any]:
    """What the templates need; `catalogue` is what is in force now.

    The search is off the event loop: its first one may take seconds.
    """
    name = language_of(request)
    lang, say = LANGS[name], PHRASES[name]
    then = await edition(request.app[gateway.KNOWLEDGE], asked)
    made = await asyncio.to_thread(seen, then, catalogue, asked, lang, say)
    return {
        "asked": asked,
        "seen": made,
        "more": asked.address(HOME, most=100) if made["total"] > len(made["results"]) >= SHOWN else None,
        "chosen": [
            {
                **value,
                "facet": facet["facet"],
                "href": asked.address(HOME, without=(facet["facet"], value["value"])),
            }
            for facet in made["facets"]
            for value in (*facet["first"], *facet["rest"])
            if value["chosen"]
        ],
        "cleared": Asked(asked.words, asked.on, asked.today, {}).address(HOME),
        "to_today": Asked(asked.words, asked.today, asked.today, asked.chosen).address(HOME),
        "held": held(then, asked, lang) if asked.is_open else [],
        "past": say["lookup_past"].format(day=day(asked.on).in_(lang)) if asked.on != asked.today else "",
    }
