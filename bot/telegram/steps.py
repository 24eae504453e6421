"""What dealing with something that came in leads to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policies_kb.wording.reply import Reply

#: A message of the assistant in the form of the contract: `text`, perhaps `buttons` and `custom`.
Message = Mapping[str, Any]
#: Marks a button's payload as one of the channel's own, which never reaches the dialogue.
OWN = "tg:"


@dataclass(frozen=True)
class Ask:
    """Have it answered by the dialogue. `payload` where a button stands behind `text`."""

    text: str
    payload: str | None = None


@dataclass(frozen=True)
class Tell:
    """Reply at once; `said` is what the person did, as the conversation keeps it."""

    said: str
    messages: Sequence[Message]


@dataclass(frozen=True)
class Forget:
    """Delete all that is held, and say so."""

    messages: Sequence[Message]


Step = Ask | Tell | Forget


def told(text: str, buttons: Sequence[tuple[str, str]] = ()) -> Message:
    """A message of the channel's own; buttons are titles with payloads."""
    made = [{"title": title, "payload": payload} for title, payload in buttons]
    return {"text": text, **({"buttons": made} if made else {})}


def message_of(reply: Reply) -> Message:
    """A reply of the knowledge base as a message."""
    return {**told(reply.text, [(one.title, one.payload) for one in reply.buttons]), "custom": reply.custom}
