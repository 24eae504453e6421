"""Commands to the self-check itself: «why», «skip», «back» and their like."""

from __future__ import annotations

from enum import StrEnum


class Command(StrEnum):
    """What a person wants of the self-check instead of answering."""

    WHY = "why"
    SKIP = "skip"
    BACK = "back"
    STOP = "stop"
    RESUME = "resume"
    RESTART = "restart"
    UNSURE = "unsure"


def command(text: str) -> Command | None:
    """The command that the whole of `text` is; None where it is none, or also answers something."""
    return None
