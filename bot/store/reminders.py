"""Wishes to be reminded, and reminders that are told once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from bot.store.engine import Database
from bot.store.records import Kind
from bot.store.statements import ensure, insert_or, lock
from bot.store.tables import ChatRow, ConversationRow, EventRow, SubscriptionRow


@dataclass(frozen=True)
class Subscription:
    """A wish to be reminded; all that was due up to `told_until` was told."""

    conversation: str
    notice: str
    told_until: dt.datetime


class Reminders:
    """The subscriptions in the gateway's database. Every method raises StoreDown."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def subscribe(self, conversation: str, notice: str, since: dt.datetime) -> bool:
        """Remind of a notice's deadlines from `since` on; False where that is so already."""
        row = insert_or(self._database.dialect, SubscriptionRow).values(
            conversation=conversation, notice=notice, told_until=since
        )
        with self._database.transaction() as session:
            made = session.scalar(row.on_conflict_do_nothing().returning(SubscriptionRow.notice))
            return made is not None

    def cancel(self, conversation: str, notice: str | None = None) -> bool:
        """Remind no more of a notice, or of none; False where nothing was to be reminded of."""
        gone = delete(SubscriptionRow).where(SubscriptionRow.conversation == conversation)
        if notice is not None:
            gone = gone.where(SubscriptionRow.notice == notice)
        with self._database.transaction() as session:
            return bool(session.scalars(gone.returning(SubscriptionRow.notice)).all())

    def subscriptions(self, conversation: str | None = None) -> tuple[Subscription, ...]:
        """Every wish to be reminded, of one conversation or of all that can be reached."""
        statement = (
            select(SubscriptionRow)
            .join(ChatRow, ChatRow.conversation == SubscriptionRow.conversation)
            .where(ChatRow.blocked.is_(False))
            .order_by(SubscriptionRow.conversation, SubscriptionRow.notice)
        )
        if conversation is not None:
            statement = statement.where(SubscriptionRow.conversation == conversation)
        with self._database.transaction() as session:
            return tuple(
                Subscription(row.conversation, row.notice, row.told_until)
                for row in session.scalars(statement)
            )

    def remind(
        self,
        subscription: Subscription,
        until: dt.datetime,
        pushes: Mapping[str, Sequence[Mapping[str, Any]]],
    ) -> None:
        """Put reminders into the conversation, each by a key of its own and so once, and note what was told."""
        with self._database.transaction() as session:
            told = session.scalar(
                update(SubscriptionRow)
                .where(
                    SubscriptionRow.conversation == subscription.conversation,
                    SubscriptionRow.notice == subscription.notice,
                    SubscriptionRow.told_until < until,
                )
                .values(told_until=until)
                .returning(SubscriptionRow.notice)
            )
            if told is not None:
                for key, messages in pushes.items():
                    self._push(session, subscription.conversation, key, messages)

    def _push(
        self, session: Session, conversation: str, key: str, messages: Sequence[Mapping[str, Any]]
    ) -> None:
        """A reply that nobody asked for; the same key twice is one."""
        session.execute(ensure(self._database.dialect, conversation, self._database.now()))
        lock(session, conversation)
        known = select(EventRow.n).where(
            EventRow.conversation == conversation, EventRow.kind == Kind.REPLY, EventRow.client == key
        )
        if session.scalar(known) is not None:
            return
        row = session.get_one(ConversationRow, conversation, populate_existing=True)
        row.last, row.touched_at = row.last + 1, self._database.now()
        body = {"messages": [dict(message) for message in messages]}
        session.execute(
            insert(EventRow).values(
                conversation=conversation,
                n=row.last,
                kind=Kind.REPLY,
                client=key,
                body=body,
                at=self._database.now(),
            )
        )
