"""The store of conversations, on SQLite and on PostgreSQL."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text, update

from bot.store import Answer, Conversations, Kind, StoreDown
from bot.store.tables import Base, ConversationRow

NOW = dt.datetime(2031, 5, 1, 8, tzinfo=dt.UTC)
HI = [{"text": "好"}]


@pytest.fixture
def now() -> list[dt.datetime]:
    """The time, to be moved."""
    return [NOW]


@pytest.fixture
def store(url: str, now: list[dt.datetime]) -> Iterator[Conversations]:
    """An open store."""
    made = Conversations(url, lambda: now[0])
    made.open()
    yield made
    made.close()


def at_once(count: int, work: Callable[[int], object]) -> list[object]:
    """Do the work in so many threads that start together."""
    ready = threading.Barrier(count)

    def one(number: int) -> object:
        ready.wait()
        return work(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_migrations_make_what_the_code_reads(url: str, store: Conversations) -> None:
    """Nothing to add, nothing left over; and opening again changes nothing."""
    store.open()
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": "web_alembic_version"})
        assert compare_metadata(context, Base.metadata) == []
        assert set(inspect(connection).get_table_names()) == {*Base.metadata.tables, "web_alembic_version"}
    engine.dispose()


def test_gateways_that_start_together_migrate_once(url: str) -> None:
    """None fails."""
    stores = [Conversations(url) for _ in range(4)]
    at_once(4, lambda number: stores[number].open())
    assert stores[0].after("a", 0).last == 0
    for one in stores:
        one.close()


def test_a_message_is_taken_once(store: Conversations) -> None:
    """Also when it comes again after its reply."""
    assert store.accept("a", "c1", "问").answer is Answer.NEW
    assert (store.accept("a", "c1", "问").answer, store.accept("a", "c1", "问").n) == (Answer.KNOWN, 1)
    store.answer("a", "c1", HI)
    assert (store.accept("a", "c1", "问").answer, store.accept("a", "c1", "问").n) == (Answer.KNOWN, 1)
    assert [(one.n, one.kind) for one in store.after("a", 0).events] == [(1, Kind.MESSAGE), (2, Kind.REPLY)]


def test_of_two_messages_at_once_one_waits(store: Conversations) -> None:
    """And the same message sent twice at once is one, also the first of a conversation."""
    answers = at_once(8, lambda number: store.accept("a", f"c{number % 2}", "问").answer)
    assert answers.count(Answer.NEW) == 1
    assert store.after("a", 0).last == 1
    assert len(store.pending()) == 1


def test_a_reply_is_stored_once(store: Conversations) -> None:
    """However many bring one."""
    store.accept("a", "c1", "问")
    assert sorted(at_once(6, lambda _: store.answer("a", "c1", HI) or 0)) == [0] * 5 + [2]  # type: ignore[type-var]


def test_numbers_have_no_gaps_and_come_in_order(store: Conversations) -> None:
    """Many conversations at once."""

    def talk(number: int) -> list[int]:
        for turn in range(5):
            store.accept(f"a{number}", f"c{turn}", "问")
            store.answer(f"a{number}", f"c{turn}", HI)
        return [one.n for one in store.after(f"a{number}", 0).events]

    assert at_once(5, talk) == [list(range(1, 11))] * 5


def test_what_comes_after(store: Conversations) -> None:
    """Only what is newer, with the newest number of all."""
    store.accept("a", "c1", "问", '/inform{"answer":"是"}')
    store.answer("a", "c1", HI)
    state = store.after("a", 1)
    assert [(one.n, one.client, one.body, one.at) for one in state.events] == [
        (2, "c1", {"messages": HI}, NOW)
    ]
    assert (state.last, state.pending) == (2, None)
    assert store.after("a", 0).events[0].body == {"text": "问", "payload": '/inform{"answer":"是"}'}


def test_what_waits_survives(url: str, store: Conversations) -> None:
    """Another gateway finds it, with all that is needed to answer it."""
    store.accept("a", "c1", "问", "/ask_fee")
    store.accept("b", "c1", "答")
    store.answer("b", "c1", HI)
    store.close()
    other = Conversations(url)
    (found,) = other.pending()
    other.close()
    assert (found.conversation, found.client, found.text, found.payload) == ("a", "c1", "问", "/ask_fee")


def test_clearing_leaves_a_mark_and_nothing_else(store: Conversations) -> None:
    """Rasa knows the conversation by another name from now on; a reply on its way is dropped."""
    store.accept("a", "c1", "问")
    store.answer("a", "c1", HI)
    store.judge("a", "c1", good=True, reason="清楚")
    store.accept("a", "c2", "再问")
    before = store.pending()[0].sender
    assert store.clear("a") == before
    assert store.answer("a", "c2", HI) is None
    state = store.after("a", 0)
    assert [(one.n, one.kind, one.client, one.body) for one in state.events] == [(4, Kind.CLEARED, None, {})]
    store.accept("a", "c3", "新的")
    assert store.pending()[0].sender != before


def test_a_farewell_follows_the_mark(store: Conversations) -> None:
    """So that a person who asked to be forgotten reads that it was done."""
    store.accept("a", "c1", "删除我的记录")
    store.clear("a", "c1", HI)
    state = store.after("a", 0)
    assert [(one.n, one.kind, one.client) for one in state.events] == [
        (2, Kind.CLEARED, None),
        (3, Kind.REPLY, "c1"),
    ]
    assert state.pending is None


def test_a_farewell_that_is_a_reply_is_given_once(store: Conversations) -> None:
    """The second one, of whoever was late, leaves alone what is said since."""
    store.accept("a", "c1", "删除我的记录")
    assert store.clear("a", "c1", HI, as_reply=True) is not None
    store.accept("a", "c2", "新的")
    assert store.clear("a", "c1", HI, as_reply=True) is None
    assert [(one.kind, one.client) for one in store.after("a", 3).events] == [(Kind.MESSAGE, "c2")]
    assert store.answer("a", "c2", HI) == 5
    assert store.clear("a", "c1", HI, as_reply=True) is None
    assert store.after("a", 0).last == 5


def test_a_farewell_is_no_reply_to_what_was_answered(store: Conversations) -> None:
    """Nothing is deleted for a message that is not held, or has its reply."""
    assert store.clear("a", "c1", HI, as_reply=True) is None
    store.accept("a", "c1", "问")
    store.answer("a", "c1", HI)
    assert store.clear("a", "c1", HI, as_reply=True) is None
    assert [one.kind for one in store.after("a", 0).events] == [Kind.MESSAGE, Kind.REPLY]


def test_who_is_answered_by_a_person_meanwhile_is_forgotten_all_the_same(store: Conversations) -> None:
    """The message waits no more, yet nobody replied to it."""
    store.accept("a", "c1", "删除我的记录")
    with store.transaction() as session:
        session.execute(update(ConversationRow).values(pending=None))
    assert store.clear("a", "c1", HI, as_reply=True) is not None
    assert [one.kind for one in store.after("a", 0).events] == [Kind.CLEARED, Kind.REPLY]


def test_nothing_is_cleared_where_nothing_was_said(store: Conversations) -> None:
    """No row is made for it either."""
    assert store.clear("a") is None
    assert store.after("a", 0).last == 0


def test_old_conversations_are_deleted_whole(url: str, store: Conversations, now: list[dt.datetime]) -> None:
    """With events and feedback; younger ones stay."""
    store.accept("old", "c1", "问")
    store.answer("old", "c1", HI)
    store.judge("old", "c1", good=False, reason="不清楚")
    now[0] += dt.timedelta(days=31)
    store.accept("young", "c1", "问")
    assert store.delete_before(now[0] - dt.timedelta(days=30)) == 1
    assert store.delete_before(now[0] - dt.timedelta(days=30)) == 0
    assert (store.after("old", 0).last, store.after("young", 0).last) == (0, 1)
    engine = create_engine(url)
    with engine.connect() as connection:
        left = [connection.scalar(text(f"SELECT count(*) FROM web_{name}")) for name in ("event", "feedback")]
    engine.dispose()
    assert left == [1, 0]


def test_deleted_text_is_not_left_in_the_file(tmp_path: Path) -> None:
    """SQLite would keep it in free pages and in its journal."""
    store = Conversations(f"sqlite:///{tmp_path / 'bot.sqlite'}")
    store.open()
    for number in range(20):
        store.accept("a", f"c{number}", f"secret-{number} " * 50)
        store.answer("a", f"c{number}", [{"text": "hidden " * 50}])
    store.clear("a")
    held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    store.close()
    assert b"secret-" not in held
    assert b"hidden" not in held


def test_opinions(store: Conversations) -> None:
    """The last one counts; there is none without a reply."""
    store.accept("a", "c1", "问")
    assert not store.judge("a", "c1", good=True, reason=None)
    store.answer("a", "c1", HI)
    assert store.judge("a", "c1", good=True, reason=None)
    assert store.judge("a", "c1", good=False, reason="不对")
    assert not store.judge("b", "c1", good=True, reason=None)


@pytest.mark.parametrize("url", ["sqlite:////nowhere/at/all.sqlite", "postgresql://zhiwen@127.0.0.1:9/none"])
def test_a_store_that_does_not_answer_is_one_error(url: str) -> None:
    """Which never holds what was to be stored."""
    store = Conversations(url)
    with pytest.raises(StoreDown) as down:
        store.accept("a", "c1", "secret")
    assert "secret" not in str(down.value) + repr(down.value.__cause__)
    with pytest.raises(StoreDown):
        store.open()


def test_an_address_that_is_none() -> None:
    """Told before anything else happens."""
    with pytest.raises(StoreDown):
        Conversations("none")
