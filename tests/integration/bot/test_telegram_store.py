"""What the store holds of Telegram: updates, chats, reminders; on SQLite and on PostgreSQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from bot.store import Chats, Conversations, Delivered, Kind, Reminders, Updates
from bot.store.engine import _MIGRATIONS, open_engine
from bot.store.tables import Base

NOW = dt.datetime(2031, 5, 1, 8, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
HI = [{"text": "好"}]
#: Telegram's numbers have more than 32 bits.
CHAT, GROUP, NUMBER = 7_000_000_001, -1_001_000_000_000, 5_000_000_001


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


@pytest.fixture
def updates(store: Conversations) -> Updates:
    """What came in."""
    return Updates(store)


@pytest.fixture
def chats(store: Conversations) -> Chats:
    """The chats."""
    return Chats(store)


@pytest.fixture
def reminders(store: Conversations) -> Reminders:
    """The reminders."""
    return Reminders(store)


def replied(store: Conversations, conversation: str, client: str) -> None:
    """A message with its reply."""
    store.accept(conversation, client, "问")
    store.answer(conversation, client, HI)


def test_an_update_is_taken_once(updates: Updates) -> None:
    """Also when it comes again after it was dealt with."""
    assert updates.receive(NUMBER, CHAT, {"text": "问"})
    assert not updates.receive(NUMBER, CHAT, {"text": "别的"})
    assert updates.received(NUMBER) == {"text": "问"}
    updates.finish(NUMBER)
    assert not updates.receive(NUMBER, CHAT, {"text": "问"})


def test_updates_that_wait(updates: Updates) -> None:
    """In the order of their numbers, without those that are dealt with."""
    for number, chat in ((3, CHAT), (1, GROUP), (2, CHAT)):
        updates.receive(number, chat, {})
    updates.finish(2)
    assert updates.waiting() == ((1, GROUP), (3, CHAT))
    assert updates.received(2) is None
    assert updates.received(4) is None


def test_of_an_update_that_is_dealt_with_only_the_number_stays(url: str, updates: Updates) -> None:
    """Neither what was written nor where."""
    updates.receive(NUMBER, CHAT, {"text": "问"})
    updates.finish(NUMBER)
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT id, chat, body FROM telegram_update")).all()
    engine.dispose()
    assert [tuple(row) for row in rows] == [(NUMBER, None, None)]


def test_old_numbers_are_let_go(updates: Updates, now: list[dt.datetime]) -> None:
    """What still waits stays, however old."""
    updates.receive(1, CHAT, {})
    updates.receive(2, CHAT, {})
    updates.finish(2)
    now[0] += 2 * HOUR
    updates.receive(3, CHAT, {})
    updates.finish(3)
    updates.forget_before(NOW + HOUR)
    assert updates.waiting() == ((1, CHAT),)
    assert (updates.receive(2, CHAT, {}), updates.receive(3, CHAT, {})) == (True, False)


def test_meeting_a_chat(chats: Chats) -> None:
    """Made the first time, found again with all that its person wishes."""
    first = chats.meet("tg1", CHAT)
    assert (first.conversation, first.chat, first.lang, first.photo) == ("tg1", CHAT, None, None)
    assert (first.blocked, first.amendments) == (False, False)
    chats.wish("tg1", lang="en", amendments=True, photo="~file")
    again = chats.meet("tg1", CHAT)
    assert (again.lang, again.amendments, again.photo) == ("en", True, "~file")
    assert chats.chat("tg1") == again
    assert chats.chat("tg2") is None


def test_a_blocked_chat(store: Conversations, chats: Chats, reminders: Reminders) -> None:
    """All who talk there: nothing is to be delivered, nobody is reminded; other chats go on."""
    for conversation, chat in (("tg-1.5", GROUP), ("tg-1.6", GROUP), ("tg1", CHAT)):
        chats.meet(conversation, chat)
        reminders.subscribe(conversation, "yi-2030", NOW, "zh")
        replied(store, conversation, "1.1")
    chats.block(GROUP)
    assert chats.undelivered() == ("tg1",)
    assert [one.conversation for one in reminders.subscriptions()] == ["tg1"]
    assert reminders.subscriptions("tg-1.5") == ()


def test_whoever_writes_again_has_unblocked_us(chats: Chats, reminders: Reminders) -> None:
    """What they wished stays; they have to ask for reminders anew."""
    chats.meet("tg1", CHAT)
    chats.wish("tg1", lang="en")
    reminders.subscribe("tg1", "yi-2030", NOW, "zh")
    chats.block(CHAT)
    met = chats.meet("tg1", CHAT)
    assert (met.blocked, met.lang) == (False, "en")
    assert reminders.subscriptions() == ()


def test_a_chat_that_moved(chats: Chats) -> None:
    """All who talk there are found under the new number; other chats stay."""
    for conversation, chat in (("tg-1.5", GROUP), ("tg-1.6", GROUP), ("tg1", CHAT)):
        chats.meet(conversation, chat)
    chats.move(GROUP, GROUP - 1)
    found = [chats.chat(conversation) for conversation in ("tg-1.5", "tg-1.6", "tg1")]
    assert [one.chat for one in found if one] == [GROUP - 1, GROUP - 1, CHAT]


def test_how_far_a_conversation_was_delivered(store: Conversations, chats: Chats) -> None:
    """Reply by reply, and a part of one."""
    chats.meet("tg1", CHAT)
    assert chats.delivered("tg1") == Delivered(0, 0)
    replied(store, "tg1", "1.1")
    assert chats.undelivered() == ("tg1",)
    chats.deliver("tg1", Delivered(1, 2))
    assert (chats.delivered("tg1"), chats.undelivered()) == (Delivered(1, 2), ("tg1",))
    chats.deliver("tg1", Delivered(2))
    assert (chats.delivered("tg1"), chats.undelivered()) == (Delivered(2, 0), ())


def test_only_conversations_of_telegram_are_delivered(store: Conversations, chats: Chats) -> None:
    """Those of the web are read by browsers."""
    replied(store, "web", "1")
    assert chats.undelivered() == ()


def test_a_conversation_that_is_gone_needs_no_note(chats: Chats) -> None:
    """It may have been deleted while its last reply was on its way."""
    chats.deliver("tg1", Delivered(2))
    assert chats.delivered("tg1") == Delivered()


def test_a_wish_is_kept_once(chats: Chats, reminders: Reminders) -> None:
    """Whoever wishes it again changes nothing."""
    chats.meet("tg1", CHAT)
    assert reminders.subscribe("tg1", "yi-2030", NOW, "zh")
    assert not reminders.subscribe("tg1", "yi-2030", NOW + HOUR, "zh")
    (one,) = reminders.subscriptions("tg1")
    assert (one.conversation, one.notice, one.told_until) == ("tg1", "yi-2030", NOW)


def test_wishes_of_one_and_of_all(chats: Chats, reminders: Reminders) -> None:
    """In a fixed order."""
    for conversation in ("tg2", "tg1"):
        chats.meet(conversation, CHAT)
        for notice in ("yi-2030", "jia-2031"):
            reminders.subscribe(conversation, notice, NOW, "zh")
    assert [one.notice for one in reminders.subscriptions("tg1")] == ["jia-2031", "yi-2030"]
    assert [one.conversation for one in reminders.subscriptions()] == ["tg1", "tg1", "tg2", "tg2"]


def test_cancelling(chats: Chats, reminders: Reminders) -> None:
    """One notice, or all; there is something to say only where there was a wish."""
    chats.meet("tg1", CHAT)
    for notice in ("a", "b", "c"):
        reminders.subscribe("tg1", notice, NOW, "zh")
    assert reminders.cancel("tg1", "a")
    assert not reminders.cancel("tg1", "a")
    assert [one.notice for one in reminders.subscriptions("tg1")] == ["b", "c"]
    assert reminders.cancel("tg1")
    assert not reminders.cancel("tg1")


def test_a_reminder_is_put_into_the_conversation_once(
    store: Conversations, chats: Chats, reminders: Reminders
) -> None:
    """Whoever comes second finds that it was told; also under another time, by its key."""
    chats.meet("tg1", CHAT)
    reminders.subscribe("tg1", "yi-2030", NOW, "zh")
    (wish,) = reminders.subscriptions()
    for until in (NOW + HOUR, NOW + HOUR, NOW + 2 * HOUR):
        reminders.remind(wish, until, {"remind:yi-2030/window:7": HI})
    (event,) = store.after("tg1", 0).events
    assert (event.n, event.kind, event.client, event.body) == (
        1, Kind.REPLY, "remind:yi-2030/window:7", {"messages": HI},
    )  # fmt: skip
    assert reminders.subscriptions()[0].told_until == NOW + 2 * HOUR
    assert chats.undelivered() == ("tg1",)


def test_nobody_is_reminded_who_wishes_it_no_more(
    store: Conversations, chats: Chats, reminders: Reminders
) -> None:
    """They may have cancelled between the look and the telling."""
    chats.meet("tg1", CHAT)
    reminders.subscribe("tg1", "yi-2030", NOW, "zh")
    (wish,) = reminders.subscriptions()
    reminders.cancel("tg1")
    reminders.remind(wish, NOW + HOUR, {"remind:yi-2030/window:7": HI})
    assert store.after("tg1", 0).last == 0


def test_wishes_outlive_what_was_said(
    store: Conversations, chats: Chats, reminders: Reminders, now: list[dt.datetime]
) -> None:
    """A conversation is deleted for its age; whoever is to be reminded is."""
    chats.meet("tg1", CHAT)
    reminders.subscribe("tg1", "yi-2030", NOW, "zh")
    replied(store, "tg1", "1.1")
    chats.deliver("tg1", Delivered(2))
    now[0] += 31 * 24 * HOUR
    assert store.delete_before(now[0] - 30 * 24 * HOUR) == 1
    (wish,) = reminders.subscriptions()
    reminders.remind(wish, now[0], {"remind:yi-2030/window:7": HI})
    assert (chats.delivered("tg1"), chats.undelivered()) == (Delivered(), ("tg1",))


def moved(url: str, to: str, *, back: bool = False) -> set[str]:
    """Bring the tables to a step; their names then."""
    engine = open_engine(url)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS))
        config.attributes["connection"] = connection
        (command.downgrade if back else command.upgrade)(config, to)
        names = set(inspect(connection).get_table_names())
    engine.dispose()
    return names


OF_TELEGRAM = {"telegram_chat", "telegram_delivery", "telegram_update", "telegram_subscription"}


def test_conversations_from_before_telegram_survive(url: str) -> None:
    """There and back, with all that was said and thought; of Telegram nothing is left behind."""
    moved(url, "head")  # what the store speaks to is the newest
    store = Conversations(url, lambda: NOW)
    replied(store, "web", "c1")
    store.judge("web", "c1", good=True, reason="清楚")
    before = store.after("web", 0)
    assert not OF_TELEGRAM & moved(url, "0001", back=True)
    assert moved(url, "head") >= OF_TELEGRAM
    assert store.after("web", 0) == before
    chats, reminders = Chats(store), Reminders(store)
    chats.meet("tg1", CHAT)
    reminders.subscribe("tg1", "yi-2030", NOW, "zh")
    replied(store, "tg1", "1.1")
    chats.deliver("tg1", Delivered(2))
    Updates(store).receive(NUMBER, CHAT, {"text": "问"})
    assert not OF_TELEGRAM & moved(url, "0001", back=True)
    moved(url, "head")
    assert store.after("web", 0) == before
    assert store.judge("web", "c1", good=False, reason=None)
    assert chats.undelivered() == ()
    store.close()


def test_the_steps_make_what_the_code_reads(url: str) -> None:
    """Also where an older gateway had made the tables first: nothing to add, nothing left over."""
    moved(url, "0001")
    moved(url, "head")
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": "web_alembic_version", "compare_type": True}
        )
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()
