"""One message of a conversation at a time, and no second of waiting (an extension point of Rasa: `lock_store`).

Rasa's lock stores look once a second whether it is a message's turn, so two quick messages of one person cost a second;
and its store in Redis reads, changes and writes a lock in three steps, so two workers may hold it at once. Here a
message that waits is woken by the one before it. `ZHIWEN_REDIS_URL` makes the queue one for all workers that share the
Redis; without it, or while it does not answer, each worker keeps its own.
"""

from __future__ import annotations

import asyncio
import logging
import os
import time
from contextlib import asynccontextmanager
from typing import Any, AsyncGenerator
from weakref import WeakValueDictionary

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, InMemoryLockStore, LockError

from nlu_components.shared_queue import QueueDown, SharedQueue
from nlu_components.watched_rest import spend

_log = logging.getLogger(__name__)
#: Seconds for which a Redis that did not answer is not asked again.
_LEFT_ALONE = 5.0


class PromptLocks(InMemoryLockStore):
    """Locks in the order in which they are asked for."""

    def __init__(self, endpoint_config: Any = None) -> None:
        super().__init__()
        url = os.environ.get("ZHIWEN_REDIS_URL")
        self._shared: SharedQueue | None = SharedQueue(url) if url else None
        self._here: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._not_before = 0.0

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = 1,
    ) -> AsyncGenerator[TicketLock, None]:
        """Hold the lock of a conversation. Raises LockError after waiting for `lock_lifetime` seconds."""
        here = self._here.setdefault(conversation_id, asyncio.Lock())
        begun = time.monotonic()
        until = begun + lock_lifetime
        try:
            await asyncio.wait_for(here.acquire(), lock_lifetime)
        except asyncio.TimeoutError:
            raise LockError(f"Waited {lock_lifetime} s for the messages before.") from None
        try:
            place = await self._place(conversation_id, until)
            spend("queue", time.monotonic() - begun)
            try:
                yield self.create_lock(conversation_id)
            finally:
                if place is not None:
                    await self._leave(conversation_id, place)
        finally:
            here.release()

    async def _place(self, conversation: str, until: float) -> str | None:
        """A place at the head of the shared queue; None where there is no such queue now."""
        if self._shared is None or time.monotonic() < self._not_before:
            return None
        try:
            return await self._shared.enter(conversation, until)
        except QueueDown as error:
            self._not_before = time.monotonic() + _LEFT_ALONE
            _log.warning("locks are not shared with other workers: %s", error)
            return None

    async def _leave(self, conversation: str, place: str) -> None:
        assert self._shared is not None
        try:
            await self._shared.leave(conversation, place)
        except QueueDown as error:
            _log.warning("a shared lock ends by itself: %s", error)
