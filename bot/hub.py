"""Wakes the readers of a conversation when something happened in it. What happened stands in the store."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Reader:
    """One open stream: woken by the hub, or by the time."""

    def __init__(self) -> None:
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """There may be something new."""
        self._woken.set()

    async def wait(self, seconds: float) -> bool:
        """Return True as soon as there may be something new, False when nothing happened for so long."""
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return False
        self._woken.clear()
        return True


class Hub:
    """The readers of all conversations. Wakes them; never carries a text."""

    def __init__(self) -> None:
        self._readers: defaultdict[str, set[Reader]] = defaultdict(set)
        self._listeners: list[Callable[[str], None]] = []
        self.closed = False

    @contextmanager
    def reader(self, conversation: str) -> Iterator[Reader]:
        """A reader while it lasts. It is there before the first read of the store, so nothing falls between."""
        reader = Reader()
        self._readers[conversation].add(reader)
        try:
            yield reader
        finally:
            self._readers[conversation].discard(reader)
            if not self._readers[conversation]:
                del self._readers[conversation]

    def listen(self, listener: Callable[[str], None]) -> None:
        """Tell `listener` of every conversation in which something happens, for as long as the gateway runs."""
        self._listeners.append(listener)

    def wake(self, conversation: str) -> None:
        """Something happened in this conversation."""
        for listener in self._listeners:
            listener(conversation)
        for reader in tuple(self._readers.get(conversation, ())):
            reader.wake()

    def close(self) -> None:
        """The gateway stops: every stream ends."""
        self.closed = True
        for conversation in tuple(self._readers):
            self.wake(conversation)
