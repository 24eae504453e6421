"""The numbers that Telegram gave to messages, as far as they were seen.

All private chats of a bot (and basic groups) share one sequence of numbers, each supergroup has its own
(https://core.telegram.org/api/channel). So what was sent after a message has a higher number than that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

#: Supergroups and channels have numbers up to this one.
_SUPERGROUPS: Final = -1_000_000_000_000
#: So many numbers are remembered as those of people's messages.
_KNOWN: Final = 4096


class Numbers:
    """What was seen of each sequence since the start."""

    def __init__(self) -> None:
        self._newest: defaultdict[int, int] = defaultdict(int)
        self._sent: defaultdict[int, int] = defaultdict(int)
        self._known: dict[tuple[int, int], None] = {}

    def begin(self, last: Iterable[tuple[int, int]]) -> None:
        """Pairs of a chat and a number that was given there before the start."""
        for chat, message in last:
            self._newest[_sequence(chat)] = max(self._newest[_sequence(chat)], message)

    def came(self, chat: int, message: int) -> None:
        """A person's message was seen."""
        sequence = _sequence(chat)
        self._newest[sequence] = max(self._newest[sequence], message)
        self._known[sequence, message] = None
        if len(self._known) > _KNOWN:
            del self._known[next(iter(self._known))]

    def sent(self, chat: int, message: int) -> None:
        """A message of ours was accepted."""
        sequence = _sequence(chat)
        self._newest[sequence] = max(self._newest[sequence], message)
        self._sent[sequence] = max(self._sent[sequence], message)

    def newest(self, chat: int) -> int:
        """The newest number that was seen in the sequence of a chat; 0 where none was."""
        return self._newest[_sequence(chat)]

    def newest_sent(self, chat: int) -> int | None:
        """The newest of our own messages since the start: what was sent before the start has a lower number."""
        return self._sent[_sequence(chat)] or None

    def is_known(self, chat: int, message: int) -> bool:
        """Whether a number belongs to a person's message that was seen."""
        return (_sequence(chat), message) in self._known


def _sequence(chat: int) -> int:
    """What stands for the sequence of a chat's numbers."""
    return chat if chat <= _SUPERGROUPS else 0
