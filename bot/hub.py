"""Wakes the readers of a conversation when something happened in it. What happened stands in the store.

With several gateways each hub is told what happens at the others (`bot.wire`).
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum


class Signal(StrEnum):
    """What gateways tell each other."""

    #: Something happened in a conversation.
    WAKE = "wake"
    #: A person of the staff is writing in it.
    TYPING = "typing"
    #: Something may have happened anywhere, and was not heard.
    MISSED = "missed"


class Reader:
    """One open stream: woken by the hub, or by the time."""

    def __init__(self) -> None:
        self._woken = asyncio.Event()
        self._is_written_to = False

    def write_to(self) -> None:
        """Somebody is writing to this reader."""
        self._is_written_to = True
        self.wake()

    def take_writing(self) -> bool:
        """Whether somebody was writing since this was asked last."""
        was, self._is_written_to = self._is_written_to, False
        return was

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
        self._typing: list[Callable[[str], None]] = []
        self._missing: list[Callable[[], None]] = []
        self._carry: list[Callable[[Signal, str], None]] = []
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

    @property
    def open(self) -> int:
        """How many streams are read."""
        return sum(map(len, self._readers.values()))

    def listen(self, listener: Callable[[str], None]) -> None:
        """Tell `listener` of every conversation in which something happens, for as long as the gateway runs."""
        self._listeners.append(listener)

    def wake(self, conversation: str) -> None:
        """Something happened in this conversation."""
        self.hear(Signal.WAKE, conversation)
        self._tell(Signal.WAKE, conversation)

    def listen_typing(self, listener: Callable[[str], None]) -> None:
        """Tell `listener` of every conversation in which a person of the staff is writing."""
        self._typing.append(listener)

    def typing(self, conversation: str) -> None:
        """A person of the staff is writing in this conversation. It is told to who reads now, and kept nowhere."""
        self.hear(Signal.TYPING, conversation)
        self._tell(Signal.TYPING, conversation)

    def listen_missed(self, listener: Callable[[], None]) -> None:
        """Tell `listener` when something may have happened anywhere that was not told."""
        self._missing.append(listener)

    def carry(self, teller: Callable[[Signal, str], None]) -> None:
        """Let `teller` tell the other gateways what happens here."""
        self._carry.append(teller)

    def hear(self, signal: Signal, conversation: str = "") -> None:
        """It happened, here or at another gateway: tell everybody here, and nobody else."""
        if signal is Signal.MISSED:
            self._look_everywhere()
            return
        typing = signal is Signal.TYPING
        for listener in self._typing if typing else self._listeners:
            listener(conversation)
        for reader in tuple(self._readers.get(conversation, ())):
            (reader.write_to if typing else reader.wake)()

    def _look_everywhere(self) -> None:
        for listener in self._missing:
            listener()
        for reader in [one for readers in self._readers.values() for one in readers]:
            reader.wake()

    def _tell(self, signal: Signal, conversation: str) -> None:
        for teller in self._carry:
            teller(signal, conversation)

    def close(self) -> None:
        """The gateway stops: every stream ends."""
        self.closed = True
        for conversation in tuple(self._readers):
            self.hear(Signal.WAKE, conversation)
