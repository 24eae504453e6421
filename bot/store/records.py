"""What the store gives out: plain values, free of the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What an event of a conversation is."""

    MESSAGE = "message"
    REPLY = "reply"
    CLEARED = "cleared"


class Answer(StrEnum):
    """What became of a message that was to be accepted."""

    NEW = "new"
    KNOWN = "known"
    BUSY = "busy"


@dataclass(frozen=True)
class Event:
    """Event `n` (1, 2, 3 …) of a conversation. `client` names the message that was sent or is replied to.

    `body` of a message is `{"text", "payload"?, "lang"?}`, of a reply `{"messages": [...]}`, else empty.
    """

    n: int
    kind: Kind
    client: str | None
    body: Mapping[str, Any]
    at: dt.datetime


@dataclass(frozen=True)
class Pending:
    """A message without a reply: of which conversation, and under which name Rasa knows that conversation.

    `lang` is the language that the person wishes; None where it follows the message.
    """

    conversation: str
    sender: str
    client: str
    text: str
    payload: str | None
    lang: str | None = None


@dataclass(frozen=True)
class Accepted:
    """Whether a message was taken, and its event number (0 where another one is pending).

    `pending` is the message itself where it was taken just now.
    """

    answer: Answer
    n: int
    pending: Pending | None = None


@dataclass(frozen=True)
class State:
    """Events after some number, the newest number of all, and the message being worked on."""

    events: tuple[Event, ...]
    last: int
    pending: str | None
