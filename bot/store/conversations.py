"""Conversations: each message taken once, each reply stored once, deletion that is one."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Executable, case, delete, insert, select
from sqlalchemy.orm import Session

from bot.store.claims import Claims, claimed, let_go, may_store
from bot.store.engine import Database, Now, utc_now
from bot.store.records import Accepted, Answer, Kind, Pending, State
from bot.store.statements import (
    as_event,
    ensure,
    is_unanswered,
    lock,
    message,
    new_handle,
    new_sender,
    next_event,
    waiting,
    want,
    wipe,
)
from bot.store.tables import ConversationRow, EventRow, FeedbackRow
from bot.store.talk_left import go_on


class Conversations(Database):
    """A database of conversations. SQLite in a file, or PostgreSQL. Every method raises StoreDown.

    The row of a conversation is written first in each transaction: whoever holds it gives the next event its
    number, so numbers have no gaps and become visible in their order. Several gateways may use one PostgreSQL: who
    takes a message claims it, and only who claims it stores its reply.
    """

    def __init__(self, url: str, now: Now = utc_now) -> None:
        super().__init__(url, now)
        #: The name of this gateway among those that use the same database; a new one after each start.
        self.name = secrets.token_hex(8)
        self._claims = Claims(self, self.name)

    def accept(
        self, conversation: str, client: str, text: str, payload: str | None = None, lang: str | None = None
    ) -> Accepted:
        """Take a message, unless it is known already or another one waits for its reply.

        While a person of the staff holds the conversation it waits for them, and others may follow it.
        `lang` is the language that the person wishes to be answered in, whatever they write in.
        """
        more = {"payload": payload, "lang": lang}
        body = {"text": text} | {name: value for name, value in more.items() if value is not None}
        self._ensure(conversation)
        with self.transaction() as session:
            known = message(session, conversation, client)
            if known is not None:
                return Accepted(Answer.KNOWN, known.n)
            row = session.execute(
                next_event(conversation, self.now())
                .where(ConversationRow.pending.is_(None))
                .values(pending=case((ConversationRow.holder.is_(None), client)), **claimed(self, self.name))
                .returning(ConversationRow.last, ConversationRow.sender, ConversationRow.holder)
                .execution_options(synchronize_session=False)
            ).one_or_none()
            if row is not None:
                n, sender, holder = row
                session.execute(self._event(conversation, n, Kind.MESSAGE, client, body))
                mine = Pending(conversation, sender, client, text, payload, lang) if holder is None else None
                return Accepted(Answer.NEW, n, mine)
        return self._meanwhile(conversation, client)

    def _meanwhile(self, conversation: str, client: str) -> Accepted:
        """Another message is pending; it may be this very one, sent twice at the same time."""
        with self.transaction() as session:
            known = message(session, conversation, client)
            return Accepted(Answer.KNOWN, known.n) if known else Accepted(Answer.BUSY, 0)

    def answer(
        self, conversation: str, client: str, messages: Sequence[Mapping[str, Any]], wants: bool = False
    ) -> int | None:
        """Store the reply to the pending message; None, and nothing stored, where it is pending no more or not ours.

        `wants` notes that the person waits for somebody of the staff.
        """
        with self.transaction() as session:
            n = session.scalar(
                next_event(conversation, self.now())
                .where(ConversationRow.pending == client, may_store(self, self.name))
                .values(pending=None, **let_go())
                .returning(ConversationRow.last)
                .execution_options(synchronize_session=False)
            )
            if n is not None:
                body = {"messages": [dict(message) for message in messages]}
                session.execute(self._event(conversation, n, Kind.REPLY, client, body))
                if wants:
                    session.execute(want(conversation, self.now()))
                go_on(session, conversation)
            return n

    def enter(
        self, conversation: str, client: str, text: str, messages: Sequence[Mapping[str, Any]]
    ) -> Answer:
        """Keep a message together with its reply, which nobody had to be asked for."""
        self._ensure(conversation)
        with self.transaction() as session:
            lock(session, conversation)
            if message(session, conversation, client) is not None:
                return Answer.KNOWN
            if session.get_one(ConversationRow, conversation).pending is not None:
                return Answer.BUSY
            for kind, body in (
                (Kind.MESSAGE, {"text": text}),
                (Kind.REPLY, {"messages": [dict(message) for message in messages]}),
            ):
                n = session.scalar(next_event(conversation, self.now()).returning(ConversationRow.last))
                session.execute(self._event(conversation, n or 0, kind, client, body))
            return Answer.NEW

    def after(self, conversation: str, n: int) -> State:
        """Everything after event `n`. A conversation that is not held is an empty one."""
        with self.transaction() as session:
            row = session.get(ConversationRow, conversation)
            if row is None:
                return State((), 0, None)
            rows = session.scalars(
                select(EventRow)
                .where(EventRow.conversation == conversation, EventRow.n > n, EventRow.n <= row.last)
                .order_by(EventRow.n)
            )
            return State(tuple(as_event(one) for one in rows), row.last, row.pending)

    def pending(self, conversation: str | None = None) -> tuple[Pending, ...]:
        """Every message that waits for its reply, of one conversation or of all, the oldest first."""
        with self.transaction() as session:
            return tuple(
                Pending(
                    row.id,
                    row.sender,
                    event.client or "",
                    event.body["text"],
                    event.body.get("payload"),
                    event.body.get("lang"),
                )
                for row, event in session.execute(waiting(conversation))
            )

    def take_up(self, conversation: str | None = None) -> tuple[Pending, ...]:
        """Those that wait and are answered by nobody else: from now on they are to be answered here."""
        if self.is_alone:
            return self.pending(conversation)
        mine = self._claims.take(conversation)
        return tuple(one for name in mine for one in self.pending(name))

    def still_answering(self, conversations: Collection[str]) -> None:
        """A sign of life: what waits in these is being answered here."""
        self._claims.renew(conversations)

    def let_go(self) -> None:
        """Nothing is being answered here any more."""
        self._claims.release()

    def judge(self, conversation: str, client: str, good: bool, reason: str | None) -> bool:
        """Keep an opinion on the reply to a message; False where there is no such reply."""
        with self.transaction() as session:
            lock(session, conversation)
            replied = select(EventRow.n).where(
                EventRow.conversation == conversation,
                EventRow.kind == Kind.REPLY,
                EventRow.client == client,
            )
            if session.scalar(replied) is None:
                return False
            session.merge(
                FeedbackRow(conversation=conversation, client=client, good=good, reason=reason, at=self.now())
            )
            if not good:
                session.execute(want(conversation, self.now()))
            return True

    def clear(
        self,
        conversation: str,
        client: str | None = None,
        farewell: Sequence[Mapping[str, Any]] = (),
        *,
        as_reply: bool = False,
    ) -> str | None:
        """Delete all that was said; returns the name by which Rasa knew the conversation, None if not held.

        What remains is the event «cleared», so that every tab learns of it, and `farewell` as a reply to `client`.
        From now on Rasa will know the conversation by another name. `as_reply`: only where the message still waits
        for it and nobody else has it answered; None, and nothing deleted, elsewhere.
        """
        with self.transaction() as session:
            lock(session, conversation)
            row = session.get(ConversationRow, conversation)
            if row is None or (as_reply and not self._may_forget(session, row, client or "")):
                return None
            sender, n = row.sender, row.last + 1
            wipe(session, conversation)
            session.execute(self._event(conversation, n, Kind.CLEARED, None, {}))
            if farewell:
                n += 1
                body = {"messages": [dict(message) for message in farewell]}
                session.execute(self._event(conversation, n, Kind.REPLY, client, body))
            row.sender, row.pending, row.last, row.touched_at = new_sender(), None, n, self.now()
            row.handle, row.holder, row.wants_at = new_handle(), None, None
            row.worker = row.worked_until = None
        self.let_go_of_pages()
        return sender

    def _may_forget(self, session: Session, row: ConversationRow, client: str) -> bool:
        """Whether a wish to be forgotten is ours to carry out: as `may_store`, of a row that is held.

        Also one that waits no more since a person answers in place of the assistant: a wish like that is not lost.
        """
        if row.worker not in (None, self.name) or row.pending not in (None, client):
            return False
        return row.pending == client or is_unanswered(session, row.id, client)

    def delete_before(self, moment: dt.datetime) -> int:
        """Delete every conversation in which nothing was said since `moment`; returns how many."""
        with self.leisurely() as session:
            gone = delete(ConversationRow).where(ConversationRow.touched_at < moment)
            count = len(session.scalars(gone.returning(ConversationRow.id)).all())
        if count:
            self.let_go_of_pages()
        return count

    def _ensure(self, conversation: str) -> None:
        with self.transaction() as session:
            if session.get(ConversationRow, conversation) is None:
                session.execute(ensure(self.dialect, conversation, self.now()))

    def _event(
        self, conversation: str, n: int, kind: Kind, client: str | None, body: Mapping[str, Any]
    ) -> Executable:
        return insert(EventRow).values(
            conversation=conversation, n=n, kind=kind, client=client, body=dict(body), at=self.now()
        )
