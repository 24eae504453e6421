"""Serves the widget's files."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from bot.web import keys
from bot.web.files import LOADER, Assets

_FOR_EVER: Final = "public, max-age=31536000, immutable"
_ASK: Final = "no-cache"


async def loader(request: web.Request) -> web.Response:
    """`/widget.js`."""
    return served(request, request.app[keys.ASSETS], LOADER)


async def static(request: web.Request) -> web.Response:
    """`/web/static/…`."""
    return served(request, request.app[keys.ASSETS], request.match_info["path"])


def served(request: web.Request, assets: Assets, path: str) -> web.Response:
    """A file as browsers keep it: for ever where the path names its version. Raises HTTPNotFound."""
    found = assets.find(path)
    if found is None:
        raise web.HTTPNotFound
    asset, versioned = found
    headers = {
        "ETag": asset.tag,
        "Cache-Control": _FOR_EVER if versioned else _ASK,
        "Vary": "Origin, Accept-Encoding",
    }
    if asset.tag in request.headers.get("If-None-Match", ""):
        return web.Response(status=304, headers=headers)
    headers["Content-Type"] = asset.kind
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        return web.Response(body=asset.pressed, headers={**headers, "Content-Encoding": "gzip"})
    return web.Response(body=asset.body, headers=headers)
