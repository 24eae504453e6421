"""Who wishes to hear of amendments, what they were told, and news that are told once for each publication."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.store.engine import Database
from bot.store.pushes import Messages, push
from bot.store.records import Kind
from bot.store.tables import ChatRow, EventRow


@dataclass(frozen=True)
class Informed:
    """What stands in a conversation: ids of facts, and the language of the newest reply that states any.

    The person knows of all amendments up to publication `since`.
    """

    conversation: str
    since: int
    facts: frozenset[str]
    lang: str | None


class Amendments:
    """The wishes to hear of amendments in the gateway's database. Every method raises StoreDown."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def behind(self, publication: int) -> tuple[Informed, ...]:
        """Those who wish it, can be reached, and know of a publication before this one only."""
        with self._database.transaction() as session:
            rows = session.scalars(
                select(ChatRow)
                .where(
                    ChatRow.amendments.is_(True),
                    ChatRow.blocked.is_(False),
                    ChatRow.publication < publication,
                )
                .order_by(ChatRow.conversation)
            )
            return tuple(_informed(session, row.conversation, row.publication or 0) for row in rows)

    def tell(self, informed: Informed, publication: int, messages: Messages) -> bool:
        """Note that they know of it; where there are messages, say so in the conversation.

        False, and nothing said, where somebody else told them meanwhile.
        """
        with self._database.transaction() as session:
            noted = session.scalar(
                update(ChatRow)
                .where(ChatRow.conversation == informed.conversation, ChatRow.publication == informed.since)
                .where(ChatRow.amendments.is_(True))
                .values(publication=publication)
                .returning(ChatRow.conversation)
            )
            if noted is not None and messages:
                push(self._database, session, informed.conversation, f"amended:{publication}", messages)
            return noted is not None


def _informed(session: Session, conversation: str, since: int) -> Informed:
    replies = session.scalars(
        select(EventRow.body)
        .where(EventRow.conversation == conversation, EventRow.kind == Kind.REPLY)
        .order_by(EventRow.n)
    )
    said: list[dict[str, Any]] = [
        answer
        for body in replies
        for message in body["messages"]
        if (answer := (message.get("custom") or {}).get("answer") or {}).get("facts")
    ]
    facts = frozenset(fact for answer in said for fact in answer["facts"])
    return Informed(conversation, since, facts, said[-1].get("lang") if said else None)
