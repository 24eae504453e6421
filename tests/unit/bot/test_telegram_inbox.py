"""The queue of what came in: each chat in its order and by itself, chats in turns, nothing lost."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
import telegram
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import NetworkError

from bot.store import Database, StoreDown, Updates
from bot.telegram.inbox import Inbox
from bot.telegram.incoming import Incoming, What

#: Seconds that nothing here takes.
LONG = 20


class Kept(Updates):
    """A store that keeps updates in memory, and that can be down."""

    def __init__(self) -> None:
        super().__init__(Database("sqlite://"))
        self.rows: dict[int, tuple[int, Mapping[str, Any] | None]] = {}
        self.is_down = False

    def receive(self, number: int, chat: int, body: Mapping[str, Any]) -> bool:
        """As the real one."""
        self._answer()
        known = number in self.rows
        self.rows.setdefault(number, (chat, body))
        return not known

    def received(self, number: int) -> Mapping[str, Any] | None:
        """As the real one."""
        self._answer()
        return self.rows[number][1]

    def waiting(self) -> tuple[tuple[int, int], ...]:
        """As the real one."""
        self._answer()
        return tuple((number, chat) for number, (chat, body) in sorted(self.rows.items()) if body)

    def finish(self, number: int) -> None:
        """As the real one."""
        self._answer()
        self.rows[number] = (self.rows[number][0], None)

    def _answer(self) -> None:
        if self.is_down:
            raise StoreDown("OperationalError")


def update(number: int, chat: int) -> telegram.Update:
    """A message."""
    where = telegram.Chat(chat, "private")
    message = telegram.Message(number, dt.datetime(2031, 5, 1, tzinfo=dt.UTC), where, text=f"问{number}")
    return telegram.Update(number, message=message)


def read(one: telegram.Update) -> Incoming:
    """The message, reduced."""
    assert one.message
    return Incoming(What.TEXT, one.update_id, one.message.chat.id, text=one.message.text or "")


def opened(store: Kept, at_once: int = 4) -> Inbox:
    """An inbox on a store."""
    inbox = Inbox(store, at_once)
    inbox.read = read
    return inbox


async def taken(inbox: Inbox) -> Incoming:
    """What comes out next."""
    async with asyncio.timeout(LONG):
        found = await inbox.get()
    assert isinstance(found, Incoming)
    return found


@dataclass
class Model:
    """What must be: who waits where, who is being dealt with, and whose turn it is at the latest."""

    at_once: int
    waiting: dict[int, set[int]] = field(default_factory=dict)
    busy: dict[int, int] = field(default_factory=dict)
    #: For each chat that waits and is free, the chats that were given out meanwhile.
    passed: dict[int, list[int]] = field(default_factory=dict)

    def put(self, number: int, chat: int) -> None:
        """It waits."""
        self.waiting.setdefault(chat, set()).add(number)
        if chat not in self.busy:
            self.passed.setdefault(chat, [])

    def has_next(self) -> bool:
        """Whether something can come out."""
        return bool(self.passed) and len(self.busy) < self.at_once

    def check(self, one: Incoming) -> None:
        """What came out is the first of a chat that was free, and nobody was passed over twice for the same chat."""
        assert one.chat not in self.busy
        assert one.number == min(self.waiting[one.chat])
        self.waiting[one.chat].discard(one.number)
        self.busy[one.chat] = one.number
        del self.passed[one.chat]
        for others in self.passed.values():
            assert one.chat not in others
            others.append(one.chat)

    def settle(self, chat: int) -> None:
        """The chat is free again."""
        del self.busy[chat]
        if self.waiting[chat]:
            self.passed[chat] = []


# What happens next: something of a chat comes (its number from a shuffled pack), the next is taken, one is done with.
steps = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.integers(1, 4)),
        st.tuples(st.just("get"), st.just(0)),
        st.tuples(st.just("settle"), st.integers(0, 3)),
    ),
    max_size=60,
)


@given(steps=steps, numbers=st.permutations(range(1, 61)), at_once=st.integers(1, 4))
def test_whatever_comes_in_between(steps: list[tuple[str, int]], numbers: list[int], at_once: int) -> None:
    """Each chat by its numbers that waited together, one thing of a chat at a time, in turns; none lost or doubled."""
    asyncio.run(play(steps, numbers, at_once))


async def play(steps: list[tuple[str, int]], numbers: list[int], at_once: int) -> None:
    """Do the steps that can be done, then take out all that is left."""
    store, model, pack = Kept(), Model(at_once), iter(numbers)
    inbox, came, gone = opened(store, at_once), list[int](), list[int]()

    async def take() -> None:
        one = await taken(inbox)
        model.check(one)
        gone.append(one.number)

    async def settle(chat: int) -> None:
        store.finish(model.busy[chat])
        model.settle(chat)
        await inbox.settle(chat)
        inbox.task_done()

    for what, which in steps:
        if what == "put":
            came.append(next(pack))
            model.put(came[-1], which)
            await inbox.put(update(came[-1], which))
        elif what == "get" and model.has_next():
            await take()
        elif what == "settle" and model.busy:
            await settle(sorted(model.busy)[which % len(model.busy)])
    while model.passed or model.busy:
        await take() if model.has_next() else await settle(min(model.busy))
    assert sorted(gone) == sorted(came)
    assert store.waiting() == ()


async def test_the_same_update_twice() -> None:
    """Is dealt with once, whenever it comes again."""
    store = Kept()
    inbox = opened(store)
    for number in (1, 1, 2):
        await inbox.put(update(number, 5))
    found = []
    while store.waiting():
        async with asyncio.timeout(LONG):
            one = await inbox.get()
        if isinstance(one, Incoming):
            found.append(one.number)
            await inbox.put(update(one.number, 5))
            store.finish(one.number)
            await inbox.put(update(one.number, 5))
        await inbox.settle(5)
    assert found == [1, 2]


async def test_what_was_stored_although_the_store_said_it_was_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its answer may be lost: what Telegram brings again then is dealt with, not taken for known."""
    store = Kept()
    inbox, real = opened(store), store.receive

    def lost(number: int, chat: int, body: Mapping[str, Any]) -> bool:
        real(number, chat, body)
        raise StoreDown("OperationalError")

    monkeypatch.setattr(store, "receive", lost)
    with pytest.raises(NetworkError):
        await inbox.put(update(1, 5))
    monkeypatch.setattr(store, "receive", real)
    await inbox.put(update(1, 5))
    assert (await taken(inbox)).number == 1


