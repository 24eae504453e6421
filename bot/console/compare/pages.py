"""`/console/compare`: notices beside each other, or the list to choose them from."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web

from bot import keys as gateway
from bot.console.compare.asked import FEWEST, Asked
from bot.console.compare.choosing import choices
from bot.console.compare.view import LANGS, counted, heads
from bot.console.guard import require
from bot.console.pages import language_of, page
from bot.console.phrases import PHRASES
from bot.roles import Role
from policies_kb.catalogue import Catalogue


@require(Role.READER)
async def show(request: web.Request) -> web.Response:
    """`notice` (two to four), `on`, `only`; with fewer notices, or with `choose`, the chooser. Bad fields: 422."""
    catalogue = await request.app[gateway.KNOWLEDGE].catalogue()
    if catalogue is None:
        return page(request, "compare/nothing.html", {"here": "compare"})
    asked = Asked.read(request.query, request.app[gateway.CLOCK](), catalogue)
    if asked.is_ready:
        return await _compared(request, catalogue, asked)
    error = PHRASES[language_of(request)][asked.wrong] if asked.wrong else ""
    values = {
        "asked": asked,
        "choices": await asyncio.to_thread(choices, catalogue, asked),
        "error": error,
        "one_more": 0 < len(asked.notices) < FEWEST,
    }
    return page(request, "compare/choose.html", _common(request) | values, status=422 if error else 200)


async def _compared(request: web.Request, catalogue: Catalogue, asked: Asked) -> web.Response:
    lang = LANGS[language_of(request)]
    comparison = await asyncio.to_thread(catalogue.compare, asked.notices, lang)
    values = {
        "asked": asked,
        "comparison": comparison,
        "heads": heads(comparison, asked, lang),
        "counts": counted(comparison),
        "wide": True,
    }
    return page(request, "compare/table.html", _common(request) | values)


def _common(request: web.Request) -> dict[str, Any]:
    return {"here": "compare", "tongue": LANGS[language_of(request)]}
