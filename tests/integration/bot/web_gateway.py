"""Gateways as the tests start, stop and start them again, in front of a Rasa that the test plays."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any

from aiohttp.test_utils import TestClient, TestServer

from bot.app import create_app
from bot.settings import Settings
from tests.integration.bot.browser import Browser
from tests.integration.bot.conftest import Client

Start = Callable[..., Awaitable[Client]]


class Gateways:
    """Starts gateways on the same database, one after the other or side by side."""

    def __init__(self, settings: Settings, stack: AsyncExitStack) -> None:
        self.settings = settings
        self._stack = stack

    async def start(self, **changed: Any) -> Client:
        """A gateway on a free port, with some settings changed."""
        client: Client = TestClient(TestServer(create_app(replace(self.settings, **changed))))
        await self._stack.enter_async_context(client)
        return client

    async def enter(self, **changed: Any) -> Browser:
        """A new session with a new gateway."""
        return await Browser.enter(await self.start(**changed))
