"""Talks in Telegram: where their replies go, how far they went, what their persons wish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from bot.store.engine import Database
from bot.store.statements import insert_or, lock
from bot.store.tables import ChatRow, ConversationRow, DeliveryRow, SubscriptionRow


@dataclass(frozen=True)
class Chat:
    """A talk: of which conversation, in which chat, and what its person wishes."""

    conversation: str
    chat: int
    lang: str | None
    blocked: bool
    amendments: bool
    photo: str | None


@dataclass(frozen=True)
class Delivered:
    """All events up to `n` reached the person, and `parts` messages of the next reply.

    `message` is the number that Telegram gave to the last message. `sending` is set while the next one is on its way,
    and stays where nobody knows whether it arrived: the newest number of a message that was known before.
    """

    n: int = 0
    parts: int = 0
    message: int | None = None
    sending: int | None = None


class Chats:
    """The chats in the gateway's database. Every method raises StoreDown."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def meet(self, conversation: str, chat: int) -> Chat:
        """The chat of a conversation, made at the first meeting; whoever writes has not blocked us (any more).

        In a group that moved here the person goes on with the conversation that they had before.
        """
        with self._database.transaction() as session:
            row = session.get(ChatRow, conversation) or _moved(session, conversation, chat)
            conversation = row.conversation if row else conversation
            if row is None or row.blocked or row.chat != chat:
                fresh = insert_or(self._database.dialect, ChatRow).values(
                    conversation=conversation, chat=chat, blocked=False, amendments=False
                )
                session.execute(
                    fresh.on_conflict_do_update(
                        index_elements=["conversation"], set_={"blocked": False, "chat": chat}
                    )
                )
                session.expire_all()
                row = session.get_one(ChatRow, conversation)
            return _chat(row)

    def chat(self, conversation: str) -> Chat | None:
        """The chat of a conversation; None where it is no conversation of Telegram."""
        with self._database.transaction() as session:
            row = session.get(ChatRow, conversation)
            return _chat(row) if row else None

    def wish(self, conversation: str, **wishes: Any) -> None:
        """Change what is kept of a chat (`lang`, `amendments` with `publication`, `photo`)."""
        with self._database.transaction() as session:
            session.execute(update(ChatRow).where(ChatRow.conversation == conversation).values(**wishes))

    def block(self, chat: int) -> None:
        """Nothing can be sent to a chat any more, so nobody there is to be reminded either."""
        with self._database.transaction() as session:
            session.execute(update(ChatRow).where(ChatRow.chat == chat).values(blocked=True))
            theirs = select(ChatRow.conversation).where(ChatRow.chat == chat)
            session.execute(delete(SubscriptionRow).where(SubscriptionRow.conversation.in_(theirs)))

    def move(self, chat: int, to: int) -> None:
        """A group became a supergroup and has another number now."""
        with self._database.transaction() as session:
            session.execute(update(ChatRow).where(ChatRow.chat == chat).values(chat=to))

    def purge(self, conversation: str, last: int) -> None:
        """Delete a conversation and its chat, unless something was said in it since event `last`."""
        with self._database.transaction() as session:
            lock(session, conversation)
            row = session.get(ConversationRow, conversation)
            if row is not None and (row.last != last or row.pending is not None):
                return
            session.execute(delete(ChatRow).where(ChatRow.conversation == conversation))
            session.execute(delete(ConversationRow).where(ConversationRow.id == conversation))
        self._database.let_go_of_pages()

    def delivered(self, conversation: str) -> Delivered:
        """How far the events of a conversation reached the person."""
        with self._database.transaction() as session:
            row = session.get(DeliveryRow, conversation)
            return Delivered(row.n, row.parts, row.message, row.sending) if row else Delivered()

    def last_messages(self) -> tuple[tuple[int, int], ...]:
        """For each chat the newest number that Telegram gave to a message of ours, as far as it is kept."""
        newest = func.max(DeliveryRow.message)
        with self._database.transaction() as session:
            rows = session.execute(
                select(ChatRow.chat, newest)
                .join(DeliveryRow, DeliveryRow.conversation == ChatRow.conversation)
                .group_by(ChatRow.chat)
            )
            return tuple((chat, message) for chat, message in rows if message is not None)

    def deliver(self, conversation: str, so_far: Delivered) -> None:
        """Note how far a conversation went. One that was deleted meanwhile needs no note."""
        self.deliver_all({conversation: so_far})

    def deliver_all(self, notes: Mapping[str, Delivered]) -> None:
        """Note how far several conversations went, all at once."""
        with self._database.hurried() as session:
            held = session.scalars(select(ConversationRow.id).where(ConversationRow.id.in_(notes))).all()
            rows = [{"conversation": one, **asdict(notes[one])} for one in held]
            if rows:
                row = insert_or(self._database.dialect, DeliveryRow)
                news: dict[str, Any] = {name: row.excluded[name] for name in ("n", "parts", "sending")}
                news["message"] = func.coalesce(row.excluded.message, DeliveryRow.message)
                session.execute(row.on_conflict_do_update(index_elements=["conversation"], set_=news), rows)

    def undelivered(self) -> tuple[str, ...]:
        """The conversations of Telegram in which something did not reach the person yet."""
        with self._database.transaction() as session:
            found = session.scalars(
                select(ChatRow.conversation)
                .join(ConversationRow, ConversationRow.id == ChatRow.conversation)
                .outerjoin(DeliveryRow, DeliveryRow.conversation == ChatRow.conversation)
                .where(ChatRow.blocked.is_(False), ConversationRow.last > func.coalesce(DeliveryRow.n, 0))
            )
            return tuple(found)


def _moved(session: Session, conversation: str, chat: int) -> ChatRow | None:
    """What a person of a group was known as before it got another number; None where there is no such."""
    _, in_group, person = conversation.partition(".")
    same = ChatRow.conversation.endswith(f".{person}")
    return session.scalar(select(ChatRow).where(ChatRow.chat == chat, same).limit(1)) if in_group else None


def _chat(row: ChatRow) -> Chat:
    return Chat(row.conversation, row.chat, row.lang, row.blocked, row.amendments, row.photo)
