"""`/api/openapi.json`: what the gateway offers to programs, described as OpenAPI 3.1."""

from __future__ import annotations

from typing import Any, Final

from aiohttp import web

from bot.described import completed
from bot.openapi.paths import PATHS
from bot.openapi.schemas import SCHEMAS

DESCRIPTION: Final[dict[str, Any]] = {
    "openapi": "3.1.0",
    "info": {"title": "职问 Zhiwen", "version": "1"},
    "paths": completed(PATHS),
    "components": {"schemas": SCHEMAS},
}


async def openapi(request: web.Request) -> web.Response:
    """The description itself."""
    return web.json_response(DESCRIPTION)
