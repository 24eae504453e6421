"""Claims of gateways on what is to be done: taken by one, renewed while it lives, free again soon after.

All moments are the database's own: one clock decides, and no gateway's clock is asked. If it is set forward, claims
end early: two gateways may work on one thing, but only the one that claims it stores what comes of it. If it is set
back, a claim that lasts longer than any claim can is not believed, so nothing is held for longer than before.

SQLite has one gateway: there everything is its own, and nothing is written down.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import ColumnElement, delete, func, or_, select, true, update
from sqlalchemy.orm import InstrumentedAttribute

from bot.store.engine import Database
from bot.store.statements import insert_or
from bot.store.tables import ConversationRow, LeaseRow

#: How long a claim on a message lasts. It is renewed several times within that.
CLAIMED_FOR: Final = dt.timedelta(seconds=10)
#: So many messages are taken up at once; others leave something to other gateways.
_AT_ONCE: Final = 32


def claimed(database: Database, name: str) -> dict[str, Any]:
    """The columns of a conversation whose message `name` has answered from now on."""
    if database.is_alone:
        return {}
    return {"worker": name, "worked_until": func.now() + CLAIMED_FOR}


def let_go() -> dict[str, Any]:
    """The columns of a conversation in which nobody works on anything."""
    return {"worker": None, "worked_until": None}


def may_store(database: Database, name: str) -> ColumnElement[bool]:
    """Whether `name` may store a reply: nobody else claims the message."""
    if database.is_alone:
        return true()
    return or_(ConversationRow.worker.is_(None), ConversationRow.worker == name)


class Claims:
    """The claims of one gateway, by its name. Every method raises StoreDown."""

    def __init__(self, database: Database, name: str) -> None:
        self._database = database
        self._name = name

    def take(self, conversation: str | None = None) -> tuple[str, ...]:
        """Conversations whose message waits and belongs to nobody: some of them, which are mine now.

        Of one conversation also where it was mine already. Whoever asks at the same time gets others.
        """
        row = ConversationRow
        nobody_s = or_(row.worker.is_(None), _is_over(row.worked_until, CLAIMED_FOR))
        free = select(row.id).where(row.pending.is_not(None))
        if conversation is None:
            free = free.where(nobody_s).limit(_AT_ONCE).with_for_update(skip_locked=True)
        else:
            mine = row.worker == self._name
            free = free.where(row.id == conversation, or_(nobody_s, mine)).with_for_update()
        taken = (
            update(row)
            .where(row.id.in_(free))
            .values(**claimed(self._database, self._name))
            .returning(row.id)
            .execution_options(synchronize_session=False)
        )
        with self._database.transaction() as session:
            return tuple(session.scalars(taken))

    def renew(self, conversations: Collection[str]) -> None:
        """These are being worked on."""
        if not conversations or self._database.is_alone:
            return
        row = ConversationRow
        with self._database.transaction() as session:
            session.execute(
                update(row)
                .where(row.id.in_(conversations), row.worker == self._name, row.pending.is_not(None))
                .values(**claimed(self._database, self._name))
                .execution_options(synchronize_session=False)
            )

    def release(self) -> None:
        """Nothing is mine any more."""
        if not self._database.is_alone:
            mine = update(ConversationRow).where(
                ConversationRow.pending.is_not(None), ConversationRow.worker == self._name
            )
            with self._database.transaction() as session:
                session.execute(mine.values(**let_go()).execution_options(synchronize_session=False))


class Leases:
    """What one gateway at a time does. Every method raises StoreDown."""

    def __init__(self, database: Database, name: str) -> None:
        self._database = database
        self._name = name

    @property
    def is_alone(self) -> bool:
        """Whether every lease is ours for good."""
        return self._database.is_alone

    def hold(self, what: str, seconds: float) -> bool:
        """Take it, or keep it, for so long; False where another gateway has it."""
        if self.is_alone:
            return True
        lasting = dt.timedelta(seconds=seconds)
        row = insert_or(self._database.dialect, LeaseRow).values(
            name=what, holder=self._name, until=func.now() + lasting
        )
        mine = row.on_conflict_do_update(
            index_elements=["name"],
            set_={"holder": row.excluded.holder, "until": row.excluded.until},
            where=or_(LeaseRow.holder == self._name, _is_over(LeaseRow.until, lasting)),
        )
        with self._database.transaction() as session:
            return session.scalar(mine.returning(LeaseRow.name)) is not None

    def release(self, what: str) -> None:
        """Let another gateway have it at once."""
        if not self.is_alone:
            mine = delete(LeaseRow).where(LeaseRow.name == what, LeaseRow.holder == self._name)
            with self._database.transaction() as session:
                session.execute(mine)


def _is_over(
    until: InstrumentedAttribute[dt.datetime] | InstrumentedAttribute[dt.datetime | None],
    lasting: dt.timedelta,
) -> ColumnElement[bool]:
    """Whether a claim has ended, or cannot be true: the clock was set back."""
    return or_(until < func.now(), until > func.now() + 2 * lasting)
