"""Buttons by where they stand (event, message, button): what is sent back names a place, never a payload.

So nothing can be forged, and nothing is too long for a channel that allows few bytes.
"""

from __future__ import annotations

import re
from typing import Final

from bot.store import Kind, State

_CHOICE: Final = re.compile(r"(\d{1,9})\.(\d{1,3})\.(\d{1,3})")


def chosen(state: State, place: str) -> tuple[str, str] | None:
    """Title and payload of the button that stands there; None where there is none (any more)."""
    match = _CHOICE.fullmatch(place)
    if match is None:
        return None
    n, at, number = (int(part) for part in match.groups())
    try:
        event = next(one for one in state.events if one.n == n and one.kind is Kind.REPLY)
        button = event.body["messages"][at]["buttons"][number]
    except (StopIteration, IndexError, KeyError):
        return None
    return str(button["title"]), str(button["payload"])
