"""`/metrics`, for those who may see it."""

from __future__ import annotations

import hmac
import ipaddress
from typing import Final

from aiohttp import web

from bot import keys
from bot.problems import problem
from bot.telemetry.keys import METRICS

_TYPE: Final = "text/plain; version=1.0.0; charset=utf-8"


async def metrics(request: web.Request) -> web.Response:
    """The figures: with `ZHIWEN_METRICS_TOKEN` to who sends it, else to neighbours that no proxy stands before."""
    if not _may(request):
        return problem(403, "not_for_you", "figures are told to neighbours, or with the token")
    return web.Response(body=request.app[METRICS].page(), headers={"Content-Type": _TYPE})


def _may(request: web.Request) -> bool:
    token = request.app[keys.SETTINGS].metrics_token
    if token:
        given = request.headers.get("Authorization", "").encode()
        return hmac.compare_digest(given, f"Bearer {token}".encode())
    return "X-Forwarded-For" not in request.headers and _is_near(request.remote)


def _is_near(address: str | None) -> bool:
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return False
    return found.is_loopback or found.is_private
