"""What staff write for themselves: notes about a conversation, and replies that are ready to be sent."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from bot.store.engine import Database
from bot.store.statements import locked
from bot.store.tables import ConversationRow
from bot.store.talk_tables import NoteRow, ReadyReplyRow


class TitleTaken(Exception):
    """There is a ready-made reply with this title."""


@dataclass(frozen=True)
class Note:
    """A note about a conversation, which the visitor never sees."""

    id: int
    by: str
    text: str
    at: dt.datetime


@dataclass(frozen=True)
class ReadyReply:
    """A reply that is ready to be sent."""

    id: int
    title: str
    text: str
    by: str
    at: dt.datetime


class TalkTexts:
    """Notes and ready-made replies in the gateway's database. Methods raise StoreDown."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def notes(self, handle: str) -> tuple[Note, ...]:
        """The notes about a conversation, the oldest first."""
        wanted = (
            select(NoteRow)
            .join(ConversationRow, ConversationRow.id == NoteRow.conversation)
            .where(ConversationRow.handle == handle)
            .order_by(NoteRow.id)
        )
        with self._database.transaction() as session:
            return tuple(Note(row.id, row.by, row.text, row.at) for row in session.scalars(wanted))

    def note(self, handle: str, by: str, text: str) -> bool:
        """Write one down; False where there is no such conversation (any more)."""
        with self._database.transaction() as session:
            row = locked(session, handle)
            if row is None:
                return False
            session.add(NoteRow(conversation=row.id, by=by, text=text, at=self._database.now()))
            return True

    def drop_note(self, handle: str, note: int, by: str | None) -> bool:
        """Delete a note, of anybody or only of `by`; False where there is none."""
        here = select(ConversationRow.id).where(ConversationRow.handle == handle)
        gone = delete(NoteRow).where(NoteRow.id == note, NoteRow.conversation.in_(here))
        if by is not None:
            gone = gone.where(NoteRow.by == by)
        with self._database.transaction() as session:
            found = session.scalar(gone.returning(NoteRow.id)) is not None
        self._database.let_go_of_pages()
        return found

    def ready(self) -> tuple[ReadyReply, ...]:
        """The replies that are ready, by title."""
        with self._database.transaction() as session:
            rows = session.scalars(select(ReadyReplyRow).order_by(ReadyReplyRow.title))
            return tuple(ReadyReply(row.id, row.title, row.text, row.by, row.at) for row in rows)

    def save(self, number: int | None, title: str, text: str, by: str) -> bool:
        """Make one ready, or change it; False where it is no longer there. Raises TitleTaken."""
        values = {"title": title, "text": text, "by": by, "at": self._database.now()}
        with self._database.transaction() as session:
            taken = select(ReadyReplyRow.id).where(
                ReadyReplyRow.title == title, ReadyReplyRow.id != (number or 0)
            )
            if session.scalar(taken) is not None:
                raise TitleTaken(title)
            try:
                if number is None:
                    session.add(ReadyReplyRow(**values))
                    session.flush()
                    return True
                changed = update(ReadyReplyRow).where(ReadyReplyRow.id == number).values(**values)
                return session.scalar(changed.returning(ReadyReplyRow.id)) is not None
            except IntegrityError as error:  # somebody else was as quick
                raise TitleTaken(title) from error

    def drop(self, number: int) -> str | None:
        """Delete one; returns its title, None where it was gone already."""
        gone = delete(ReadyReplyRow).where(ReadyReplyRow.id == number).returning(ReadyReplyRow.title)
        with self._database.transaction() as session:
            return session.scalar(gone)
