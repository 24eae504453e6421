"""A queue a conversation in Redis: whoever is first may work; who leaves wakes the next.

    zhiwen:queue:<conversation>   the places, first come first served
    zhiwen:place:<place>          there as long as the worker that took the place lives: it is renewed all the time
    zhiwen:wake:<place>           what a worker that waits is woken by

Places of workers that died are skipped once they were not renewed for some seconds. Every step is one script, so none
is ever half done.
"""

from __future__ import annotations

import asyncio
import time
import uuid
from contextlib import suppress
from typing import Any, Dict

from rasa.core.lock_store import LockError
from redis.asyncio import Redis
from redis.exceptions import RedisError

#: Milliseconds after which a place that is not renewed is free, and seconds between two renewals.
_LEASE = 8000
_RENEW = 2.0
#: Seconds that a worker waits to be woken before it looks for itself whether those before it still live.
_LOOK = 1.0
#: Seconds that Redis has for an answer.
_PATIENCE = 2.0

_ENTER = """
redis.call('SET', KEYS[2], '1', 'PX', ARGV[2])
redis.call('RPUSH', KEYS[1], ARGV[1])
redis.call('EXPIRE', KEYS[1], 600)
"""
#: Takes places of the dead from the head; whether this place is first.
_FIRST = """
redis.call('SET', 'zhiwen:place:' .. ARGV[1], '1', 'PX', ARGV[2])
local head = redis.call('LINDEX', KEYS[1], 0)
while head and redis.call('EXISTS', 'zhiwen:place:' .. head) == 0 do
  redis.call('LPOP', KEYS[1])
  head = redis.call('LINDEX', KEYS[1], 0)
end
if not head then
  redis.call('RPUSH', KEYS[1], ARGV[1])
  head = ARGV[1]
end
return head == ARGV[1] and 1 or 0
"""
_LEAVE = """
redis.call('LREM', KEYS[1], 0, ARGV[1])
redis.call('DEL', 'zhiwen:place:' .. ARGV[1])
local head = redis.call('LINDEX', KEYS[1], 0)
if head then
  redis.call('LPUSH', 'zhiwen:wake:' .. head, '1')
  redis.call('EXPIRE', 'zhiwen:wake:' .. head, 60)
end
"""


class QueueDown(Exception):
    """Redis gave no answer."""


class SharedQueue:
    """The queues of all conversations, as one worker sees them."""

    def __init__(self, url: str) -> None:
        self._redis: Any = Redis.from_url(url, socket_timeout=_PATIENCE, socket_connect_timeout=_PATIENCE)
        self._renewing: Dict[str, asyncio.Task[None]] = {}

    async def enter(self, conversation: str, until: float) -> str:
        """Take a place and wait until it is the first; raises LockError at `until` (monotonic), QueueDown."""
        place = uuid.uuid4().hex
        try:
            await self._run(_ENTER, conversation, place, f"zhiwen:place:{place}")
            while not await self._run(_FIRST, conversation, place):
                if time.monotonic() > until:
                    raise LockError("Waited too long for the messages before.")
                await self._redis.blpop([f"zhiwen:wake:{place}"], timeout=_LOOK)
        except (RedisError, OSError, asyncio.TimeoutError) as error:
            raise QueueDown(type(error).__name__) from error
        except BaseException:
            with suppress(QueueDown):
                await self.leave(conversation, place)
            raise
        self._renewing[place] = asyncio.create_task(self._renew(place))
        return place

    async def leave(self, conversation: str, place: str) -> None:
        """Give the place up and wake the next. Raises QueueDown."""
        if place in self._renewing:
            self._renewing.pop(place).cancel()
        try:
            await self._run(_LEAVE, conversation, place)
        except (RedisError, OSError, asyncio.TimeoutError) as error:
            raise QueueDown(type(error).__name__) from error

    async def _renew(self, place: str) -> None:
        while True:
            await asyncio.sleep(_RENEW)
            with suppress(RedisError, OSError, asyncio.TimeoutError):
                await self._redis.set(f"zhiwen:place:{place}", "1", px=_LEASE)

    async def _run(self, script: str, conversation: str, place: str, *keys: str) -> Any:
        names = (f"zhiwen:queue:{conversation}", *keys)
        return await self._redis.eval(script, len(names), *names, place, _LEASE)
