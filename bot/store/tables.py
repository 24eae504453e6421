"""The tables. A change here needs a migration beside it; a test compares the two."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

#: Names of constraints, so that a migration can speak of them on every database.
_NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
#: SQLite numbers rows by itself only where the column is a plain INTEGER.
NUMBER: Final = BigInteger().with_variant(Integer, "sqlite")


def _where(condition: str) -> dict[str, Any]:
    """An index of few rows among many, on every database."""
    return {f"{dialect}_where": text(condition) for dialect in ("sqlite", "postgresql")}


class UtcDateTime(TypeDecorator[dt.datetime]):
    """A moment with its zone. SQLite keeps none, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Everything is stored in UTC."""
        return value and value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """What has no zone is UTC."""
        return value and (value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC))


class Base(DeclarativeBase):
    """The metadata of the gateway's tables."""

    metadata = MetaData(naming_convention=_NAMES)


class ConversationRow(Base):
    """One conversation: the number of its newest event, the message being worked on, its name for Rasa.

    `handle` is the name by which staff know it; what they do with it is written down under that name, and after a
    deletion it has another. `holder` is the account that answers in place of the assistant, `holder_at` its last
    sign of life, `wants_at` since when a person is waited for. `worker` is the gateway that has the pending message
    answered, `worked_until` when its claim ends unless it is renewed (`bot.store.claims`).
    """

    __tablename__ = "web_conversation"
    __table_args__ = (
        Index(None, "touched_at"),
        Index(None, "handle", unique=True),
        Index(None, "holder"),
        Index(None, "wants_at"),
        Index("ix_web_conversation_waiting", "pending", **_where("pending IS NOT NULL")),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    sender: Mapped[str] = mapped_column(String(40), unique=True)
    last: Mapped[int] = mapped_column(default=0)
    pending: Mapped[str | None] = mapped_column(String(64))
    touched_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    handle: Mapped[str | None] = mapped_column(String(16))
    holder: Mapped[int | None] = mapped_column(NUMBER)
    holder_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    wants_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    worker: Mapped[str | None] = mapped_column(String(16))
    worked_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class EventRow(Base):
    """One event. A message and its reply share the client's id, and each exists once."""

    __tablename__ = "web_event"
    __table_args__ = (UniqueConstraint("conversation", "kind", "client"),)

    conversation: Mapped[str] = mapped_column(
        ForeignKey(ConversationRow.id, ondelete="CASCADE"), primary_key=True
    )
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(10))
    client: Mapped[str | None] = mapped_column(String(64))
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class FeedbackRow(Base):
    """What a person thought of the reply to one of their messages; a second opinion replaces the first."""

    __tablename__ = "web_feedback"

    conversation: Mapped[str] = mapped_column(
        ForeignKey(ConversationRow.id, ondelete="CASCADE"), primary_key=True
    )
    client: Mapped[str] = mapped_column(String(64), primary_key=True)
    good: Mapped[bool]
    reason: Mapped[str | None] = mapped_column(Text)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class ChatRow(Base):
    """A talk in Telegram: where its replies go, and what its person wishes. In a group each person has one.

    It outlives what was said in it, so that reminders do; `photo` is the name of a file that waits for its notice,
    `publication` the one up to which its person knows of amendments, where they wish to.
    """

    __tablename__ = "telegram_chat"

    conversation: Mapped[str] = mapped_column(String(40), primary_key=True)
    chat: Mapped[int] = mapped_column(BigInteger, index=True)
    lang: Mapped[str | None] = mapped_column(String(10))
    blocked: Mapped[bool] = mapped_column(default=False)
    amendments: Mapped[bool] = mapped_column(default=False)
    photo: Mapped[str | None] = mapped_column(String(300))
    publication: Mapped[int | None]


class DeliveryRow(Base):
    """How far the events of a conversation were delivered: all up to `n`, and `parts` messages of the next reply.

    `message` is the number that Telegram gave to the last one; `sending` is there while the next one is on its way:
    the newest number that was known before.
    """

    __tablename__ = "telegram_delivery"

    conversation: Mapped[str] = mapped_column(
        ForeignKey(ConversationRow.id, ondelete="CASCADE"), primary_key=True
    )
    n: Mapped[int] = mapped_column(default=0)
    parts: Mapped[int] = mapped_column(default=0)
    message: Mapped[int | None] = mapped_column(BigInteger)
    sending: Mapped[int | None] = mapped_column(BigInteger)


class UpdateRow(Base):
    """Something that happened in Telegram, taken once. Once it is dealt with only its number is kept for a while."""

    __tablename__ = "telegram_update"
    __table_args__ = (
        Index(None, "at"),
        Index("ix_telegram_update_waiting", "id", **_where("body IS NOT NULL")),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    chat: Mapped[int | None] = mapped_column(BigInteger)
    body: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class SubscriptionRow(Base):
    """A wish to be reminded of a notice's deadlines; everything due up to `told_until` was told."""

    __tablename__ = "telegram_subscription"

    conversation: Mapped[str] = mapped_column(
        ForeignKey(ChatRow.conversation, ondelete="CASCADE"), primary_key=True
    )
    notice: Mapped[str] = mapped_column(String(60), primary_key=True)
    lang: Mapped[str] = mapped_column(String(10))
    told_until: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class LeaseRow(Base):
    """What one gateway at a time does: which one (`holder`), and until when unless it is renewed."""

    __tablename__ = "gateway_lease"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    holder: Mapped[str] = mapped_column(String(16))
    until: Mapped[dt.datetime] = mapped_column(UtcDateTime)
