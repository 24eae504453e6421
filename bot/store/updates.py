"""What came in from Telegram: each update taken once, kept until it is dealt with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select, update

from bot.store.engine import Database
from bot.store.statements import insert_or
from bot.store.tables import UpdateRow


class Updates:
    """The updates in the gateway's database. Every method raises StoreDown."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def receive(self, number: int, chat: int, body: Mapping[str, Any]) -> bool:
        """Take an update; False where it was taken before."""
        row = insert_or(self._database.dialect, UpdateRow).values(
            id=number, chat=chat, body=dict(body), at=self._database.now()
        )
        with self._database.transaction() as session:
            taken = session.scalar(row.on_conflict_do_nothing().returning(UpdateRow.id))
            return taken is not None

    def received(self, number: int) -> Mapping[str, Any] | None:
        """An update that waits; None once it is dealt with."""
        with self._database.transaction() as session:
            row = session.get(UpdateRow, number)
            return row.body if row else None

    def waiting(self) -> tuple[tuple[int, int], ...]:
        """Number and chat of every update that waits, in their order."""
        with self._database.transaction() as session:
            rows = session.execute(
                select(UpdateRow.id, UpdateRow.chat).where(UpdateRow.body.is_not(None)).order_by(UpdateRow.id)
            )
            return tuple((number, chat or 0) for number, chat in rows)

    def finish(self, number: int) -> None:
        """An update is dealt with: of it nothing but its number stays."""
        with self._database.hurried() as session:
            session.execute(update(UpdateRow).where(UpdateRow.id == number).values(body=None, chat=None))

    def forget_before(self, moment: dt.datetime) -> None:
        """Let go of the numbers of updates that Telegram will not send again."""
        with self._database.leisurely() as session:
            session.execute(delete(UpdateRow).where(UpdateRow.at < moment, UpdateRow.body.is_(None)))
