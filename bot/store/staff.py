"""Accounts of the staff. Every change stands in the audit log, in the same transaction."""

from __future__ import annotations

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from bot.roles import Role
from bot.store.engine import Database
from bot.store.staff_audit import append
from bot.store.staff_records import Account, Action, Actor, Identity
from bot.store.staff_tables import AccountRow, SessionRow
from bot.store.statements import insert_or


class NameTaken(Exception):
    """There is an account of that name, and it is another one."""


class NoAccount(Exception):
    """There is no account of that name."""


class Staff:
    """The accounts in the gateway's database. Every method raises StoreDown."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def accounts(self) -> tuple[Account, ...]:
        """All of them, by name."""
        with self._database.transaction() as session:
            return tuple(
                as_account(row) for row in session.scalars(select(AccountRow).order_by(AccountRow.name))
            )

    def count(self) -> int:
        """How many there are."""
        with self._database.transaction() as session:
            return session.scalar(select(func.count()).select_from(AccountRow)) or 0

    def account(self, name: str) -> Account | None:
        """The account of that name."""
        with self._database.transaction() as session:
            row = session.scalar(select(AccountRow).where(AccountRow.name == name))
            return as_account(row) if row else None

    def add(self, name: str, role: Role, password: str, by: Actor) -> None:
        """Make an account; `password` is its hash. Raises NameTaken."""
        now = self._database.now()
        with self._database.transaction() as session:
            row = insert_or(self._database.dialect, AccountRow).values(
                name=name, role=role.value, password=password, made_at=now
            )
            if session.scalar(row.on_conflict_do_nothing().returning(AccountRow.id)) is None:
                raise NameTaken(name)
            append(session, now, by, Action.ACCOUNT_ADDED, name, {"role": role.value})

    def remove(self, name: str, by: Actor) -> None:
        """Delete an account with its sessions. Raises NoAccount."""
        with self._database.transaction() as session:
            gone = session.scalar(delete(AccountRow).where(AccountRow.name == name).returning(AccountRow.id))
            if gone is None:
                raise NoAccount(name)
            append(session, self._database.now(), by, Action.ACCOUNT_REMOVED, name)

    def change_role(self, name: str, role: Role, by: Actor) -> None:
        """Give an account another role and end its sessions. Raises NoAccount."""
        with self._database.transaction() as session:
            self._change(session, name, role=role.value)
            append(session, self._database.now(), by, Action.ROLE_CHANGED, name, {"role": role.value})

    def change_password(self, name: str, password: str, by: Actor) -> None:
        """Give an account another password (its hash) and end its sessions. Raises NoAccount.

        An account of an OpenID provider stays one: it has no password, and NoAccount is raised for it too.
        """
        with self._database.transaction() as session:
            self._change(session, name, password=password)
            append(session, self._database.now(), by, Action.PASSWORD_CHANGED, name)

    def rehash(self, account: int, old: str, new: str) -> bool:
        """Keep a password under a newer hash; False where it was changed meanwhile. No session ends by that."""
        same = update(AccountRow).where(AccountRow.id == account, AccountRow.password == old)
        with self._database.transaction() as session:
            return session.scalar(same.values(password=new).returning(AccountRow.id)) is not None

    def recognise(self, identity: Identity, by: Actor) -> Account:
        """The account of somebody whom a provider knows, made or brought up to date. Raises NameTaken.

        A name is never what joins them: whoever may choose names at the provider would choose an admin's.
        """
        now = self._database.now()
        with self._database.transaction() as session:
            made = session.scalar(
                insert_or(self._database.dialect, AccountRow)
                .values(
                    name=identity.name,
                    role=identity.role.value,
                    issuer=identity.issuer,
                    subject=identity.subject,
                    made_at=now,
                )
                .on_conflict_do_nothing()
                .returning(AccountRow.id)
            )
            row = session.scalar(
                select(AccountRow).where(
                    AccountRow.issuer == identity.issuer, AccountRow.subject == identity.subject
                )
            )
            if row is None:
                raise NameTaken(identity.name)
            if made is not None:
                detail = {"role": identity.role.value, "issuer": identity.issuer, "subject": identity.subject}
                append(session, now, by, Action.ACCOUNT_ADDED, row.name, detail)
            elif row.role != identity.role.value:
                self._change(session, row.name, role=identity.role.value)
                append(session, now, by, Action.ROLE_CHANGED, row.name, {"role": identity.role.value})
                session.refresh(row)
            return as_account(row)

    @staticmethod
    def _change(session: Session, name: str, **values: str) -> None:
        """Change the row first, then end its sessions: who signs in at the same time waits for the row."""
        changed = update(AccountRow).where(AccountRow.name == name).values(**values).returning(AccountRow.id)
        if "password" in values:
            changed = changed.where(AccountRow.issuer.is_(None))
        account = session.scalar(changed.execution_options(synchronize_session=False))
        if account is None:
            raise NoAccount(name)
        session.execute(delete(SessionRow).where(SessionRow.account == account))


def as_account(row: AccountRow) -> Account:
    """The row as a plain value."""
    return Account(
        row.id,
        row.name,
        Role(row.role),
        row.password,
        row.issuer,
        row.subject,
        row.made_at,
        row.signed_in_at,
    )
