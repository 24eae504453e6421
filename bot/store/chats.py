"""Talks in Telegram: where their replies go, how far they went, what their persons wish."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select, update

from bot.store.engine import Database
from bot.store.statements import insert_or
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
    """All events up to `n` reached the person, and `parts` messages of the next reply."""

    n: int = 0
    parts: int = 0


class Chats:
    """The chats in the gateway's database. Every method raises StoreDown."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def meet(self, conversation: str, chat: int) -> Chat:
        """The chat of a conversation, made at the first meeting; whoever writes has not blocked us (any more)."""
        with self._database.transaction() as session:
            row = session.get(ChatRow, conversation)
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
        """Change what is kept of a chat (`lang`, `amendments`, `photo`, `blocked`)."""
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

    def purge(self, conversation: str) -> None:
        """Delete everything that is held about a conversation and its chat."""
        with self._database.transaction() as session:
            session.execute(delete(ChatRow).where(ChatRow.conversation == conversation))
            session.execute(delete(ConversationRow).where(ConversationRow.id == conversation))
        self._database.let_go_of_pages()

    def delivered(self, conversation: str) -> Delivered:
        """How far the events of a conversation reached the person."""
        with self._database.transaction() as session:
            row = session.get(DeliveryRow, conversation)
            return Delivered(row.n, row.parts) if row else Delivered()

    def deliver(self, conversation: str, so_far: Delivered) -> None:
        """Note how far they went. A conversation that was deleted meanwhile needs no note."""
        with self._database.transaction() as session:
            if session.get(ConversationRow, conversation) is None:
                return
            values = {"n": so_far.n, "parts": so_far.parts}
            row = insert_or(self._database.dialect, DeliveryRow).values(conversation=conversation, **values)
            session.execute(row.on_conflict_do_update(index_elements=["conversation"], set_=values))

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


def _chat(row: ChatRow) -> Chat:
    return Chat(row.conversation, row.chat, row.lang, row.blocked, row.amendments, row.photo)
