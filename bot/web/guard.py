"""Stands before every handler of the web: origins, limits, and failures in the one shape."""

from __future__ import annotations

import logging
from typing import Final

from aiohttp import web

from bot import keys as gateway
from bot.problems import Handler, problem
from bot.store import StoreDown
from bot.web import keys
from bot.web.reading import Refused, address_of
from bot.web.tokens import Session

_log = logging.getLogger(__name__)
#: Seconds after which it is worth to ask a database again.
_SOON: Final = "5"


@web.middleware
async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer preflights, refuse foreign pages, and tell a browser what went wrong."""
    origins = request.app[keys.ORIGINS]
    preflight = origins.preflight(request)
    if preflight is not None:
        return preflight
    if request.path.startswith("/web/") and not origins.allows(request):
        return problem(403, "origin", "this site may not use the assistant; its operator can allow it")
    try:
        return await handler(request)
    except Refused as refused:
        return refused.response
    except StoreDown as error:
        _log.warning("conversations cannot be reached: %s", error)
        headers = {"Retry-After": _SOON}
        return problem(503, "unavailable", "conversations cannot be reached just now", headers=headers)


async def tell_browsers(request: web.Request, response: web.StreamResponse) -> None:
    """Put on every response what browsers must know; a handler's own word stands."""
    for name, value in request.app[keys.ORIGINS].headers(request).items():
        response.headers.setdefault(name, value)


async def limit_address(request: web.Request) -> None:
    """Count one change for the address. Raises Refused, 429."""
    address = address_of(request, request.app[gateway.SETTINGS])
    _refuse_if(await request.app[keys.LIMITS].address.wait(address))


async def limit(request: web.Request, session: Session) -> None:
    """Count one change for the session and its address. Raises Refused, 429."""
    await limit_address(request)
    _refuse_if(await request.app[keys.LIMITS].session.wait(session.conversation))


def _refuse_if(wait: int) -> None:
    if wait:
        raise Refused(too_many(wait))


def too_many(wait: int) -> web.Response:
    """The response to one who asks too often: when to come back."""
    text = f"too many at once; try again in {wait} s"
    return problem(429, "too_many", text, headers={"Retry-After": str(wait)})
