"""The tables of the console: accounts, their sessions, attempts to sign in, the audit log."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import NUMBER, Base, UtcDateTime


class AccountRow(Base):
    """One person of the staff. Who comes by OpenID Connect has an issuer and a subject there, and no password."""

    __tablename__ = "staff_account"
    __table_args__ = (UniqueConstraint("issuer", "subject"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(NUMBER, primary_key=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    role: Mapped[str] = mapped_column(String(10))
    password: Mapped[str | None] = mapped_column(Text)
    issuer: Mapped[str | None] = mapped_column(String(300))
    subject: Mapped[str | None] = mapped_column(String(255))
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    signed_in_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class SessionRow(Base):
    """One browser that is signed in. Its id is known to the browser only; here is the hash of it."""

    __tablename__ = "staff_session"
    __table_args__ = (Index(None, "account"), Index(None, "seen_at"))

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    account: Mapped[int] = mapped_column(ForeignKey(AccountRow.id, ondelete="CASCADE"))
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class DeviceRow(Base):
    """A browser in which somebody signed in before: others' failures do not keep them waiting there."""

    __tablename__ = "staff_device"
    __table_args__ = (Index(None, "used_at"),)

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    account: Mapped[int] = mapped_column(ForeignKey(AccountRow.id, ondelete="CASCADE"), primary_key=True)
    used_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class AttemptsRow(Base):
    """Failures to sign in on one account, in one browser, or from one address, and until when to wait.

    The key is a hash: what was typed as a name may be anything, also a password.
    """

    __tablename__ = "staff_attempts"
    __table_args__ = (Index(None, "at"),)

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    until: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class JourneyRow(Base):
    """A browser that was sent to the OpenID provider and is expected back, once."""

    __tablename__ = "staff_journey"
    __table_args__ = (Index(None, "at"),)

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    state: Mapped[str] = mapped_column(String(64))
    nonce: Mapped[str] = mapped_column(String(64))
    verifier: Mapped[str] = mapped_column(String(128))
    target: Mapped[str] = mapped_column(Text)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class AuditRow(Base):
    """One thing that somebody did. The database itself refuses to change or delete it (migration 0003)."""

    __tablename__ = "staff_audit"
    __table_args__ = (Index(None, "at"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(NUMBER, primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    who: Mapped[str] = mapped_column(String(100))
    action: Mapped[str] = mapped_column(String(40))
    target: Mapped[str | None] = mapped_column(String(200))
    address: Mapped[str | None] = mapped_column(String(60))
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)
