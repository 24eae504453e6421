"""What a turn's time goes to: how long each stage takes and, where somebody traces, a span for each."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from enum import StrEnum
from typing import Final

from bot.telemetry.ids import HEADER, current
from telemetry.spans import NO_TRACES, Span, Traces, Value

Observe = Callable[[str, float], None]


class Stage(StrEnum):
    """A stage by its name among the figures; beside these `dialogue` is all of Rasa, and `whole` all of the turn."""

    #: Until the messages before it, of the same conversation, are answered.
    WAITING = "waiting"
    #: Within the dialogue: until another worker has answered those before it; the action server.
    QUEUE = "queue"
    ACTIONS = "actions"
    #: The reply, into the database.
    STORING = "storing"


class Stages:
    """Times the stages. Nothing of a message passes here."""

    def __init__(self, observe: Observe, traces: Traces = NO_TRACES) -> None:
        """`observe` is told each stage and its seconds."""
        self._observe = observe
        self._traces = traces

    @contextmanager
    def of(self, stage: Stage) -> Iterator[Span]:
        """Time what happens meanwhile, also where it fails."""
        begun = time.monotonic()
        try:
            with self._traces.span(stage) as span:
                yield span
        finally:
            self._observe(stage, time.monotonic() - begun)

    def span(self, name: str, **attributes: Value) -> AbstractContextManager[Span]:
        """A span for what happens meanwhile, of which somebody else takes the time."""
        return self._traces.span(name, attributes)

    def headers(self) -> dict[str, str]:
        """What another process of ours is told, so that its logs and spans belong to this request."""
        request = current()
        return {**({HEADER: request} if request else {}), **self._traces.headers()}

    def told(self, timing: str) -> None:
        """Take note of what Rasa says of its time."""
        for name, seconds in read_timing(timing).items():
            if name in (Stage.QUEUE, Stage.ACTIONS):
                self._observe(name, seconds)


def read_timing(header: str) -> Mapping[str, float]:
    """Seconds by name, from a `Server-Timing` (`actions;dur=3.1, queue;dur=0.0`); what cannot be read is left out."""
    found = {}
    for part in header.split(","):
        name, _, duration = part.strip().partition(";dur=")
        try:
            found[name] = float(duration) / 1000
        except ValueError:
            continue
    return found


#: For who is of no gateway.
UNTIMED: Final = Stages(lambda *_: None)
