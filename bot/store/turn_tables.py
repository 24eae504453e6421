"""The tables of turns: how each was answered, what could not be, and what editors closed.

A turn is a message with the reply to it. Retention and /forget:

- `turn_record` holds neither text nor who it was, so it stays when a conversation is deleted; it goes after
  `ZHIWEN_TURN_DAYS`.
- `turn_gap` holds what a visitor said, so it lives no longer than their conversation: it goes with it (by the
  reference where the conversation is deleted, by `statements.wipe` where it is cleared), open or closed. What came by
  REST has no conversation here: it goes when its asker has everything forgotten, and after `ZHIWEN_CONVERSATION_DAYS`.
- `turn_closing` holds what an editor wrote when they closed a group, and how many questions of how many people it
  was. It holds no words of visitors, and stays.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import NUMBER, Base, ConversationRow, UtcDateTime


class TurnRow(Base):
    """One finished turn of any channel, for figures.

    `at` is when the reply was ready, `day` the day it was in Zhejiang. `channel`: `web`, `telegram`, `rest`.
    `status`: one of `policies_kb.model.status.Status`; a question of a self-check and its verdict are `self_check`.
    `topic`: of the first fact told, or that the pressed button asks for; where nothing was told, the one that words
    of the message point to; None where there is none, and for small talk and self-checks. `notice`: the first told
    or named, `notices`: how many were told.
    `asking`: a self-check waits for an answer. `verdict`: at the end of a self-check, else None.
    `ms`: milliseconds from the moment the message was taken to the reply; what an earlier gateway had left counts
    from when it was taken up. `degraded`: the dialogue was down: plain search, or unavailable.

    The first index holds all that figures are counted from, so that they are counted without reading a row.
    """

    __tablename__ = "turn_record"
    __table_args__ = (
        Index(
            "ix_turn_record_figures",
            *("day", "status", "channel", "topic", "notice", "verdict", "degraded", "ms", "id"),
        ),
        Index(None, "at"),
    )

    id: Mapped[int] = mapped_column(NUMBER, primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    day: Mapped[dt.date] = mapped_column(Date)
    channel: Mapped[str] = mapped_column(String(10))
    status: Mapped[str] = mapped_column(String(30))
    topic: Mapped[str | None] = mapped_column(String(60))
    notice: Mapped[str | None] = mapped_column(String(60))
    notices: Mapped[int]
    verdict: Mapped[str | None] = mapped_column(String(20))
    asking: Mapped[bool]
    ms: Mapped[int]
    degraded: Mapped[bool]


class ClosingRow(Base):
    """A group of gaps that an editor closed. `reason` is a word of `turn_records.Reason`, `words` is theirs.

    `questions` and `people` are how many it was at that time. Reopened, it goes, and its gaps are open again.
    """

    __tablename__ = "turn_closing"
    __table_args__ = (Index(None, "day"),)

    id: Mapped[int] = mapped_column(NUMBER, primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    day: Mapped[dt.date] = mapped_column(Date)
    by: Mapped[str] = mapped_column(String(100))
    reason: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)
    topic: Mapped[str | None] = mapped_column(String(60))
    notice: Mapped[str | None] = mapped_column(String(60))
    fact: Mapped[str | None] = mapped_column(String(200))
    questions: Mapped[int]
    people: Mapped[int]


class GapRow(Base):
    """One question that was not answered well, or one fact that staff call wrong. `kind`: `turn_records.GapKind`.

    `conversation` and `client` name the message, where the conversation is kept here. `asker` is the same for what
    one person asked and tells nothing else (a keyed hash). `text` (None where staff had no question), `said` (what
    the assistant replied, shortened) and `note` (why the thumb was down, why the fact is wrong) are masked.
    `topic` and `notice` are what it is about, as far as known; `fact` the one told or called wrong. `by`: of the staff.
    """

    __tablename__ = "turn_gap"
    __table_args__ = (
        Index(None, "day"),
        Index(None, "conversation"),
        Index(None, "asker"),
        Index(None, "closing"),
    )

    id: Mapped[int] = mapped_column(NUMBER, primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    day: Mapped[dt.date] = mapped_column(Date)
    channel: Mapped[str] = mapped_column(String(10))
    kind: Mapped[str] = mapped_column(String(20))
    conversation: Mapped[str | None] = mapped_column(ForeignKey(ConversationRow.id, ondelete="CASCADE"))
    client: Mapped[str | None] = mapped_column(String(64))
    asker: Mapped[str] = mapped_column(String(64))
    text: Mapped[str | None] = mapped_column(Text)
    lang: Mapped[str | None] = mapped_column(String(10))
    topic: Mapped[str | None] = mapped_column(String(60))
    notice: Mapped[str | None] = mapped_column(String(60))
    fact: Mapped[str | None] = mapped_column(String(200))
    said: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    by: Mapped[str | None] = mapped_column(String(100))
    closing: Mapped[int | None] = mapped_column(ForeignKey(ClosingRow.id, ondelete="SET NULL"))
