"""What the console does beside its handlers: says how to begin, and deletes what has ended."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Final

from bot.store import Attempts, Sessions, Staff, StoreDown

_log = logging.getLogger(__name__)
#: Seconds between two rounds.
_ROUND: Final = 600.0
#: Longer than any wait: after that a failure means nothing any more.
_ATTEMPTS: Final = dt.timedelta(days=1)


async def welcome(staff: Staff, *, has_provider: bool) -> None:
    """Where there is no account yet, say on the log how to make one. There is never one that nobody made."""
    try:
        if await asyncio.to_thread(staff.count):
            return
    except StoreDown:
        return  # housekeeping says so
    _log.info("the console has no account yet; make one: python -m bot accounts add NAME --role admin")
    if has_provider:
        _log.info("or sign in at /console by OpenID Connect: accounts are then made by themselves")


class Tidying:
    """Goes round while its block is entered."""

    def __init__(
        self,
        sessions: Sessions,
        attempts: Attempts,
        now: Callable[[], dt.datetime],
        others: Sequence[Callable[[], None]] = (),
    ) -> None:
        """`others` delete what sections keep no longer; each blocks and may raise StoreDown."""
        self._others = others
        self._sessions = sessions
        self._attempts = attempts
        self._now = now
        self._stopped = asyncio.Event()
        self._going: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Tidying:
        self._going = asyncio.create_task(self._run())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        if self._going:
            await self._going

    async def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                await self.once()
            except StoreDown as error:
                _log.warning("ended sessions cannot be deleted: %s", error)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopped.wait(), _ROUND)

    async def once(self) -> None:
        """Delete what has ended. Raises StoreDown."""
        await asyncio.to_thread(self._sessions.forget)
        await asyncio.to_thread(self._attempts.forget_before, self._now() - _ATTEMPTS)
        for forget in self._others:
            await asyncio.to_thread(forget)
