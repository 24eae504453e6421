"""Gives each request an id that its logs and its answer bear, and counts it."""

from __future__ import annotations

import re
import secrets
import time
from typing import Final

import structlog
from aiohttp import web

from bot.problems import Handler
from bot.telemetry.keys import METRICS

#: Where the id stands; a proxy in front may give it, then both logs have the same.
HEADER: Final = "X-Request-ID"
_FIT: Final = re.compile(r"[A-Za-z0-9._-]{8,64}")


@web.middleware
async def watched(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The outermost middleware: what the others refuse is counted too."""
    given = request.headers.get(HEADER, "")
    name = given if _FIT.fullmatch(given) else secrets.token_hex(8)
    begun = time.monotonic()
    code = 500
    is_stream = False
    with structlog.contextvars.bound_contextvars(request=name):
        try:
            response = await handler(request)
            code, is_stream = response.status, response.content_type == "text/event-stream"
        except web.HTTPException as error:
            code = error.status
            raise
        finally:
            seconds = None if is_stream else time.monotonic() - begun
            request.app[METRICS].requested(request.method, route_of(request), code, seconds)
    if not response.prepared:
        response.headers[HEADER] = name
    return response


def route_of(request: web.Request) -> str:
    """The route as it is written in the code: addresses that exist nowhere are one, or anybody could make names."""
    resource = request.match_info.route.resource
    return resource.canonical if resource else "none"
