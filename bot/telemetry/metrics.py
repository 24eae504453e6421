"""The figures of one gateway, in the form that Prometheus reads."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

#: Seconds: a turn takes some tens of milliseconds, and is given up after ten seconds.
_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 3.0, 6.0, 12.0)


class Metrics:
    """Counts and times. Each gateway has its own, so tests do not count each other's requests."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._since: float | None = None
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        PlatformCollector(registry=self._registry)
        self._requests = Counter(
            "zhiwen_requests",
            "Requests by route and answer",
            ("method", "route", "code"),
            registry=self._registry,
        )
        self._request_seconds = Histogram(
            "zhiwen_request_seconds", "Seconds of a request; streams are not timed", ("route",),
            buckets=_BUCKETS, registry=self._registry,
        )  # fmt: skip
        self._turns = Counter(
            "zhiwen_turns", "Answered messages by the status of their reply", ("channel", "status"),
            registry=self._registry,
        )  # fmt: skip
        self._turn_seconds = Histogram(
            "zhiwen_turn_seconds",
            "Seconds of a turn by stage: waiting for those before it, dialogue (Rasa, and of it queue and actions), "
            "storing, whole (all of it)",
            ("stage",), buckets=_BUCKETS, registry=self._registry,
        )  # fmt: skip
        self._degraded = Counter(
            "zhiwen_degraded_seconds", "Seconds in which the dialogue did not answer", registry=self._registry
        )
        self._failures = Counter(
            "zhiwen_dialogue_failures", "Questions to Rasa that got no answer", registry=self._registry
        )
        self._waiting = Gauge(
            "zhiwen_waiting",
            "What waits or is being dealt with, by queue",
            ("queue",),
            registry=self._registry,
        )

        self._answers = Gauge(
            "zhiwen_answers",
            "1 while what the gateway needs answered when it was asked last, else 0",
            ("part",),
            registry=self._registry,
        )

    def requested(self, method: str, route: str, code: int, seconds: float | None) -> None:
        """A request was answered; `seconds` is None for a stream."""
        self._requests.labels(method, route, str(code)).inc()
        if seconds is not None:
            self._request_seconds.labels(route).observe(seconds)

    def turned(self, channel: str, status: str, seconds: float) -> None:
        """A message was answered."""
        self._turns.labels(channel, status).inc()
        self._turn_seconds.labels("whole").observe(seconds)

    def asked(self, seconds: float, *, good: bool) -> None:
        """Rasa was asked and answered, or did not."""
        self._turn_seconds.labels("dialogue").observe(seconds)
        self._count_degraded()
        if good:
            self._since = None
            return
        self._failures.inc()
        if self._since is None:
            self._since = self._now()

    def spent(self, stage: str, seconds: float) -> None:
        """A stage of a turn took so long."""
        self._turn_seconds.labels(stage).observe(seconds)

    def watch(self, queue: str, length: Callable[[], float]) -> None:
        """Tell the length of a queue whenever somebody looks."""
        self._waiting.labels(queue).set_function(length)

    def needs(self, part: str, answers: Callable[[], bool]) -> None:
        """Tell whether this part answers whenever somebody looks."""
        self._answers.labels(part).set_function(answers)

    def page(self) -> bytes:
        """Everything, as text."""
        self._count_degraded()
        return generate_latest(self._registry)

    def _count_degraded(self) -> None:
        """From the first question without an answer to the next one with."""
        if self._since is not None:
            now = self._now()
            self._degraded.inc(now - self._since)
            self._since = now
