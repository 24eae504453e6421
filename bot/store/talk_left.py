"""Messages that a person left unanswered: the assistant answers them, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from bot.store.claims import let_go
from bot.store.records import Kind
from bot.store.tables import ConversationRow, EventRow
from bot.store.talk_tables import LeftRow

#: How the name of a reply begins that a person wrote, and of a notice that one came or went.
#: No message of a visitor is called so: their clients send no colon.
SAID: Final = "staff:"
NOTICE: Final = "notice:"


def unanswered(session: Session, conversation: str) -> tuple[int, ...]:
    """The numbers of the messages that nobody replied to since a person last wrote, in their order."""
    here = EventRow.conversation == conversation
    said = select(func.coalesce(func.max(EventRow.n), 0)).where(here, EventRow.client.startswith(SAID))
    replied = select(EventRow.client).where(here, EventRow.kind == Kind.REPLY)
    found = session.scalars(
        select(EventRow.n)
        .where(
            here,
            EventRow.kind == Kind.MESSAGE,
            EventRow.n > said.scalar_subquery(),
            EventRow.client.not_in(replied),
        )
        .order_by(EventRow.n)
    )
    return tuple(found)


def leave(session: Session, conversation: str, numbers: Sequence[int]) -> None:
    """Have these messages answered by the assistant, in a conversation whose row is locked."""
    if numbers:
        session.execute(insert(LeftRow), [{"conversation": conversation, "n": n} for n in numbers])
        go_on(session, conversation)


def go_on(session: Session, conversation: str) -> None:
    """Nothing is pending any more: the next message that was left is, if there is one."""
    mine = LeftRow.conversation == conversation
    n = session.scalar(select(func.min(LeftRow.n)).where(mine))
    if n is not None:
        session.execute(delete(LeftRow).where(mine, LeftRow.n == n))
        client = session.get_one(EventRow, (conversation, n)).client
        session.execute(
            update(ConversationRow)
            .where(ConversationRow.id == conversation)
            .values(pending=client, **let_go())
        )


def leave_nothing(session: Session, conversation: str) -> None:
    """A person answers from now on."""
    session.execute(delete(LeftRow).where(LeftRow.conversation == conversation))
