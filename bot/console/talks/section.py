"""The section as the console knows it."""

from __future__ import annotations

from typing import Any, Final

from aiohttp import web

from bot.console.section import Section
from bot.roles import Role

#: Its paths for `/api/openapi.json`.
PATHS: Final[dict[str, Any]] = {}


def _add(app: web.Application) -> None:
    """Add what it needs and its routes."""


SECTION: Final = Section("talks", "/console/talks", Role.AGENT, _add, PATHS)
