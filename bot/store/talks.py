"""Conversations as staff hold them: one person at a time answers in place of the assistant.

Whoever does something here has the row of the conversation first, as a visitor's message has that comes at the same
time: so each message waits either for the person or for the assistant, never for both or neither.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import insert, or_, select, update
from sqlalchemy.orm import Session

from bot.roles import Role
from bot.store.engine import Database
from bot.store.records import Kind
from bot.store.staff_audit import append
from bot.store.staff_records import Account, Action, Actor, Lifetimes
from bot.store.staff_sessions import goes_on
from bot.store.staff_tables import AccountRow, SessionRow
from bot.store.statements import locked
from bot.store.tables import ChatRow, ConversationRow, EventRow, FeedbackRow
from bot.store.talk_left import NOTICE, SAID, leave, leave_nothing, unanswered
from bot.store.talk_records import Outcome, Talk
from bot.store.talk_tables import LeftRow

Messages = Sequence[Mapping[str, Any]]
_AGENTS: Final = tuple(role.value for role in Role if role.may(Role.AGENT))


class Talks:
    """The conversations of the gateway's database, for staff. Every method raises StoreDown."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, handle: str) -> Talk | None:
        """The conversation of this name; None where there is none (any more)."""
        with self._database.transaction() as session:
            found = session.execute(talks().where(ConversationRow.handle == handle)).one_or_none()
            return as_talk(*found) if found else None

    def take(self, handle: str, account: Account, by: Actor, notice: Messages) -> Outcome:
        """Answer in place of the assistant. What waits for the assistant waits for this person now."""
        with self._database.transaction() as session:
            row = locked(session, handle)
            if row is None or row.holder not in (None, account.id):
                return Outcome.REFUSED if row else Outcome.GONE
            if row.holder == account.id:
                row.holder_at = self._database.now()
                return Outcome.KNOWN
            row.holder, row.holder_at = account.id, self._database.now()
            row.wants_at = row.pending = row.worker = row.worked_until = None
            leave_nothing(session, row.id)
            self._push(session, row, f"{NOTICE}{secrets.token_hex(8)}", notice)
            append(session, self._database.now(), by, Action.TAKE_OVER, handle)
            return Outcome.DONE

    def back(
        self,
        handle: str,
        holder: int,
        by: Actor,
        notice: Messages,
        seen: dt.datetime | None = None,
        **detail: str,
    ) -> Outcome:
        """Let the assistant answer again, also what the person left unanswered.

        With `seen` only where the holder gave no sign of life since then.
        """
        with self._database.transaction() as session:
            row = locked(session, handle)
            if row is None:
                return Outcome.GONE
            if row.holder != holder or (seen is not None and row.holder_at != seen):
                return Outcome.REFUSED
            row.holder = row.holder_at = row.worker = row.worked_until = None  # no gateway works on it yet
            left = unanswered(session, row.id)
            self._push(session, row, f"{NOTICE}{secrets.token_hex(8)}", notice)
            leave(session, row.id, left)
            append(session, self._database.now(), by, Action.HAND_BACK, handle, detail)
            return Outcome.DONE

    def say(self, handle: str, account: Account, key: str, messages: Messages) -> Outcome:
        """A reply of the person who holds the conversation; with the same `key` (50 characters) it is said once."""
        with self._database.transaction() as session:
            row = locked(session, handle)
            if row is None:
                return Outcome.GONE
            if row.holder != account.id:
                return Outcome.REFUSED
            known = select(EventRow.n).where(
                EventRow.conversation == row.id, EventRow.kind == Kind.REPLY, EventRow.client == SAID + key
            )
            if session.scalar(known) is not None:
                return Outcome.KNOWN
            row.holder_at = self._database.now()
            self._push(session, row, SAID + key, messages)
            return Outcome.DONE

    def alive(self, handle: str, account: Account) -> bool:
        """A sign of life of who holds the conversation; False where it is somebody else, or nobody."""
        here = update(ConversationRow).where(
            ConversationRow.handle == handle, ConversationRow.holder == account.id
        )
        with self._database.transaction() as session:
            done = here.values(holder_at=self._database.now()).returning(ConversationRow.id)
            return session.scalar(done) is not None

    def settle(self, handle: str) -> None:
        """Nobody has to see to it (any more)."""
        here = update(ConversationRow).where(ConversationRow.handle == handle)
        with self._database.transaction() as session:
            session.execute(here.values(wants_at=None))

    def abandoned(self, lifetimes: Lifetimes, silent: dt.timedelta) -> tuple[Talk, ...]:
        """Those whose holder gave no sign of life for so long, or is signed in nowhere."""
        now = self._database.now()
        there = select(SessionRow.digest).where(
            SessionRow.account == ConversationRow.holder, goes_on(lifetimes, now)
        )
        gone = or_(ConversationRow.holder_at <= now - silent, ~there.exists())
        with self._database.transaction() as session:
            found = session.execute(talks().where(ConversationRow.holder.is_not(None), gone))
            return tuple(as_talk(*one) for one in found)

    def opinions(self, conversation: str) -> dict[str, tuple[bool, str]]:
        """What its visitor thought of replies, by the message that they were to: good or not, and why."""
        wanted = select(FeedbackRow).where(FeedbackRow.conversation == conversation)
        with self._database.transaction() as session:
            return {row.client: (row.good, row.reason or "") for row in session.scalars(wanted)}

    def left(self) -> tuple[str, ...]:
        """The conversations (by their own names) in which several messages are left to the assistant."""
        with self._database.transaction() as session:
            return tuple(session.scalars(select(LeftRow.conversation).distinct()))

    def has_agents(self) -> bool:
        """Whether there is anybody who may speak with visitors."""
        with self._database.transaction() as session:
            return (
                session.scalar(select(AccountRow.id).where(AccountRow.role.in_(_AGENTS)).limit(1)) is not None
            )

    def _push(self, session: Session, row: ConversationRow, key: str, messages: Messages) -> None:
        row.last, row.touched_at = row.last + 1, self._database.now()
        body = {"messages": [dict(message) for message in messages]}
        session.flush()
        session.execute(
            insert(EventRow).values(
                conversation=row.id,
                n=row.last,
                kind=Kind.REPLY,
                client=key,
                body=body,
                at=self._database.now(),
            )
        )


def talks() -> Any:
    """Conversations with the name of who holds them and the chat, where there is one."""
    return (
        select(ConversationRow, AccountRow.name, ChatRow.conversation, ChatRow.lang)
        .outerjoin(AccountRow, AccountRow.id == ConversationRow.holder)
        .outerjoin(ChatRow, ChatRow.conversation == ConversationRow.id)
    )


def as_talk(row: ConversationRow, name: str | None, chat: str | None, lang: str | None) -> Talk:
    """A row of `talks` as a plain value."""
    return Talk(
        row.handle or "", row.id, chat is not None, lang, row.last, row.touched_at, row.wants_at, row.holder,
        name, row.holder_at,
    )  # fmt: skip
