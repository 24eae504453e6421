"""Replies that nobody asked for: reminders and news, each put into its conversation once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bot.store.engine import Database
from bot.store.records import Kind
from bot.store.statements import ensure, lock
from bot.store.tables import ConversationRow, EventRow

Messages = Sequence[Mapping[str, Any]]


def push(database: Database, session: Session, conversation: str, key: str, messages: Messages) -> bool:
    """Put a reply into a conversation, within a transaction. False where `key` (64 characters) is there already."""
    session.execute(ensure(database.dialect, conversation, database.now()))
    lock(session, conversation)
    known = select(EventRow.n).where(
        EventRow.conversation == conversation, EventRow.kind == Kind.REPLY, EventRow.client == key
    )
    if session.scalar(known) is not None:
        return False
    row = session.get_one(ConversationRow, conversation, populate_existing=True)
    row.last, row.touched_at = row.last + 1, database.now()
    body = {"messages": [dict(message) for message in messages]}
    session.execute(
        insert(EventRow).values(
            conversation=conversation, n=row.last, kind=Kind.REPLY, client=key, body=body, at=database.now()
        )
    )
    return True
