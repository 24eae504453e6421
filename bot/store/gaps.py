"""Reads what could not be answered, closes groups of it and opens them again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import replace
from typing import Final

from sqlalchemy import ColumnElement, Select, delete, select, update
from sqlalchemy.orm import Session

from bot.store.engine import Database
from bot.store.staff_audit import append
from bot.store.staff_records import Action, Actor
from bot.store.tables import ConversationRow
from bot.store.turn_records import Closing, Gap, GapKind, Reason, Wanted
from bot.store.turn_tables import ClosingRow, GapRow

#: What the audit log calls them.
_TARGET: Final = "gaps"


class Gaps:
    """The gaps in the gateway's database. Every method raises StoreDown."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, wanted: Wanted, most: int) -> tuple[Gap, ...]:
        """The newest so many that are open."""
        rows = _rows().where(GapRow.closing.is_(None), *_conditions(wanted)).limit(most)
        with self._database.transaction() as session:
            return tuple(_as_gap(row, talk) for row, talk in session.execute(rows))

    def closed(self, wanted: Wanted, most: int) -> tuple[tuple[Closing, tuple[Gap, ...]], ...]:
        """The newest so many closings, each with the questions of it that are still held.

        With a kind or a channel wanted, only those of which such questions are still held; `since` is when it was
        closed.
        """
        closings = select(ClosingRow).order_by(ClosingRow.id.desc()).limit(most)
        if wanted.topic is not None:
            closings = closings.where(ClosingRow.topic == wanted.topic)
        if wanted.since is not None:
            closings = closings.where(ClosingRow.day >= wanted.since)
        if wanted.kinds or wanted.channel:
            asked = replace(wanted, since=None, topic=None)
            held = select(GapRow.closing).where(GapRow.closing.is_not(None), *_conditions(asked))
            closings = closings.where(ClosingRow.id.in_(held))
        with self._database.transaction() as session:
            found = {row.id: _as_closing(row) for row in session.scalars(closings)}
            rows = _rows().where(GapRow.closing.in_(found))
            gaps = [_as_gap(row, talk) for row, talk in session.execute(rows)]
            return tuple((one, tuple(gap for gap in gaps if gap.closing == one.id)) for one in found.values())

    def close(
        self, ids: Collection[int], reason: Reason, words: str, day: dt.date, by: Actor
    ) -> Closing | None:
        """Close those of them that are open, as one group, on that day; None where none is. It is audited."""
        now = self._database.now()
        with self._database.transaction() as session:
            closing = ClosingRow(
                at=now, day=day, by=by.name, reason=reason, words=words, questions=0, people=0
            )
            session.add(closing)
            session.flush()
            taken = update(GapRow).where(GapRow.id.in_(ids), GapRow.closing.is_(None))
            session.execute(taken.values(closing=closing.id).execution_options(synchronize_session=False))
            gaps = _of(session, closing.id)
            if not gaps:
                session.delete(closing)
                return None
            closing.questions, closing.people = len(gaps), len({gap.asker for gap in gaps})
            closing.topic, closing.notice, closing.fact = (
                _shared(gaps, field) for field in ("topic", "notice", "fact")
            )
            detail = {"closed": len(gaps), "closing": closing.id, "reason": reason.value}
            append(session, now, by, Action.CHANGE, _TARGET, detail)
            session.flush()
            return _as_closing(closing)

    def reopen(self, closing: int, by: Actor) -> bool:
        """Open the questions of a closing that are still held; False where there is no such. It is audited."""
        with self._database.transaction() as session:
            row = session.get(ClosingRow, closing)
            if row is None:
                return False
            detail = {"reopened": closing}
            append(session, self._database.now(), by, Action.CHANGE, _TARGET, detail)
            session.execute(update(GapRow).where(GapRow.closing == closing).values(closing=None))
            session.execute(delete(ClosingRow).where(ClosingRow.id == closing))
            return True


def _rows() -> Select[GapRow, str | None]:
    """Gaps, the newest first, each with the name by which staff know its conversation."""
    return (
        select(GapRow, ConversationRow.handle)
        .outerjoin(ConversationRow, ConversationRow.id == GapRow.conversation)
        .order_by(GapRow.id.desc())
    )


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.kinds:
        found.append(GapRow.kind.in_(wanted.kinds))
    if wanted.channel is not None:
        found.append(GapRow.channel == wanted.channel)
    if wanted.topic is not None:
        found.append(GapRow.topic == wanted.topic)
    if wanted.since is not None:
        found.append(GapRow.day >= wanted.since)
    return found


def _of(session: Session, closing: int) -> list[GapRow]:
    return list(session.scalars(select(GapRow).where(GapRow.closing == closing)))


def _shared(gaps: Collection[GapRow], field: str) -> str | None:
    """What all of them have in that field; None where they differ."""
    values = {getattr(gap, field) for gap in gaps}
    return values.pop() if len(values) == 1 else None


def _as_gap(row: GapRow, talk: str | None) -> Gap:
    return Gap(
        at=row.at,
        day=row.day,
        channel=row.channel,
        kind=GapKind(row.kind),
        asker=row.asker,
        text=row.text,
        conversation=row.conversation,
        client=row.client,
        lang=row.lang,
        topic=row.topic,
        notice=row.notice,
        fact=row.fact,
        said=row.said,
        note=row.note,
        by=row.by,
        closing=row.closing,
        id=row.id,
        talk=talk,
    )


def _as_closing(row: ClosingRow) -> Closing:
    return Closing(
        id=row.id,
        at=row.at,
        by=row.by,
        reason=Reason(row.reason),
        words=row.words,
        topic=row.topic,
        notice=row.notice,
        fact=row.fact,
        questions=row.questions,
        people=row.people,
    )
