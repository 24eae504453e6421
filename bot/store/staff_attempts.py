"""Throttling of sign-in, in the database: it holds over several gateways and over a restart."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.store.engine import Database
from bot.store.staff_records import Patience
from bot.store.staff_tables import AttemptsRow
from bot.store.statements import insert_or


@dataclass(frozen=True)
class Gate:
    """Something whose failures are counted, and with how much patience: `account:li.na`, `address:203.0.113.7`."""

    name: str
    patience: Patience

    @property
    def key(self) -> str:
        """What is kept of the name."""
        return hashlib.sha256(self.name.encode()).hexdigest()


class Attempts:
    """The failures in the gateway's database. Every method raises StoreDown."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, gates: Sequence[Gate]) -> dt.timedelta:
        """Count an attempt at every gate as failed, or nothing and how long to wait before the next one.

        It counts before the password is looked at: of many attempts at once no more get through than of many
        in a row. Gates must always come in the same order, so that two attempts cannot wait for each other.
        """
        now = self._database.now()
        with self._database.transaction() as session:
            rows = [(gate, self._held(session, gate, now)) for gate in gates]
            for gate, row in rows:
                _set_right(gate, row, now)
            wait = max((row.until - now for _, row in rows), default=dt.timedelta(0))
            if wait > dt.timedelta(0):
                return wait
            for gate, row in rows:
                left, spent = gate.patience.left(row.failures, now - row.at)
                row.failures = min(left + 1, gate.patience.counted)
                row.at = now - spent
                row.until = now + gate.patience.wait(row.failures)
        return dt.timedelta(0)

    def succeed(self, gates: Sequence[Gate], spared: Sequence[Gate]) -> None:
        """The attempt was a good one: nothing failed at `gates`; at `spared` only this one did not.

        An address is spared only: somebody with an account must not be able to wipe out what they failed on others.
        """
        now = self._database.now()
        with self._database.transaction() as session:
            for gate in spared:
                row = self._held(session, gate, now)
                row.failures = max(0, row.failures - 1)
                row.until = min(row.until, now + gate.patience.wait(row.failures))
            session.execute(delete(AttemptsRow).where(AttemptsRow.key.in_([gate.key for gate in gates])))

    def clear(self, gate: Gate) -> None:
        """Forget what failed at a gate."""
        with self._database.transaction() as session:
            session.execute(delete(AttemptsRow).where(AttemptsRow.key == gate.key))

    def forget_before(self, moment: dt.datetime) -> None:
        """Let go of gates at which nothing failed since `moment`."""
        with self._database.transaction() as session:
            session.execute(delete(AttemptsRow).where(AttemptsRow.at < moment, AttemptsRow.until < moment))

    def _held(self, session: Session, gate: Gate, now: dt.datetime) -> AttemptsRow:
        """The row of a gate, made where there is none, and nobody else's until the transaction ends."""
        row = insert_or(self._database.dialect, AttemptsRow).values(
            key=gate.key, failures=0, at=now, until=now
        )
        session.execute(row.on_conflict_do_nothing())
        session.execute(
            update(AttemptsRow).where(AttemptsRow.key == gate.key).values(failures=AttemptsRow.failures)
        )
        return session.scalars(select(AttemptsRow).where(AttemptsRow.key == gate.key)).one()


def _set_right(gate: Gate, row: AttemptsRow, now: dt.datetime) -> None:
    """Where the clock was set back, what was noted lies ahead: nobody waits longer for that than failures are worth."""
    row.at = min(row.at, now)
    row.until = min(row.until, now + gate.patience.wait(row.failures))
