"""The list of conversations that staff look at: the newest first, narrowed down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from bot.store.engine import Database
from bot.store.records import Event, Kind
from bot.store.statements import as_event
from bot.store.tables import ChatRow, ConversationRow, EventRow
from bot.store.talk_left import NOTICE, SAID
from bot.store.talk_records import Talk
from bot.store.talks import as_talk, talks

#: Conversations that are read at a time, and at most for one page: a status is looked for in what was said.
_CHUNK, _SCANNED = 60, 600
#: Events at the end of a conversation in which its last message and reply are looked for.
_TAIL: Final = 8


@dataclass(frozen=True)
class Sought:
    """What to list; None and False: everything. `holder` is an account, `before` where an earlier page ended."""

    telegram: bool | None = None
    status: str | None = None
    waiting: bool = False
    held: bool = False
    holder: int | None = None
    before: tuple[dt.datetime, str] | None = None


@dataclass(frozen=True)
class Listed:
    """A conversation with the end of it. `said` is the last message or reply; `status` that of the last answer."""

    talk: Talk
    said: Event | None
    status: str | None


@dataclass(frozen=True)
class Page:
    """Some conversations; `older` is where the next page begins, None where there is none."""

    listed: tuple[Listed, ...]
    older: tuple[dt.datetime, str] | None


class TalkList:
    """Lists the conversations of the gateway's database. Every method raises StoreDown."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, sought: Sought, most: int = 30) -> Page:
        """At most so many, the newest first."""
        found: list[Listed] = []
        before = sought.before
        with self._database.transaction() as session:
            for _ in range(0, _SCANNED, _CHUNK):
                chunk = _chunk(session, sought, before)
                for one in chunk:
                    if len(found) == most:
                        return Page(tuple(found), before)
                    before = (one.talk.touched_at, one.talk.handle)
                    if sought.status in (None, one.status):
                        found.append(one)
                if len(chunk) < _CHUNK:
                    return Page(tuple(found), None)
        return Page(tuple(found), before)

    def waiting(self) -> int:
        """How many wait for a person."""
        with self._database.transaction() as session:
            count = select(func.count()).where(ConversationRow.wants_at.is_not(None))
            return session.scalar(count) or 0


def _chunk(session: Session, sought: Sought, before: tuple[dt.datetime, str] | None) -> list[Listed]:
    wanted = talks().where(ConversationRow.last > 0)
    if sought.telegram is not None:
        is_there = ChatRow.conversation.is_not(None)
        wanted = wanted.where(is_there if sought.telegram else ~is_there)
    if sought.waiting:
        wanted = wanted.where(ConversationRow.wants_at.is_not(None))
    if sought.held:
        wanted = wanted.where(ConversationRow.holder.is_not(None))
    if sought.holder is not None:
        wanted = wanted.where(ConversationRow.holder == sought.holder)
    order = tuple_(ConversationRow.touched_at, ConversationRow.handle)
    if before is not None:
        wanted = wanted.where(order < tuple_(*before))
    newest = wanted.order_by(ConversationRow.touched_at.desc(), ConversationRow.handle.desc())
    found = [as_talk(*row) for row in session.execute(newest.limit(_CHUNK))]
    ends = _ends(session, found)
    return [Listed(one, *_end(ends.get(one.conversation, []))) for one in found]


def _ends(session: Session, found: list[Talk]) -> dict[str, list[Event]]:
    """The last events of each conversation, the newest first."""
    rows = session.scalars(
        select(EventRow)
        .join(ConversationRow, ConversationRow.id == EventRow.conversation)
        .where(
            EventRow.conversation.in_([one.conversation for one in found]),
            EventRow.n > ConversationRow.last - _TAIL,
        )
        .order_by(EventRow.conversation, EventRow.n.desc())
    )
    ends: dict[str, list[Event]] = {}
    for row in rows:
        ends.setdefault(row.conversation, []).append(as_event(row))
    return ends


def _end(events: list[Event]) -> tuple[Event | None, str | None]:
    """The last thing that was said, and the status of the last answer that the assistant gave."""
    said = next((one for one in events if not (one.client or "").startswith(NOTICE)), None)
    answers = (
        one for one in events if one.kind is Kind.REPLY and not (one.client or "").startswith((SAID, NOTICE))
    )
    return said, next((status for one in answers if (status := status_of(one.body["messages"]))), None)


def status_of(messages: Sequence[Mapping[str, Any]]) -> str | None:
    """The status of a reply; None where it has none: the channel itself said something."""
    for one in messages:
        custom = one.get("custom") or {}
        if "self_check" in custom:
            return "self_check"
        if status := (custom.get("answer") or {}).get("status"):
            return str(status)
    return None
