"""One gateway at a time runs the channel of a bot; the others stand by.

Who runs it holds a lease in the database and renews it. It believes in the lease for a shorter time than the database
does, by a clock that nobody can set: so it has stopped sending, and what it sent last has arrived or failed, before
another gateway can begin.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from bot.beside import run_beside
from bot.store import Leases, StoreDown
from bot.telegram.application import TelegramChannel

_log = logging.getLogger(__name__)
#: Seconds for which the lease lasts in the database, and for which its holder trusts in it after renewing it.
_LASTS: Final = 18.0
_TRUSTED: Final = 12.0
#: Seconds between renewals, and between attempts of those who stand by.
_RENEWED: Final = 4.0
_TRIED: Final = 2.0
#: Seconds between looks for updates that other gateways stored, and for replies that nobody told of.
_LOOK: Final = 1.0
_LOOK_AROUND: Final = 5.0

Make = Callable[[Callable[[], bool]], TelegramChannel]


class Leading:
    """Runs the channel while this gateway leads."""

    def __init__(self, leases: Leases, what: str, make: Make) -> None:
        """`make` gets what says whether it may send; it is called anew for each time that this gateway leads."""
        self._leases = leases
        self._what = what
        self._make = make
        self.channel = make(self.leads)
        self._is_fresh = True
        self._runs = False
        self._trusted_until = 0.0
        self._renew_at = 0.0
        self._look_around_at = 0.0
        self._stopping = asyncio.Event()
        self._running: asyncio.Task[None] | None = None

    def leads(self) -> bool:
        """Whether this gateway speaks for the bot just now."""
        return self._runs and (self._leases.is_alone or time.monotonic() < self._trusted_until)

    def start(self) -> None:
        """Lead at once where there is no other gateway, else as soon as nobody else does."""
        if self._leases.is_alone:
            self._begin()
        else:
            self._running = run_beside(self._run(), "the serving of the bot")

    async def stop(self) -> None:
        """Lead no more; another gateway may at once."""
        self._stopping.set()
        if self._running is not None:
            await asyncio.wait([self._running])
        if self._runs:
            await self.channel.stop()
            self._runs = False
            with suppress(StoreDown):  # then it ends by itself
                await asyncio.to_thread(self._leases.release, self._what)

    def wake(self, conversation: str) -> None:
        """Something happened in a conversation."""
        if self._runs:
            self.channel.courier.wake(conversation)

    def written_to(self, conversation: str) -> None:
        """A person of the staff is writing in a conversation."""
        if self.leads():
            self.channel.talk.written_to(conversation)

    def missed(self) -> None:
        """Something may have happened in any conversation."""
        self._look_around_at = 0.0

    async def _run(self) -> None:
        while not self._stopping.is_set():
            await self._renew()
            is_mine = time.monotonic() < self._trusted_until
            if is_mine and not self._runs:
                _log.info("this gateway serves the bot from now on")
                self._begin()
            elif self._runs and not is_mine:
                _log.warning("another gateway may serve the bot from now on")
                await self.channel.stop()
                self._runs = False
            if self._runs:
                await self._look()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), _LOOK if self._runs else _TRIED)

    def _begin(self) -> None:
        if not self._is_fresh:
            self.channel = self._make(self.leads)
        self._is_fresh, self._runs = False, True
        self.channel.start()

    async def _renew(self) -> None:
        """Hold the lease, if it is to be had. While the store is down nobody else gets it, until it ends."""
        now = time.monotonic()
        if now < self._renew_at:
            return
        try:
            held = await asyncio.to_thread(self._leases.hold, self._what, _LASTS)
        except StoreDown as error:
            _log.warning("nobody knows who serves the bot: %s", error)
            return
        self._trusted_until = now + _TRUSTED if held else 0.0
        self._renew_at = now + _RENEWED if held else 0.0

    async def _look(self) -> None:
        """Take up what other gateways stored: brought by a webhook all the time, else by one that led just before."""
        now = time.monotonic()
        is_around = now >= self._look_around_at
        with suppress(StoreDown):  # whoever stores or sends says so
            if is_around or not self.channel.polls:
                await self.channel.inbox.take_up()
            if is_around:
                self._look_around_at = now + _LOOK_AROUND
                await self.channel.courier.look()
