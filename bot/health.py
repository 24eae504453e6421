"""`/healthz` says that the process lives, `/readyz` what can be answered with."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot import keys


async def healthz(request: web.Request) -> web.Response:
    """200 as long as the process runs."""
    return web.json_response({"status": "ok"})


async def readyz(request: web.Request) -> web.Response:
    """200 when notices can be answered from, 503 before. `dialogue` is false while only plain search works.

    `left_out`, where there are such, are notices that are published, but that this version of the program cannot read.
    """
    catalogue = await request.app[keys.KNOWLEDGE].catalogue()
    dialogue = await request.app[keys.RASA].is_ready()
    notices = len(catalogue.notices) if catalogue else 0
    status = "ready" if notices and dialogue else "degraded" if notices else "unavailable"
    body: dict[str, Any] = {"status": status, "notices": notices, "dialogue": dialogue}
    if catalogue and catalogue.left_out:
        body["left_out"] = list(catalogue.left_out)
    return web.json_response(body, status=200 if notices else 503)
