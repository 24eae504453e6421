"""`/healthz` says that the process lives, `/readyz` what can be answered with."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web

from bot import keys


async def healthz(request: web.Request) -> web.Response:
    """200 as long as the process runs."""
    return web.json_response({"status": "ok"})


async def readyz(request: web.Request) -> web.Response:
    """200 when notices can be answered from, 503 before. Says within seconds what is there, and asks no database.

    `dialogue` is false while only plain search works, `conversations` while nothing can be kept, `shared` while each
    gateway is alone (it is left out where there is no Redis). `left_out`, where there are such, are notices that are
    published, but that this version of the program cannot read.
    """
    app = request.app
    catalogue, dialogue = await asyncio.gather(app[keys.KNOWLEDGE].catalogue(), app[keys.RASA].is_ready())
    parts = {"dialogue": dialogue, "conversations": app[keys.STORE].answers}
    if (shared := app[keys.SHARED]) is not None:
        parts["shared"] = await shared.is_there()
    notices = len(catalogue.notices) if catalogue else 0
    status = "unavailable" if not notices else "ready" if all(parts.values()) else "degraded"
    body: dict[str, Any] = {"status": status, "notices": notices, **parts}
    if catalogue and catalogue.left_out:
        body["left_out"] = list(catalogue.left_out)
    return web.json_response(body, status=200 if notices else 503)
