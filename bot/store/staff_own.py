"""What people of the staff do with their own account: see where they are signed in, change their password."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import delete, select, update

from bot.store.engine import Database
from bot.store.staff_audit import append
from bot.store.staff_records import Account, Action, Actor, Lifetimes
from bot.store.staff_sessions import digest, goes_on
from bot.store.staff_tables import AccountRow, AuditRow, SessionRow


@dataclass(frozen=True)
class SignedInAt:
    """A browser in which somebody is signed in: since when, when it was last heard of, from which network.

    `network` is masked as the audit log has it; None where it is not known. `is_here`: the browser that asks.
    """

    since: dt.datetime
    seen_at: dt.datetime
    network: str | None
    is_here: bool


class OwnAccount:
    """One's own account in the gateway's database. Every method raises StoreDown."""

    def __init__(self, database: Database, lifetimes: Lifetimes) -> None:
        self._database = database
        self._lifetimes = lifetimes

    def browsers(self, account: Account, secret: str) -> tuple[SignedInAt, ...]:
        """Where the account is signed in, this browser (known by `secret`) first, then the one last heard of."""
        now, here = self._database.now(), digest(secret)
        alive = select(SessionRow.digest, SessionRow.made_at, SessionRow.seen_at).where(
            SessionRow.account == account.id, goes_on(self._lifetimes, now)
        )
        with self._database.transaction() as session:
            rows = session.execute(alive).all()
            # A session and its line in the audit log are written at the same moment.
            lines = select(AuditRow.at, AuditRow.address).where(
                AuditRow.at.in_([row.made_at for row in rows]),
                AuditRow.action == Action.SIGN_IN,
                AuditRow.target == account.name,
            )
            networks = {line.at: line.address for line in session.execute(lines)}
        found = [
            SignedInAt(row.made_at, row.seen_at, networks.get(row.made_at), row.digest == here)
            for row in rows
        ]
        return tuple(sorted(found, key=lambda one: (one.is_here, one.seen_at), reverse=True))

    def change_password(self, account: Account, password: str, secret: str, fresh: str, by: Actor) -> bool:
        """Give the account another password (its hash); end its sessions but this one, which gets the id `fresh`.

        False where the account was changed since it was read, or has no password of its own.
        """
        unchanged = update(AccountRow).where(
            AccountRow.id == account.id,
            AccountRow.issuer.is_(None),
            AccountRow.password.is_not_distinct_from(account.password),
        )
        others = delete(SessionRow).where(
            SessionRow.account == account.id, SessionRow.digest != digest(secret)
        )
        here = update(SessionRow).where(SessionRow.digest == digest(secret))
        with self._database.transaction() as session:
            if session.scalar(unchanged.values(password=password).returning(AccountRow.id)) is None:
                return False
            ended = session.scalars(others.returning(SessionRow.digest)).all()
            session.execute(here.values(digest=digest(fresh)))
            detail = {"sessions_ended": len(ended)}
            append(session, self._database.now(), by, Action.PASSWORD_CHANGED, account.name, detail)
            return True
