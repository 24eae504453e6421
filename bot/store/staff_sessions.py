"""Who is signed in where: sessions, browsers that are known, and journeys to the OpenID provider."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Final

from sqlalchemy import ColumnElement, and_, delete, or_, select, update

from bot.store.engine import Database
from bot.store.staff import as_account
from bot.store.staff_audit import append
from bot.store.staff_records import Account, Action, Actor, Journey, Lifetimes
from bot.store.staff_tables import AccountRow, DeviceRow, JourneyRow, SessionRow
from bot.store.statements import insert_or

#: Signs of life closer together than this are not written down, so that reading a page seldom writes.
_SOON: Final = dt.timedelta(seconds=30)
#: A browser is forgotten in which nobody signed in for so long.
_DEVICE: Final = dt.timedelta(days=180)
#: Time that a person has at the provider: password, second factor, a look for the phone.
_JOURNEY: Final = dt.timedelta(minutes=15)


def digest(secret: str) -> str:
    """What is kept of a random id that a browser holds: enough to know it again, too little to use it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def goes_on(lifetimes: Lifetimes, now: dt.datetime) -> ColumnElement[bool]:
    """Whether a session has not come to its end."""
    return and_(SessionRow.seen_at > now - lifetimes.idle, SessionRow.made_at > now - lifetimes.absolute)


class Sessions:
    """The sessions in the gateway's database. Ids come as the browser holds them. Methods raise StoreDown."""

    def __init__(self, database: Database, lifetimes: Lifetimes) -> None:
        self._database = database
        self._lifetimes = lifetimes

    @property
    def lifetimes(self) -> Lifetimes:
        """How long a session lasts."""
        return self._lifetimes

    def start(self, secret: str, device: str, account: Account, by: Actor, via: str) -> bool:
        """Begin a session of an account as it was read; False where its password or role changed since."""
        now = self._database.now()
        unchanged = update(AccountRow).where(
            AccountRow.id == account.id,
            AccountRow.role == account.role.value,
            AccountRow.password.is_not_distinct_from(account.password),
        )
        with self._database.transaction() as session:
            if session.scalar(unchanged.values(signed_in_at=now).returning(AccountRow.id)) is None:
                return False
            session.add(SessionRow(digest=digest(secret), account=account.id, made_at=now, seen_at=now))
            known = insert_or(self._database.dialect, DeviceRow).values(
                digest=digest(device), account=account.id, used_at=now
            )
            session.execute(
                known.on_conflict_do_update(index_elements=["digest", "account"], set_={"used_at": now})
            )
            append(session, now, by, Action.SIGN_IN, account.name, {"via": via})
            return True

    def find(self, secret: str) -> Account | None:
        """Who is signed in with this session; None where it has come to its end. Counts as a sign of life."""
        now, key = self._database.now(), digest(secret)
        with self._database.transaction() as session:
            found = session.execute(
                select(AccountRow, SessionRow.seen_at)
                .join(SessionRow, SessionRow.account == AccountRow.id)
                .where(SessionRow.digest == key, goes_on(self._lifetimes, now))
            ).one_or_none()
            account, seen_at = (as_account(found[0]), found[1]) if found else (None, now)
        if abs(now - seen_at) >= min(_SOON, self._lifetimes.idle / 4):  # the clock may have been set back
            with (
                self._database.transaction() as session
            ):  # one of its own: it writes first, so SQLite lets it wait
                session.execute(update(SessionRow).where(SessionRow.digest == key).values(seen_at=now))
        return account

    def lasts(self, secret: str) -> bool:
        """Whether a session goes on. No sign of life: a page that waits for news keeps nobody signed in."""
        wanted = select(SessionRow.digest).where(
            SessionRow.digest == digest(secret), goes_on(self._lifetimes, self._database.now())
        )
        with self._database.transaction() as session:
            return session.scalar(wanted) is not None

    def end(self, secret: str, account: Account, by: Actor) -> None:
        """Sign out here."""
        with self._database.transaction() as session:
            session.execute(delete(SessionRow).where(SessionRow.digest == digest(secret)))
            append(session, self._database.now(), by, Action.SIGN_OUT, account.name)

    def end_all(self, account: Account, by: Actor) -> None:
        """Sign out everywhere; no browser is known to the account any more either."""
        with self._database.transaction() as session:
            for table in (SessionRow, DeviceRow):
                session.execute(delete(table).where(table.account == account.id))
            append(session, self._database.now(), by, Action.SIGN_OUT_EVERYWHERE, account.name)

    def drop(self, secret: str) -> None:
        """End a session that another one takes the place of in the same browser."""
        with self._database.transaction() as session:
            session.execute(delete(SessionRow).where(SessionRow.digest == digest(secret)))

    def knows(self, device: str, name: str) -> bool:
        """Whether the account of that name signed in in this browser before."""
        known = (
            select(DeviceRow.digest)
            .join(AccountRow, AccountRow.id == DeviceRow.account)
            .where(
                DeviceRow.digest == digest(device),
                AccountRow.name == name,
                DeviceRow.used_at > self._database.now() - _DEVICE,
            )
        )
        with self._database.transaction() as session:
            return session.scalar(known) is not None

    def depart(self, secret: str, journey: Journey) -> None:
        """Note what a browser is to come back with."""
        with self._database.transaction() as session:
            session.add(
                JourneyRow(
                    digest=digest(secret),
                    state=journey.state,
                    nonce=journey.nonce,
                    verifier=journey.verifier,
                    target=journey.target,
                    at=self._database.now(),
                )
            )

    def arrive(self, secret: str) -> Journey | None:
        """What was noted of a browser that comes back; None the second time, and where it took too long."""
        home = delete(JourneyRow).where(JourneyRow.digest == digest(secret))
        with self._database.transaction() as session:
            row = session.execute(
                home.returning(
                    JourneyRow.state, JourneyRow.nonce, JourneyRow.verifier, JourneyRow.target, JourneyRow.at
                )
            ).one_or_none()
        if row is None or row.at <= self._database.now() - _JOURNEY:
            return None
        return Journey(row.state, row.nonce, row.verifier, row.target)

    def forget(self) -> None:
        """Delete what has come to its end."""
        now = self._database.now()
        ended = or_(
            SessionRow.seen_at <= now - self._lifetimes.idle,
            SessionRow.made_at <= now - self._lifetimes.absolute,
        )
        with self._database.transaction() as session:
            session.execute(delete(SessionRow).where(ended))
            session.execute(delete(DeviceRow).where(DeviceRow.used_at <= now - _DEVICE))
            session.execute(delete(JourneyRow).where(JourneyRow.at <= now - _JOURNEY))
