"""Gives each request an id that its logs and its answer bear, and counts it."""

from __future__ import annotations

import time
from typing import Final

import structlog
from aiohttp import web

from bot.problems import Handler
from bot.telemetry.ids import HEADER, NAME, id_of
from bot.telemetry.keys import METRICS, TRACES

#: Nobody asks anything of the assistant there: no spans.
_UNTRACED: Final = frozenset({"/healthz", "/readyz", "/metrics"})
#: The end of every address of a stream, which lasts as long as a tab is open.
_STREAM: Final = "/events"


@web.middleware
async def watched(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The outermost middleware: what the others refuse is counted too."""
    name = id_of(request.headers.get(HEADER))
    with structlog.contextvars.bound_contextvars(**{NAME: name}):
        route = route_of(request)
        if route in _UNTRACED or route.endswith(_STREAM):
            response = await _counted(request, handler)
        else:
            told = {"http.request.method": request.method, "http.route": route, "zhiwen.request": name}
            with request.app[TRACES].span(f"{request.method} {route}", told) as span:
                response = await _counted(request, handler)
                span.set_attribute("http.response.status_code", response.status)
    if not response.prepared:
        response.headers[HEADER] = name
    return response


async def _counted(request: web.Request, handler: Handler) -> web.StreamResponse:
    begun = time.monotonic()
    code = 500
    is_stream = False
    try:
        response = await handler(request)
        code, is_stream = response.status, response.content_type == "text/event-stream"
    except web.HTTPException as error:
        code = error.status
        raise
    finally:
        seconds = None if is_stream else time.monotonic() - begun
        request.app[METRICS].requested(request.method, route_of(request), code, seconds)
    return response


def route_of(request: web.Request) -> str:
    """The route as it is written in the code: addresses that exist nowhere are one, or anybody could make names."""
    resource = request.match_info.route.resource
    return resource.canonical if resource else "none"
