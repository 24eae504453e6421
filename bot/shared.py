"""Redis, where gateways share what may be lost: who asked how often, what was offered to whom. Never a text."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from bot.breaker import Breaker
from telemetry import PREFIX, BadSetting

_log = logging.getLogger(__name__)
_T = TypeVar("_T")
#: Seconds in which Redis is connected to and answers: whoever asks does so while somebody waits for a page.
_WITHIN: Final = 1.0
#: Seconds for which Redis is left alone once it did not answer.
_ALONE: Final = 5.0
#: Connections at the same time.
_MOST: Final = 32


class SharedDown(Exception):
    """Redis does not answer; each gateway knows only what is its own."""


class Shared:
    """A client of Redis that gives up at once. Nothing is kept here that cannot be done without."""

    def __init__(self, url: str) -> None:
        """Nothing is connected to yet. Raises BadSetting."""
        if not url.startswith(("redis://", "rediss://")):
            raise BadSetting(f"{PREFIX}REDIS_URL: must begin with redis:// or rediss://")
        self.url = url
        self.pool = self._pool(retries=1)
        self._redis: Redis = Redis(connection_pool=self.pool)
        self._breaker = Breaker(1, _ALONE)

    @property
    def answers(self) -> bool:
        """Whether Redis answered when it was asked last."""
        return not self._breaker.failures

    async def ask(self, work: Callable[[Redis], Awaitable[_T]]) -> _T:
        """What `work` finds. Raises SharedDown, also where Redis was down a moment ago."""
        if not self._breaker.lets_through():
            raise SharedDown
        try:
            found = await work(self._redis)
        except (RedisError, OSError) as error:
            self._breaker.failed()
            _log.warning("Redis does not answer, each gateway counts for itself: %s", type(error).__name__)
            raise SharedDown from error
        self._breaker.went_well()
        return found

    async def is_there(self) -> bool:
        """Whether Redis answers, or did not a moment ago."""
        try:
            return await self.ask(_pinged)
        except SharedDown:
            return False

    def line(self) -> Redis:
        """A client that is not retried behind one's back; whoever asked for it closes it."""
        return Redis.from_pool(self._pool(retries=0))

    async def close(self) -> None:
        """Close the connections."""
        await self.pool.aclose()

    def _pool(self, retries: int) -> BlockingConnectionPool:
        try:
            return BlockingConnectionPool.from_url(
                self.url,
                max_connections=_MOST,
                timeout=_WITHIN,
                socket_timeout=_WITHIN,
                socket_connect_timeout=_WITHIN,
                retry=Retry(NoBackoff(), retries),
                decode_responses=False,
            )
        except ValueError as error:
            raise BadSetting(f"{PREFIX}REDIS_URL: is no address of a Redis server") from error


async def _pinged(redis: Redis) -> bool:
    async with redis.pipeline() as pipeline:
        pipeline.ping()
        (found,) = await pipeline.execute()
    return bool(found)
