"""Notes how far replies arrived, as soon as they did.

Between Telegram's «arrived» and the note a killed process leaves a reply that is sent again. So notes wait neither
for the other work of the threads nor for each other: all that came meanwhile are written together.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from bot.store import Chats, Delivered, StoreDown

_log = logging.getLogger(__name__)
#: Seconds until a store that is down is asked again.
_AGAIN: Final = 0.5


class Notes:
    """Writes notes in the order in which they come."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats
        self._thread = ThreadPoolExecutor(1, "telegram-notes")
        self._new: list[tuple[str, Delivered, asyncio.Future[None]]] = []
        self._writer: asyncio.Task[None] | None = None

    async def add(self, conversation: str, so_far: Delivered) -> None:
        """Return when it is noted, however long the store is down: what is not noted is sent again."""
        noted = asyncio.get_running_loop().create_future()
        self._new.append((conversation, so_far, noted))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write())
        await noted

    async def close(self) -> None:
        """Let what is being written come to its end, unless the store is down."""
        if self._writer is not None:
            await asyncio.wait([self._writer], timeout=_AGAIN)
            self._writer.cancel()
        await asyncio.to_thread(self._thread.shutdown)

    async def _write(self) -> None:
        while self._new:
            batch, self._new = self._new, []
            try:
                await self._stored({conversation: so_far for conversation, so_far, _ in batch})
            finally:  # whatever happened: nobody waits for ever
                for _, _, noted in batch:
                    if not noted.done():
                        noted.set_result(None)

    async def _stored(self, notes: Mapping[str, Delivered]) -> None:
        while True:
            try:
                await asyncio.get_running_loop().run_in_executor(self._thread, self._chats.deliver_all, notes)
            except StoreDown as error:
                _log.warning("what arrived is noted again in %.1f s: %s", _AGAIN, error)
                await asyncio.sleep(_AGAIN)
            else:
                return
