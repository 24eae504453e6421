"""What the store gives out about conversations that staff hold: plain values, free of the database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of something that staff did."""

    DONE = "done"
    KNOWN = "known"
    #: Somebody else holds the conversation, or nobody.
    REFUSED = "refused"
    #: There is no such conversation (any more).
    GONE = "gone"


@dataclass(frozen=True)
class Talk:
    """A conversation as staff know it. `holder` and `name` are of who answers; None: the assistant does.

    `wants_at`: since when a person is waited for. `lang`: the language that the visitor chose in Telegram.
    """

    handle: str
    conversation: str
    is_telegram: bool
    lang: str | None
    last: int
    touched_at: dt.datetime
    wants_at: dt.datetime | None
    holder: int | None
    name: str | None
    holder_at: dt.datetime | None
