"""Telegram as a bot knows it: the emulator, and before it a server that mends where the emulator departs.

A bot needs one setting, `base_url`; its requests reach the emulator byte by byte as python-telegram-bot encodes
them. Departures of single answers stand in `shape`, those of updates in `updates`; of methods there are:
- not in the emulator, answered and noted here since their only answer is true: `JUST_NOTED`; and `getWebhookInfo`;
- not in the emulator and refused with 400: all others (`sendPhoto`, `sendDocument`, `getFile` …);
- edits: the emulator answers null also where there is no such message (here 400), and keeps the buttons where an
  edit brings none (here they go);
- `deleteWebhook`, `setWebhook`: `drop_pending_updates` is heeded here only;
- `getUpdates` while there is a webhook is answered with nothing, not with 409.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final, Self

from aiohttp import ClientSession, web

from tests.telegram.emulator import shape
from tests.telegram.emulator.process import HOST
from tests.telegram.emulator.shape import Json
from tests.telegram.emulator.updates import Updates, Webhook

JUST_NOTED: Final = frozenset(
    "sendChatAction setMessageReaction setMyCommands deleteMyCommands setChatMenuButton "
    "setMyName setMyDescription setMyShortDescription".split()
)
_RESULTS: Final = {"getMe": shape.me, "sendMessage": shape.sent_message}
_EDITS: Final = ("editMessageText", "editMessageReplyMarkup")
#: Seconds within which the emulator calls a webhook.
_PATIENCE: Final = 10.0
_NO_MESSAGE: Final = "Bad Request: message to edit not found"


@dataclass(frozen=True)
class Call:
    """A method that a bot called, with its parameters as they came: all texts, objects as JSON."""

    method: str
    parameters: Mapping[str, str]


class BotApi:
    """An asynchronous context manager before the emulator at that address (`http://HOST:PORT`)."""

    def __init__(self, emulator: str) -> None:
        #: All that bots called, oldest first, polling included.
        self.calls: list[Call] = []
        self._emulator = emulator
        self._updates: dict[str, Updates] = {}
        self._one_person_at_a_time = asyncio.Lock()

    @property
    def base_url(self) -> str:
        """The `base_url` of a bot; the token follows right behind."""
        return f"{self._url}/bot"

    def called(self, method: str) -> list[Mapping[str, str]]:
        """The parameters of every call of this method."""
        return [call.parameters for call in self.calls if call.method == method]

    async def hand_over(self, route: str, token: str, event: Json) -> None:
        """Give the emulator what a person did; returns when it is on its way to the bot."""
        # The emulator counts on only after a webhook has answered: two events at once would share their numbers.
        async with self._one_person_at_a_time:
            updates = self._of(token)
            arrived = updates.arrived
            await self.ask(route, {**event, "botToken": token})
            if updates.webhook:
                async with asyncio.timeout(_PATIENCE):
                    await updates.wait_until(arrived + 1)

    async def ask(self, route: str, body: Json) -> Any:
        """The result of a route of the emulator's own, which is no part of the Bot API."""
        async with self._session.post(
            f"{self._emulator}/{route}", json=body, raise_for_status=True
        ) as response:
            return (await response.json())["result"]

    async def stored(self, token: str) -> list[Json]:
        """The bot's messages in the emulator, oldest first, each as it is now."""
        history = await self.ask("getUpdatesHistory", {"token": token})
        return [each for each in history if "chat_id" in each.get("message", {})]

    async def __aenter__(self) -> Self:
        self._session = ClientSession()
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._called)
        app.router.add_post("/pushed/{token}", self._pushed)
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, 0).start()
        self._url = f"http://{HOST}:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for updates in self._updates.values():
            await updates.deliver_to(None)
        await self._runner.cleanup()
        await self._session.close()

    async def _called(self, request: web.Request) -> web.Response:
        token, method = request.match_info["token"], request.match_info["method"]
        form = {**request.query, **await request.post()}
        parameters = {name: str(value) for name, value in form.items()}
        self.calls.append(Call(method, parameters))
        status, body = await self._answer(token, method, parameters, request)
        return web.json_response(body, status=status)

    async def _answer(
        self, token: str, method: str, parameters: dict[str, str], request: web.Request
    ) -> tuple[int, Json]:
        if method in JUST_NOTED:
            return 200, {"ok": True, "result": True}
        if method == "getUpdates":
            return 200, {"ok": True, "result": await self._poll(token, parameters)}
        if method in ("setWebhook", "deleteWebhook"):
            return await self._hook(token, method, parameters)
        if method == "getWebhookInfo":
            return 200, {"ok": True, "result": self._hooked(token)}
        if method in _EDITS:
            return await self._edit(token, method, parameters)
        kind = request.headers.get("Content-Type", "")
        status, body = await self._emulate(token, method, await request.read(), {"Content-Type": kind})
        if body["ok"] and method in _RESULTS:
            body["result"] = _RESULTS[method](body["result"])
        return status, body

    async def _emulate(
        self,
        token: str,
        method: str,
        data: bytes | Mapping[str, str],
        headers: Mapping[str, str] | None = None,
    ) -> tuple[int, Json]:
        url = f"{self._emulator}/bot{token}/{method}"
        async with self._session.post(url, data=data, headers=headers) as response:
            return shape.answer(response.status, await response.json())

    async def _poll(self, token: str, parameters: Mapping[str, str]) -> list[Json]:
        offset, limit = int(parameters.get("offset", 0)), int(parameters.get("limit", 100))
        return await self._of(token).poll(offset, limit, float(parameters.get("timeout", 0)))

    async def _hook(self, token: str, method: str, parameters: Mapping[str, str]) -> tuple[int, Json]:
        updates = self._of(token)
        await updates.take()
        if parameters.get("drop_pending_updates") == "true":
            updates.waiting.clear()
        url = parameters.get("url", "") if method == "setWebhook" else ""
        await updates.deliver_to(Webhook(url, parameters.get("secret_token", "")) if url else None)
        if url:
            return await self._emulate(token, method, {"url": f"{self._url}/pushed/{token}"})
        return await self._emulate(token, "deleteWebhook", {})

    def _hooked(self, token: str) -> Json:
        updates = self._of(token)
        url = updates.webhook.url if updates.webhook else ""
        return {"url": url, "has_custom_certificate": False, "pending_update_count": len(updates.waiting)}

    async def _edit(self, token: str, method: str, parameters: Mapping[str, str]) -> tuple[int, Json]:
        number = int(parameters["message_id"])
        key = (number, parameters["chat_id"])
        status, body = await self._emulate(
            token, method, {"reply_markup": '{"inline_keyboard": []}', **parameters}
        )
        for each in await self.stored(token):
            if (each["messageId"], str(each["message"]["chat_id"])) == key:
                return status, {**body, "result": shape.edited_message(each, int(time.time()))}
        return 400, {"ok": False, "error_code": 400, "description": _NO_MESSAGE}

    async def _pushed(self, request: web.Request) -> web.StreamResponse:
        token = request.match_info["token"]
        raw = await request.json()
        taken = web.Response()
        await taken.prepare(request)
        await taken.write_eof()
        # Once it answers again, the emulator has seen that we took the update and has counted on.
        await self.stored(token)
        await self._of(token).add(raw)
        return taken

    def _of(self, token: str) -> Updates:
        async def fetch() -> list[Json]:
            _, body = await self._emulate(token, "getUpdates", {})
            found: list[Json] = body["result"]
            return found

        return self._updates.setdefault(token, Updates(fetch, self._session))
