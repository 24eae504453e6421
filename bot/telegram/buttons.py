"""What the buttons of a conversation carry: where each stands, and a mark of the conversation as it was then.

A place alone would mean another button to somebody else in the group, and after everything was deleted.
"""

from __future__ import annotations

import hashlib

from bot.choices import chosen
from bot.store import Event, State


def mark_of(conversation: str, event: Event) -> str:
    """Tells the buttons of this reply from those of every other that stands, or stood, in the same place."""
    whole = f"{conversation} {event.at.isoformat()}"
    return hashlib.blake2s(whole.encode(), digest_size=3).hexdigest()


def pressed(conversation: str, state: State, data: str) -> tuple[str, str] | None:
    """Title and payload of the button with this data; None where it is none of this conversation (any more)."""
    place, _, mark = data.rpartition(".")
    button = chosen(state, place)
    if button is None:
        return None
    n = int(place.partition(".")[0])
    is_same = any(event.n == n and mark_of(conversation, event) == mark for event in state.events)
    return button if is_same else None
