"""The statements that the conversations are made of."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from sqlalchemy import Executable, Select, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import Update

from bot.store.records import Event, Kind
from bot.store.tables import Base, ChatRow, ConversationRow, EventRow, FeedbackRow, SubscriptionRow
from bot.store.talk_tables import LeftRow, NoteRow
from bot.store.turn_tables import GapRow


def new_sender() -> str:
    """A name for Rasa that nobody can guess: who knows it could speak in the conversation."""
    return f"talk-{secrets.token_urlsafe(18)}"


def new_handle() -> str:
    """A name for staff, which tells nothing of the person."""
    return secrets.token_hex(8)


def insert_or(dialect: str, table: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """An insert that can say what to do where the row is there already."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


def ensure(dialect: str, conversation: str, now: dt.datetime) -> Executable:
    """Make the conversation unless somebody else just did."""
    row = insert_or(dialect, ConversationRow).values(
        id=conversation, sender=new_sender(), last=0, touched_at=now, handle=new_handle()
    )
    return row.on_conflict_do_nothing()


def next_event(conversation: str, now: dt.datetime) -> Update:
    """Count one event further; the row stays held until the transaction ends."""
    return (
        update(ConversationRow)
        .where(ConversationRow.id == conversation)
        .values(last=ConversationRow.last + 1, touched_at=now)
    )


def want(conversation: str, now: dt.datetime) -> Update:
    """Somebody waits for a person of the staff, since now or longer, unless one is there."""
    return (
        update(ConversationRow)
        .where(ConversationRow.id == conversation, ConversationRow.holder.is_(None))
        .values(wants_at=func.coalesce(ConversationRow.wants_at, now))
        .execution_options(synchronize_session=False)
    )


def lock(session: Session, conversation: str) -> None:
    """Hold the conversation until the transaction ends, on every database."""
    session.execute(
        update(ConversationRow)
        .where(ConversationRow.id == conversation)
        .values(last=ConversationRow.last)
        .execution_options(synchronize_session=False)
    )


def locked(session: Session, handle: str) -> ConversationRow | None:
    """The conversation that staff know by this name, held as by `lock`; None where there is none (any more)."""
    held = (
        update(ConversationRow)
        .where(ConversationRow.handle == handle)
        .values(last=ConversationRow.last)
        .returning(ConversationRow.id)
        .execution_options(synchronize_session=False)
    )
    conversation = session.scalar(held)
    return session.get_one(ConversationRow, conversation) if conversation is not None else None


def message(session: Session, conversation: str, client: str) -> EventRow | None:
    """The message that the client gave this id."""
    return session.scalar(
        select(EventRow).where(
            EventRow.conversation == conversation, EventRow.kind == Kind.MESSAGE, EventRow.client == client
        )
    )


def is_unanswered(session: Session, conversation: str, client: str) -> bool:
    """Whether the message that the client gave this id is held, and no reply to it."""
    kinds = session.scalars(
        select(EventRow.kind).where(EventRow.conversation == conversation, EventRow.client == client)
    )
    return set(kinds) == {Kind.MESSAGE}


def waiting(conversation: str | None) -> Select[ConversationRow, EventRow]:
    """Conversations with the message that waits in them, the oldest first."""
    statement = (
        select(ConversationRow, EventRow)
        .join(EventRow, EventRow.conversation == ConversationRow.id)
        .where(EventRow.kind == Kind.MESSAGE, EventRow.client == ConversationRow.pending)
        .order_by(EventRow.at)
    )
    return statement if conversation is None else statement.where(ConversationRow.id == conversation)


def wipe(session: Session, conversation: str) -> None:
    """Delete everything that was said in it, and what its person wished."""
    for table in (EventRow, FeedbackRow, SubscriptionRow, GapRow, NoteRow, LeftRow):
        session.execute(delete(table).where(table.conversation == conversation))
    wishes = update(ChatRow).where(ChatRow.conversation == conversation)
    session.execute(wishes.values(lang=None, amendments=False, photo=None))


def as_event(row: EventRow) -> Event:
    """The row as a plain value."""
    body: dict[str, Any] = row.body
    return Event(row.n, Kind(row.kind), row.client, body, row.at)
