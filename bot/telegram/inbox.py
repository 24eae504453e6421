"""The queue between Telegram and the handlers: nothing is lost, nothing is taken twice, each chat in its order.

It stands where python-telegram-bot has an `asyncio.Queue`. What is put into it is stored before Telegram is told
that it arrived; what comes out is of a chat in which nothing else is being dealt with. A chat that sends a flood
waits for itself alone: chats take turns.
"""

from __future__ import annotations

import asyncio
import heapq
import logging
from collections import defaultdict, deque
from collections.abc import Callable
from typing import Final

from telegram import Update
from telegram.error import NetworkError

from bot.store import StoreDown, Updates
from bot.telegram.incoming import Incoming

_log = logging.getLogger(__name__)
#: Seconds until a store that does not answer is asked again.
_AGAIN: Final = 1.0

Read = Callable[[Update], Incoming | None]


class Inbox(asyncio.Queue[object]):
    """Takes updates, gives out `Incoming`. `at_once` is how many chats are dealt with at the same time."""

    def __init__(self, store: Updates, at_once: int) -> None:
        super().__init__()
        self._store = store
        self._at_once = at_once
        self._waiting: defaultdict[int, list[int]] = defaultdict(list)
        self._turns: deque[int] = deque()
        self._busy: set[int] = set()
        #: What waits or is being dealt with here, and what is being dealt with in each chat.
        self._known: set[int] = set()
        self._in_hand: dict[int, int] = {}
        self._signals: deque[object] = deque()
        self._running = 0
        self._changed = asyncio.Condition()
        self._none_running = asyncio.Event()
        self.read: Read = lambda _: None
        self.arrived: Callable[[Incoming], None] = lambda _: None

    async def take_up(self) -> None:
        """Line up what an earlier process left, or another gateway stored. Raises StoreDown."""
        for number, chat in await asyncio.to_thread(self._store.waiting):
            await self._line_up(number, chat)

    async def put(self, item: object) -> None:
        """Store an update and line it up. Raises NetworkError where it cannot be stored: then it comes again."""
        if not isinstance(item, Update):
            async with self._changed:
                self._signals.append(item)
                self._changed.notify_all()
            return
        incoming = self.read(item)
        if incoming is None:
            return
        try:
            new = await asyncio.to_thread(
                self._store.receive, incoming.number, incoming.chat, incoming.kept()
            )
            # The answer of the store may have been lost after it had stored: then it waits there and nowhere else.
            waits = new or await asyncio.to_thread(self._store.received, incoming.number) is not None
        except StoreDown as error:
            raise NetworkError(f"an update cannot be stored: {error}") from error
        if new:
            self.arrived(incoming)
        if waits:
            await self._line_up(incoming.number, incoming.chat)

    async def get(self) -> object:
        """The next thing to deal with, of a chat that is free; or a signal of python-telegram-bot."""
        async with self._changed:
            await self._changed.wait_for(self._has_next)
            self._running += 1
            if self._signals:
                return self._signals.popleft()
            chat = self._turns.popleft()
            number = self._in_hand[chat] = heapq.heappop(self._waiting[chat])
            self._busy.add(chat)
        return await self._loaded(number, chat)

    def _has_next(self) -> bool:
        return bool(self._signals) or (bool(self._turns) and len(self._busy) < self._at_once)

    async def _loaded(self, number: int, chat: int) -> object:
        while not self._signals:
            try:
                kept = await asyncio.to_thread(self._store.received, number)
            except StoreDown as error:
                _log.warning("an update cannot be read: %s", error)
                await asyncio.sleep(_AGAIN)
            else:
                return Incoming.read(kept) if kept else Settled(chat)
        # A gateway that is to stop does not wait for a store that is down.
        heapq.heappush(self._waiting[chat], number)
        self._turns.appendleft(chat)
        self._busy.discard(chat)
        return self._signals.popleft()

    async def settle(self, chat: int) -> None:
        """The chat is free: its next update may come, after those of other chats that wait."""
        async with self._changed:
            self._busy.discard(chat)
            self._known.discard(self._in_hand.pop(chat, 0))
            if self._waiting[chat]:
                self._turns.append(chat)
            else:
                del self._waiting[chat]
            self._changed.notify_all()

    async def _line_up(self, number: int, chat: int) -> None:
        async with self._changed:
            if number in self._known:
                return
            self._known.add(number)
            heapq.heappush(self._waiting[chat], number)
            if chat not in self._busy and len(self._waiting[chat]) == 1:
                self._turns.append(chat)
            self._changed.notify_all()

    def empty(self) -> bool:
        """True: what waits here waits in the store as well, and needs no clearing away."""
        return True

    def task_done(self) -> None:
        """One of those given out was dealt with."""
        self._running -= 1
        if not self._running:
            self._none_running.set()

    async def join(self) -> None:
        """Wait until nothing that was given out is being dealt with; what waits may wait."""
        self._none_running.clear()
        if self._running:
            await self._none_running.wait()


class Settled:
    """Stands for an update that needs nothing any more."""

    def __init__(self, chat: int) -> None:
        self.chat = chat
