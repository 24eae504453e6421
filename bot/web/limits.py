"""How much one session and one address may ask for, and how long to wait where it was too much."""

from __future__ import annotations

import math
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from limits import RateLimitItemPerMinute
from limits.aio.storage import RedisStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter

from bot.shared import Shared, SharedDown

_KEYS: Final = 50_000


class Rate:
    """So many a minute for each key, all at once or spread. Nothing is counted for what was refused."""

    def __init__(self, each_minute: int, now: Callable[[], float] = time.monotonic) -> None:
        self._most = float(each_minute)
        self._each_second = each_minute / 60
        self._now = now
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, key: str) -> int:
        """0 and one taken, or the whole seconds after which the next one will be let through."""
        now = self._now()
        left, at = self._left.pop(key, (self._most, now))
        left = min(self._most, left + (now - at) * self._each_second)
        wait = 0 if left >= 1 else math.ceil((1 - left) / self._each_second)
        self._left[key] = (left - 1 if wait == 0 else left, now)
        while len(self._left) > _KEYS:
            self._left.popitem(last=False)
        return wait


class CommonRate:
    """The same for all gateways together that share a Redis; while it is down each counts for itself.

    There the windows end by Redis' own clock, and slide: so many within any minute, about.
    """

    def __init__(self, name: str, each_minute: int, shared: Shared | None = None) -> None:
        """`name` tells rates of the same key apart."""
        self._alone = Rate(each_minute)
        self._shared = shared
        self._item = RateLimitItemPerMinute(each_minute, namespace=name)
        self._limiter = _limiter(shared) if shared else None

    async def wait(self, key: str) -> int:
        """0 and one taken, or the whole seconds after which the next one will be let through."""
        if self._shared is None or self._limiter is None:
            return self._alone.wait(key)
        limiter = self._limiter
        try:
            return await self._shared.ask(lambda _: self._waited(limiter, key))
        except SharedDown:
            return self._alone.wait(key)

    async def _waited(self, limiter: SlidingWindowCounterRateLimiter, key: str) -> int:
        if await limiter.hit(self._item, key):
            return 0
        stats = await limiter.get_window_stats(self._item, key)
        return max(1, math.ceil(stats.reset_time - time.time()))


def _limiter(shared: Shared) -> SlidingWindowCounterRateLimiter:
    storage = RedisStorage(
        f"async+{shared.url}",
        implementation="redispy",
        key_prefix="zhiwen:rate",
        connection_pool=shared.pool,  # type: ignore[arg-type]  # its types forget what its words offer
    )
    return SlidingWindowCounterRateLimiter(storage)


class TooMany(Exception):
    """More are open at the same time than one key may have."""


class Open:
    """How many streams each key has open, at this gateway."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._open: Counter[str] = Counter()

    @contextmanager
    def one(self, key: str) -> Iterator[None]:
        """One more while it lasts. Raises TooMany."""
        if self._open[key] >= self._most:
            raise TooMany
        self._open[key] += 1
        try:
            yield
        finally:
            self._open[key] -= 1
            if not self._open[key]:
                del self._open[key]
