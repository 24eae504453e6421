"""What the store takes and gives out about turns: plain values, free of the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class GapKind(StrEnum):
    """Why a question is among those that could not be answered."""

    NOT_IN_NOTICE = "not_in_notice"
    CLARIFY_NOTICE = "clarify_notice"
    CLARIFY_TOPIC = "clarify_topic"
    UNAVAILABLE = "unavailable"
    THUMBS_DOWN = "thumbs_down"
    WRONG_FACT = "wrong_fact"


class Reason(StrEnum):
    """Why a group of them was closed."""

    MENDED = "mended"
    UNDERSTOOD = "understood"
    NOT_REGULATED = "not_regulated"
    NOT_OURS = "not_ours"
    RIGHT = "right"
    OTHER = "other"


@dataclass(frozen=True)
class Turn:
    """One finished turn; the fields are those of `turn_tables.TurnRow`."""

    at: dt.datetime
    day: dt.date
    channel: str
    status: str
    topic: str | None
    notice: str | None
    notices: int
    verdict: str | None
    asking: bool
    ms: int
    degraded: bool


@dataclass(frozen=True)
class Said:
    """A message of a visitor, and where it is kept."""

    conversation: str
    client: str
    text: str


@dataclass(frozen=True)
class Gap:
    """One question that was not answered well; the fields are those of `turn_tables.GapRow`.

    `id` is 0 before it is stored. `closing` names the group with which it was closed, `talk` the conversation as staff
    know it; that is read only.
    """

    at: dt.datetime
    day: dt.date
    channel: str
    kind: GapKind
    asker: str
    text: str | None
    conversation: str | None = None
    client: str | None = None
    lang: str | None = None
    topic: str | None = None
    notice: str | None = None
    fact: str | None = None
    said: str | None = None
    note: str | None = None
    by: str | None = None
    closing: int | None = None
    id: int = 0
    talk: str | None = None


@dataclass(frozen=True)
class Closing:
    """A group that an editor closed, and what they wrote; see `turn_tables.ClosingRow`."""

    id: int
    at: dt.datetime
    by: str
    reason: Reason
    words: str
    topic: str | None
    notice: str | None
    fact: str | None
    questions: int
    people: int


@dataclass(frozen=True)
class Wanted:
    """Which gaps are to be read: of any kind, channel and topic where none is given, from the day `since` on."""

    kinds: Collection[GapKind] = ()
    channel: str | None = None
    topic: str | None = None
    since: dt.date | None = None
