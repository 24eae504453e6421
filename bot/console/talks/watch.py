"""Wakes everybody of the staff who looks at the list when something happens in any conversation."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot.hub import Reader


class Watch:
    """Those who look at the list."""

    def __init__(self) -> None:
        self._readers: set[Reader] = set()

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        """A reader while it lasts."""
        reader = Reader()
        self._readers.add(reader)
        try:
            yield reader
        finally:
            self._readers.discard(reader)

    def wake(self, _conversation: str = "") -> None:
        """Something happened in a conversation, or the gateway stops."""
        for reader in tuple(self._readers):
            reader.wake()
