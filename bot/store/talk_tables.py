"""The tables of conversations that staff take part in: notes, ready-made replies, what is left to the assistant.

Who holds a conversation stands in its own row (`ConversationRow`): whoever writes to it has that row first.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import NUMBER, Base, ConversationRow, UtcDateTime


class NoteRow(Base):
    """What somebody of the staff wrote down about a conversation. The visitor never sees it; it goes with the talk."""

    __tablename__ = "talk_note"
    __table_args__ = (Index(None, "conversation"),)

    id: Mapped[int] = mapped_column(NUMBER, primary_key=True)
    conversation: Mapped[str] = mapped_column(ForeignKey(ConversationRow.id, ondelete="CASCADE"))
    by: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class ReadyReplyRow(Base):
    """A reply that staff need often, ready to be sent."""

    __tablename__ = "talk_ready_reply"

    id: Mapped[int] = mapped_column(NUMBER, primary_key=True)
    title: Mapped[str] = mapped_column(String(60), unique=True)
    text: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(String(64))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class LeftRow(Base):
    """A message that no person answered before they handed the conversation back: its turn comes after others."""

    __tablename__ = "talk_left"

    conversation: Mapped[str] = mapped_column(
        ForeignKey(ConversationRow.id, ondelete="CASCADE"), primary_key=True
    )
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
