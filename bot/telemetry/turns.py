"""What is told of a finished turn: a figure, and a line in the log. How it ended, never what was said."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from bot.telemetry.metrics import Metrics

_log = logging.getLogger(__name__)
#: What a line of the log may have besides: names and figures.
FIELDS: Final = ("channel", "status", "ms")


def told_to(metrics: Metrics) -> Callable[[str, str, float], None]:
    """Takes the channel of a turn, how it ended and its seconds."""

    def turned(channel: str, status: str, seconds: float) -> None:
        metrics.turned(channel, status, seconds)
        told = {"channel": channel, "status": status, "ms": round(1000 * seconds, 1)}
        _log.info("a message was answered", extra=told)

    return turned
