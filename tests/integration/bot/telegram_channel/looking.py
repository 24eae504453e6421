"""What tests of the channel look at beside the chats: the gateway's store, how Telegram stands, the store gone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from sqlalchemy.orm import Session

from bot import keys
from bot.store import StoreDown, Updates
from bot.store.engine import Database
from tests.integration.bot.conftest import Client
from tests.telegram.botapi import BotApi, Person, Sent
from tests.telegram.botapi.record import InChat

#: Seconds within which everything here happens, also where several tests share a processor.
WITHIN = 60.0


async def until(is_so: Callable[[], bool]) -> None:
    """Wait for what tells nobody that it happened."""
    async with asyncio.timeout(WITHIN):
        while not is_so():
            await asyncio.sleep(0.01)


async def plain(api: BotApi, chat: InChat, count: int) -> list[str]:
    """The texts sent to a chat, once they are so many."""
    return texts(await api.wait_for(chat, count, WITHIN))


def texts(sent: list[Sent]) -> list[str]:
    """What people read."""
    return [one.plain for one in sent]


def waiting(gateway: Client) -> list[int]:
    """The numbers of the updates that a gateway has taken and not dealt with."""
    return [number for number, _ in Updates(gateway.app[keys.STORE]).waiting()]


async def all_dealt_with(gateway: Client) -> None:
    """Return when nothing waits."""
    await until(lambda: not waiting(gateway))


async def all_that_came(api: BotApi, chat: Person) -> list[str]:
    """What a chat holds, once something asked now was answered too: whatever was due before has come by then."""
    last = "答：还在吗"
    chat.says("还在吗")
    await until(lambda: last in texts(api.sent(chat)))
    found = texts(api.sent(chat))
    assert found[-1] == last
    return found[:-1]


class Switch:
    """The database of conversations, which the test switches off and on."""

    def __init__(self) -> None:
        self.is_down = False
        self.refused = 0


def switched(monkeypatch: pytest.MonkeyPatch) -> Switch:
    """A switch for every store of this test."""
    switch, real = Switch(), Database.transaction

    @contextmanager
    def transaction(database: Database) -> Iterator[Session]:
        if switch.is_down:
            switch.refused += 1
            raise StoreDown("OperationalError")
        whole: AbstractContextManager[Session] = real(database)
        with whole as session:
            yield session

    monkeypatch.setattr(Database, "transaction", transaction)
    return switch