async def test_what_an_earlier_process_left_comes_first() -> None:
    """In its order, without what it had dealt with, and once although something came meanwhile."""
    store = Kept()
    before = opened(store)
    for number in (3, 1, 2):
        await before.put(update(number, 5))
    store.finish(2)
    inbox = opened(store)
    await inbox.put(update(4, 5))
    await inbox.take_up()
    found = []
    for _ in range(3):
        found.append((await taken(inbox)).number)
        store.finish(found[-1])
        await inbox.settle(5)
    assert sorted(found) == [1, 3, 4]
    assert found.index(1) < found.index(3)


async def test_what_cannot_be_stored_is_not_taken() -> None:
    """Telegram has to hear of it, and brings it again."""
    store = Kept()
    inbox = opened(store)
    store.is_down = True
    with pytest.raises(NetworkError):
        await inbox.put(update(1, 5))
    store.is_down = False
    await inbox.put(update(1, 5))
    assert (await taken(inbox)).number == 1


async def test_what_is_no_update_comes_before_all_others() -> None:
    """python-telegram-bot puts its sign to stop into the queue; a flood must not hold it up."""
    inbox, sign = opened(Kept()), object()
    await inbox.put(update(1, 5))
    await inbox.put(sign)
    assert await inbox.get() is sign


async def test_the_sign_to_stop_comes_although_the_store_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits for the store would else never end; the update is still there for the next start."""
    monkeypatch.setattr("bot.telegram.inbox._AGAIN", 0.01)
    store, sign = Kept(), object()
    inbox = opened(store)
    await inbox.put(update(1, 5))
    store.is_down = True
    waiting = asyncio.create_task(inbox.get())
    await asyncio.sleep(0)
    await inbox.put(sign)
    async with asyncio.timeout(LONG):
        assert (await waiting) is sign
        inbox.task_done()
        await inbox.join()
    store.is_down = False
    assert [number for number, _ in store.waiting()] == [1]


async def test_joining_waits_for_what_is_dealt_with_and_not_for_what_waits() -> None:
    """So that the gateway stops in the middle of a flood."""
    inbox = opened(Kept())
    for number in (1, 2):
        await inbox.put(update(number, 5))
    await taken(inbox)
    joining = asyncio.create_task(inbox.join())
    await asyncio.sleep(0)
    assert not joining.done()
    await inbox.settle(5)
    inbox.task_done()
    async with asyncio.timeout(LONG):
        await joining
