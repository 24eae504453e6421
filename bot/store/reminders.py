"""Wishes to be reminded, and reminders that are told once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, select, update

from bot.store.engine import Database
from bot.store.pushes import Messages, push
from bot.store.statements import insert_or
from bot.store.tables import ChatRow, SubscriptionRow


@dataclass(frozen=True)
class Subscription:
    """A wish to be reminded; all that was due up to `told_until` was told. `lang` is what the person was served in."""

    conversation: str
    notice: str
    told_until: dt.datetime
    lang: str


class Reminders:
    """The subscriptions in the gateway's database. Every method raises StoreDown."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def subscribe(self, conversation: str, notice: str, since: dt.datetime, lang: str) -> bool:
        """Remind of a notice's deadlines from `since` on; False where that is so already."""
        row = insert_or(self._database.dialect, SubscriptionRow).values(
            conversation=conversation, notice=notice, told_until=since, lang=lang
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
                Subscription(row.conversation, row.notice, row.told_until, row.lang)
                for row in session.scalars(statement)
            )

    def remind(
        self,
        subscription: Subscription,
        until: dt.datetime,
        pushes: Mapping[str, Messages],
    ) -> bool:
        """Put reminders into the conversation, each by a key of its own and so once, and note what was told.

        False, and nothing put there, where somebody else told them meanwhile.
        """
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
            if told is None:
                return False
            conversation = subscription.conversation
            pushed = [push(self._database, session, conversation, key, one) for key, one in pushes.items()]
            return any(pushed)
