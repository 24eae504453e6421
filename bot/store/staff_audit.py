"""The audit log: who did what, when, on what. It can be added to and read; there is nothing else to do with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.engine import Database
from bot.store.staff_records import Action, Actor, Entry
from bot.store.staff_tables import AuditRow


class Audit:
    """The audit log in the gateway's database. Every method raises StoreDown."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def write(
        self, by: Actor, action: Action, target: str | None = None, detail: Mapping[str, Any] | None = None
    ) -> None:
        """Add a line. `detail` is small and JSON; no passwords, no texts of visitors."""
        with self._database.transaction() as session:
            append(session, self._database.now(), by, action, target, detail)

    def entries(
        self,
        before: int | None = None,
        most: int = 100,
        action: Action | None = None,
        who: str | None = None,
        since: dt.datetime | None = None,
        until: dt.datetime | None = None,
    ) -> tuple[Entry, ...]:
        """The newest lines first, older than line `before`, of one kind or one person if so wished.

        `since` and `until` are moments: the first is in, the last is not.
        """
        wanted = select(AuditRow).order_by(AuditRow.id.desc()).limit(most)
        if before is not None:
            wanted = wanted.where(AuditRow.id < before)
        if action is not None:
            wanted = wanted.where(AuditRow.action == action)
        if who is not None:
            wanted = wanted.where(AuditRow.who == who)
        if since is not None:
            wanted = wanted.where(AuditRow.at >= since)
        if until is not None:
            wanted = wanted.where(AuditRow.at < until)
        with self._database.transaction() as session:
            return tuple(
                Entry(row.id, row.at, row.who, row.action, row.target, row.address, row.detail)
                for row in session.scalars(wanted)
            )


def append(
    session: Session,
    at: dt.datetime,
    by: Actor,
    action: Action,
    target: str | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Add a line within a transaction: what is done and its line stand or fall together."""
    session.add(
        AuditRow(
            at=at,
            who=by.name[:100],
            action=action,
            target=target and target[:200],
            address=by.address and by.address[:60],
            detail=dict(detail or {}),
        )
    )
