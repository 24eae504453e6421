"""What runs beside the handlers: opening the store, taking up what was left, deleting what is old."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from contextlib import suppress
from typing import Final

from bot.channel import Channel
from bot.store import Conversations, StoreDown, Updates

_log = logging.getLogger(__name__)
#: Seconds between two rounds, and between two attempts while the store does not answer.
_ROUND: Final = 600.0
_AGAIN: Final = 5.0
#: Telegram brings an update again for a day; its number is kept a little longer.
_REPEATED: Final = dt.timedelta(days=2)


class Housekeeping:
    """Keeps the store open, whole and no older than it may be."""

    def __init__(self, store: Conversations, channel: Channel, age: dt.timedelta) -> None:
        self._store = store
        self._channel = channel
        self._age = age
        self._is_open = False
        self._stopped = asyncio.Event()

    async def open(self) -> None:
        """Open the store, if it answers; the gateway runs all the same."""
        try:
            await asyncio.to_thread(self._store.open)
            self._is_open = True
        except StoreDown as error:
            _log.warning("conversations cannot be kept: %s", error)

    async def run(self) -> None:
        """Go round until `stop`. A store that does not answer is tried again."""
        while not self._stopped.is_set():
            pause = _ROUND
            try:
                if not self._is_open:
                    await self.open()
                await self.once()
            except StoreDown as error:
                _log.warning("conversations cannot be kept: %s", error)
                pause = _AGAIN
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopped.wait(), pause)

    def stop(self) -> None:
        """Let the round that goes on come to its end: what a thread does with the store is not broken off."""
        self._stopped.set()

    async def once(self) -> None:
        """Delete what is too old, and have answered what nobody works on. Raises StoreDown."""
        moment = dt.datetime.now(dt.UTC) - self._age
        gone = await asyncio.to_thread(self._store.delete_before, moment)
        if gone:
            _log.info("%d conversations were deleted: nothing was said in them for %s", gone, self._age)
        await asyncio.to_thread(Updates(self._store).forget_before, dt.datetime.now(dt.UTC) - _REPEATED)
        await self._channel.take_up()
