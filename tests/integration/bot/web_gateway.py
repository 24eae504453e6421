"""Gateways as the tests start, stop and start them again, in front of a Rasa that the test plays."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from typing import Any

from aiohttp.test_utils import TestClient, TestServer

from bot.app import create_app
from bot.settings import Settings
from tests.integration.bot.browser import Browser
from tests.integration.bot.conftest import Client
from tests.integration.bot.rasa import HeldRasa

Start = Callable[..., Awaitable[Client]]


class Gateways:
    """Starts gateways on the same database, one after the other or side by side."""

    def __init__(self, settings: Settings, stack: AsyncExitStack) -> None:
        self.settings = settings
        self._stack = stack
        self.running: list[Client] = []

    async def start(self, on: int | None = None, **changed: Any) -> Client:
        """A gateway on this port, or a free one, with some settings changed."""
        client: Client = TestClient(TestServer(create_app(replace(self.settings, **changed)), port=on))
        await self._stack.enter_async_context(client)
        self.running.append(client)
        return client

    async def enter(self, **changed: Any) -> Browser:
        """A new session with a new gateway."""
        return await Browser.enter(await self.start(**changed))


@asynccontextmanager
async def gateways_on(
    database: str, conversations: str, held: HeldRasa | None = None, **settings: Any
) -> AsyncIterator[Gateways]:
    """Gateways on two databases, in front of `held`, or of no Rasa at all."""
    async with AsyncExitStack() as stack:
        rasa_url = "http://127.0.0.1:9"
        if held:
            server = await stack.enter_async_context(TestServer(held.app()))
            stack.callback(held.gate.set)
            rasa_url = str(server.make_url("/"))
        common = Settings(
            rasa_url=rasa_url,
            rasa_timeout=10 if held else 1,
            database_url=database,
            bot_database_url=conversations,
            web_secret="s" * 40,
            today="2031-05-01",
        )
        yield Gateways(replace(common, **settings), stack)
