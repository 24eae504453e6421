"""How the commands speak: one line at a time, in colour where a person looks at a terminal."""

from __future__ import annotations

import os
import sys
from enum import Enum


class Style(Enum):
    """A meaning, and the terminal's code for showing it."""

    STRONG = "1"
    QUIET = "2"
    GOOD = "32"
    WARNING = "33"
    BAD = "31"


def styled(text: str, style: Style) -> str:
    """The text in a style, where standard output is a terminal that may show colour."""
    if not sys.stdout.isatty() or "NO_COLOR" in os.environ:
        return text
    return f"\033[{style.value}m{text}\033[0m"


def say(text: str = "", style: Style | None = None) -> None:
    """Print a line at once, so that it stands in order with what child processes print."""
    print(styled(text, style) if style else text, flush=True)
