"""The Rasa that the tests play themselves."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from aiohttp import web


class PlayedRasa:
    """Answers as the test says, and remembers what it was sent."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []
        self.messages: list[dict[str, Any]] = [{"recipient_id": "a", "text": "好"}]
        self.status = 200
        #: What came in the headers of each, and what the answer says of its time.
        self.headers: list[Mapping[str, str]] = []
        self.timing = "actions;dur=12.5, queue;dur=0.5"

    def app(self) -> web.Application:
        """The part of Rasa's HTTP interface that the gateway uses."""
        app = web.Application()
        app.router.add_post("/webhooks/rest/webhook", self._webhook)
        app.router.add_get("/", self._root)
        return app

    async def _webhook(self, request: web.Request) -> web.Response:
        self.heard.append(await request.json())
        self.headers.append(request.headers)
        told = {"Server-Timing": self.timing}
        return web.json_response(self.messages, status=self.status, headers=told)

    async def _root(self, request: web.Request) -> web.Response:
        return web.Response(text="Hello from Rasa")


class HeldRasa(PlayedRasa):
    """Echoes what it hears; while `gate` is closed it lets people wait."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = asyncio.Event()
        self.gate.set()
        self.arrived = asyncio.Event()
        self.reply: list[dict[str, Any]] | None = None
        self.is_up = True

    @property
    def asked(self) -> list[str]:
        """What people asked, without what the gateway says of itself."""
        return [one["message"] for one in self.heard if one["message"] != "/restart"]

    async def _root(self, request: web.Request) -> web.Response:
        return web.Response(status=200 if self.is_up else 503)

    async def _webhook(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.heard.append(body)
        self.arrived.set()
        await self.gate.wait()
        messages = self.reply or [{"text": f"答：{body['message']}"}]
        return web.json_response([{"recipient_id": body["sender"], **one} for one in messages])
