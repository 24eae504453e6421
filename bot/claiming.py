"""Several gateways on one database: signs of life for what is answered here, and looks at what nobody answers."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import Final

from bot.channel import Channel
from bot.store import StoreDown

_log = logging.getLogger(__name__)
#: Seconds between two rounds: several fit into the time for which a claim lasts (`bot.store.claims`).
_ROUND: Final = 3.0


class Claiming:
    """Goes round until it is stopped."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._stopped = asyncio.Event()
        self._is_down = False

    async def run(self) -> None:
        """Renew, then take up what a gateway left that is gone. A store that does not answer is asked again."""
        while not self._stopped.is_set():
            try:
                await self._channel.still_answering()
                await self._channel.take_up()
            except StoreDown as error:
                if not self._is_down:
                    _log.warning("nobody knows what is answered here: %s", error)
                self._is_down = True
            else:
                self._is_down = False
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopped.wait(), _ROUND)

    def stop(self) -> None:
        """Take up nothing more; the round that goes on comes to its end."""
        self._stopped.set()
