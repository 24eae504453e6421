"""Writes down turns and gaps, and lets go of them again. What a visitor said never outlives their conversation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from bot.store.engine import Database
from bot.store.records import Kind
from bot.store.statements import lock, message
from bot.store.tables import ConversationRow, EventRow
from bot.store.turn_records import Gap, GapKind, Said, Turn
from bot.store.turn_tables import GapRow, TurnRow


class TurnLog:
    """The records of turns in the gateway's database. Every method raises StoreDown."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def write(self, turns: Sequence[Turn]) -> None:
        """Add finished turns: all of them, or none."""
        if turns:
            with self._database.transaction() as session:
                session.execute(insert(TurnRow), [asdict(turn) for turn in turns])

    def add(self, gap: Gap) -> bool:
        """Add a gap; False, and nothing added, where what was said has been deleted meanwhile.

        A thumb that went down twice, or a fact called wrong twice by one person for one question, is one gap.
        """
        with self._database.transaction() as session:
            if gap.conversation is not None:
                lock(session, gap.conversation)
                if message(session, gap.conversation, gap.client or "") is None:
                    return False
            _withdraw(session, gap)
            values = asdict(gap)
            del values["id"], values["talk"]
            session.add(GapRow(**values))
            return True

    def withdraw(self, conversation: str, client: str) -> None:
        """The thumb went up after all: the open gap goes."""
        mine = (GapRow.conversation == conversation, GapRow.client == client)
        is_open = (GapRow.kind == GapKind.THUMBS_DOWN, GapRow.closing.is_(None))
        with self._database.transaction() as session:
            session.execute(delete(GapRow).where(*mine, *is_open))

    def exchange(self, conversation: str, client: str) -> tuple[str, list[dict[str, Any]]] | None:
        """A message and the reply to it; None where it is not held."""
        with self._database.transaction() as session:
            asked = message(session, conversation, client)
            reply = session.scalar(
                select(EventRow).where(
                    EventRow.conversation == conversation,
                    EventRow.kind == Kind.REPLY,
                    EventRow.client == client,
                )
            )
            return (asked.body["text"], reply.body["messages"]) if asked and reply else None

    def asked_in(self, handle: str, n: int | None = None) -> Said | None:
        """The visitor's last message (up to event `n`) in the conversation that staff know as `handle`."""
        asked = (
            select(EventRow)
            .join(ConversationRow, ConversationRow.id == EventRow.conversation)
            .where(ConversationRow.handle == handle, EventRow.kind == Kind.MESSAGE)
            .order_by(EventRow.n.desc())
            .limit(1)
        )
        with self._database.transaction() as session:
            row = session.scalar(asked if n is None else asked.where(EventRow.n <= n))
            return None if row is None else Said(row.conversation, row.client or "", row.body["text"])

    def forget_asker(self, asker: str) -> None:
        """Delete what somebody asked whose conversation is not kept here."""
        with self._database.transaction() as session:
            session.execute(delete(GapRow).where(GapRow.asker == asker, GapRow.conversation.is_(None)))
        self._database.let_go_of_pages()

    def forget_before(self, questions: dt.datetime, turns: dt.datetime) -> None:
        """Delete questions of visitors without a conversation, and turns, that are older than that.

        What staff wrote of a fact without a visitor's question stays until it is closed; then it goes like the others.
        """
        alone = GapRow.conversation.is_(None) & (GapRow.at < questions)
        ours = GapRow.by.is_not(None) & GapRow.closing.is_(None)
        with self._database.leisurely() as session:
            session.execute(delete(GapRow).where(alone, ~ours))
            session.execute(delete(TurnRow).where(TurnRow.at < turns))


def _withdraw(session: Session, gap: Gap) -> None:
    """Delete the open gap in the place of which this one comes."""
    same = (
        GapRow.kind == gap.kind,
        GapRow.asker == gap.asker,
        GapRow.conversation.is_not_distinct_from(gap.conversation),
        GapRow.client.is_not_distinct_from(gap.client),
        GapRow.fact.is_not_distinct_from(gap.fact),
        GapRow.closing.is_(None),
    )
    if gap.kind is GapKind.THUMBS_DOWN or gap.kind is GapKind.WRONG_FACT:
        session.execute(delete(GapRow).where(*same))
