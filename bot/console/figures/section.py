"""The section as the console knows it."""

from __future__ import annotations

from typing import Any, Final

from aiohttp import web

from bot import keys as gateway
from bot.console.describe import page as described_page
from bot.console.figures import page
from bot.console.figures.keys import FIGURES
from bot.console.section import Section
from bot.console.spreadsheet import described
from bot.roles import Role
from bot.store import TurnFigures

#: Its paths for `/api/openapi.json`.
PATHS: Final[dict[str, Any]] = {
    "/console/figures": {"get": described_page("How much was asked and how it was answered", 303, 422)},
    "/console/figures/export": {"post": described("The figures as CSV", "days to", 303, 403)},
}


def _add(app: web.Application) -> None:
    """Add what it needs and its routes."""
    app[FIGURES] = TurnFigures(app[gateway.STORE])
    app.router.add_get("/console/figures", page.show)
    app.router.add_post("/console/figures/export", page.export)


SECTION: Final = Section("figures", "/console/figures", Role.READER, _add, PATHS)
