"""The section as the console knows it."""

from __future__ import annotations

from typing import Any, Final

from aiohttp import web

from bot.console.describe import page
from bot.console.lookup import pages
from bot.console.lookup.described import FOUND
from bot.console.lookup.warming import warmed
from bot.console.section import Section
from bot.roles import Role

#: Its paths for `/api/openapi.json`.
PATHS: Final[dict[str, Any]] = {
    "/console": {"get": page("Look facts up; who is not signed in is led to the form", 303, 422)},
    "/console/lookup": {"get": FOUND},
}


def _add(app: web.Application) -> None:
    """Add what it needs and its routes."""
    app.cleanup_ctx.append(warmed)
    app.router.add_get("/console", pages.show)
    app.router.add_get("/console/lookup", pages.found)


SECTION: Final = Section("lookup", "/console", Role.READER, _add, PATHS)
