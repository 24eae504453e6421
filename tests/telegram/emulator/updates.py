"""Updates on their way to one bot: told again until it confirms them, as Telegram promises.

The emulator forgets an update once it has told it: it ignores `offset`, never waits (`timeout`), and calls a
webhook once, without the secret. A webhook that refuses ends its process.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from aiohttp import ClientError, ClientSession

from tests.telegram.emulator import shape
from tests.telegram.emulator.shape import Json

#: Seconds between two looks at the emulator, and between two tries to reach a webhook.
_PAUSE: Final = 0.02
_RETRY: Final = 0.2
_SECRET: Final = "X-Telegram-Bot-Api-Secret-Token"


@dataclass(frozen=True)
class Webhook:
    """Where a bot wants to be told, and what it knows Telegram by."""

    url: str
    secret: str = ""

    async def accepts(self, update: Json, session: ClientSession) -> bool:
        """Tell it; did it take the update?"""
        headers = {_SECRET: self.secret} if self.secret else {}
        try:
            async with session.post(self.url, json=update, headers=headers) as response:
                return response.ok
        except ClientError:
            return False


class Updates:
    """What one bot has not confirmed, oldest first. `fetch` takes what the emulator holds."""

    def __init__(self, fetch: Callable[[], Awaitable[list[Json]]], session: ClientSession) -> None:
        self.waiting: list[Json] = []
        #: How many came in all, confirmed or not.
        self.arrived = 0
        self.webhook: Webhook | None = None
        self._fetch = fetch
        self._session = session
        self._changed = asyncio.Condition()
        self._delivering: asyncio.Task[None] | None = None

    async def poll(self, offset: int, limit: int, within: float) -> list[Json]:
        """What `getUpdates` is answered with: `offset` confirms all before it; waits `within` seconds for some."""
        end = time.monotonic() + within
        while True:
            # A bot that hangs up now must not make us lose what the emulator has just forgotten.
            await asyncio.shield(self.take())
            self.waiting[:] = [update for update in self.waiting if update["update_id"] >= offset]
            if self.waiting or time.monotonic() >= end:
                return self.waiting[:limit]
            await asyncio.sleep(_PAUSE)

    async def take(self) -> None:
        """Take over what the emulator would forget."""
        await self.add(*await self._fetch())

    async def add(self, *raw: Json) -> None:
        """These came."""
        async with self._changed:
            self.waiting += map(shape.update, raw)
            self.arrived += len(raw)
            self._changed.notify_all()

    async def wait_until(self, arrived: int) -> None:
        """Wait until so many came in all."""
        async with self._changed:
            await self._changed.wait_for(lambda: self.arrived >= arrived)

    async def deliver_to(self, webhook: Webhook | None) -> None:
        """From now on tell this webhook, one update after the other; None: the bot asks by itself."""
        self.webhook = webhook
        if self._delivering is not None:
            self._delivering.cancel()
            with suppress(asyncio.CancelledError):
                await self._delivering
        self._delivering = asyncio.create_task(self._deliver(webhook)) if webhook else None

    async def _deliver(self, webhook: Webhook) -> None:
        while True:
            async with self._changed:
                await self._changed.wait_for(lambda: bool(self.waiting))
            if await webhook.accepts(self.waiting[0], self._session):
                del self.waiting[0]
            else:
                await asyncio.sleep(_RETRY)
