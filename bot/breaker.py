"""A circuit breaker: what failed several times in a row is left alone for a while, then tried by one."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

#: How many failures in a row are enough, and for how many seconds nobody asks after them.
_MOST: Final = 3
_SECONDS: Final = 3.0


class Breaker:
    """Stands before one server. Whoever is let through says how it went."""

    def __init__(
        self, most: int = _MOST, seconds: float = _SECONDS, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = most
        self._seconds = seconds
        self._now = now
        self._failures = 0
        self._until = 0.0

    @property
    def failures(self) -> int:
        """How many there were since it last went well."""
        return self._failures

    @property
    def is_tripped(self) -> bool:
        """Whether it failed so often that it is to be tried before it is trusted."""
        return self._failures >= self._most

    @property
    def is_open(self) -> bool:
        """Whether nobody may ask just now."""
        return self.is_tripped and self._now() < self._until

    def lets_through(self) -> bool:
        """Whether one may ask. After the pause only one is let through in each further pause, until it went well."""
        if self.is_open:
            return False
        if self.is_tripped:
            self._until = self._now() + self._seconds
        return True

    def went_well(self) -> None:
        """The server answered."""
        self._failures = 0

    def failed(self) -> None:
        """The server gave no answer."""
        self._failures += 1
        if self.is_tripped:
            self._until = self._now() + self._seconds
