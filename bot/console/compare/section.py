"""The section as the console knows it."""

from __future__ import annotations

from typing import Any, Final

from aiohttp import web

from bot.console.compare import directory, pages
from bot.console.compare.asked import HOME
from bot.console.describe import page
from bot.console.section import Section
from bot.roles import Role

#: Its paths for `/api/openapi.json`.
PATHS: Final[dict[str, Any]] = {
    HOME: {"get": page("Two to four notices beside each other, or the list to choose them from", 303, 422)},
    "/console/directory": {"get": page("Whom to call, place by place", 303)},
}


def _add(app: web.Application) -> None:
    """Add what it needs and its routes."""
    app.router.add_get(HOME, pages.show)
    app.router.add_get("/console/directory", directory.show)


SECTION: Final = Section("compare", HOME, Role.READER, _add, PATHS)
