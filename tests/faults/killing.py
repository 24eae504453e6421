"""Kills processes at random and starts them again, as a supervisor does."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping
from random import Random
from typing import Final

from tests.faults.system import System

#: How often each kind is met: those that hold something of a conversation in their memory more often.
WEIGHTS: Final = {"gateway": 4, "rasa": 4, "actions": 3, "redis": 1}
#: Seconds between two kills, and until a supervisor starts again what ended.
_BETWEEN: Final = (1.0, 8.0)
_DOWN: Final = (0.1, 2.0)
_LOOK: Final = 0.1


class Killer:
    """Never has two of one kind down at the same time, since then nobody is left to do their work."""

    def __init__(self, system: System, random: Random, weights: Mapping[str, int]) -> None:
        self._system = system
        self._random = random
        self._weights = weights
        self._due: dict[str, float] = {}
        self._starting: set[str] = set()
        self.killed: Counter[str] = Counter()

    def run(self, going_on: Callable[[], bool]) -> None:
        """Kill as long as it goes on; at the end everything is up."""
        next_kill = time.monotonic() + self._random.uniform(*_BETWEEN)
        while going_on():
            if time.monotonic() >= next_kill:
                self._kill()
                next_kill = time.monotonic() + self._random.uniform(*_BETWEEN)
            self._supervise()
            time.sleep(_LOOK)
        while self._due or self._starting:
            self._supervise()
            time.sleep(_LOOK)

    def _kill(self) -> None:
        down = {_kind(name) for name in (*self._due, *self._starting)}
        names = [name for name in self._system.names if _kind(name) in self._weights.keys() - down]
        if names:
            name = self._random.choices(names, [self._weights[_kind(one)] for one in names])[0]
            self._system.kill(name)
            self.killed[name] += 1
            self._due[name] = time.monotonic() + self._random.uniform(*_DOWN)

    def _supervise(self) -> None:
        for name in [name for name, due in self._due.items() if due <= time.monotonic()]:
            del self._due[name]
            self._system.start(name, wait=False)
            self._starting.add(name)
        for name in list(self._starting):
            if self._system.is_up(name):
                self._starting.remove(name)
            elif self._system.has_ended(name):
                self._system.kill(name)  # nothing of it is left
                self._starting.remove(name)
                self._due[name] = time.monotonic() + _LOOK


def _kind(name: str) -> str:
    return name.partition("-")[0]
