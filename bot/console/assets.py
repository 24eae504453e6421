"""Serves the console's style and scripts, with the design tokens that it shares with the other pages."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from aiohttp import web

from bot.console import keys
from bot.console.guard import unseen
from bot.web.assets import served

#: `page.css` of the gateway's own pages holds the tokens; `console.css` and the scripts are the console's.
FOLDERS: Final = (Path(__file__).parents[1] / "web" / "style", Path(__file__).parent / "static")


@unseen
async def static(request: web.Request) -> web.Response:
    """`/console/static/…`."""
    return served(request, request.app[keys.ASSETS], request.match_info["path"])
