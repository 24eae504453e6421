"""Turns are written down beside the replies: figures without texts, questions that go with their conversation."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
from sqlalchemy import create_engine, delete, select, text

from bot import keys
from bot.scribe import Scribe
from bot.store import Database, Gap, GapKind, Gaps, StoreDown, Turn, TurnLog, Wanted
from bot.store.tables import ConversationRow
from bot.store.turn_tables import TurnRow
from bot.turned import Asked, Finished, pointed, turn_of
from policies_kb.catalogue import Catalogue
from tests.integration.bot.browser import Browser
from tests.integration.bot.conftest import Client
from tests.integration.bot.rasa import HeldRasa
from tests.integration.bot.web_gateway import Gateways, gateways_on

NOW = dt.datetime(2031, 5, 1, 8, tzinfo=dt.UTC)
DAY = dt.date(2031, 5, 1)
FACT = "jia-middle-2031/insurance"
CLIENT = "0b5a1c4e-3a56-4d6e-9a56-3f8d6a1d2c10"


@pytest.fixture
async def gateways(held: HeldRasa, database: str, url: str) -> AsyncIterator[Gateways]:
    """Gateways on the invented notices."""
    async with gateways_on(database, url, held) as made:
        yield made


def reply(status: str, said: str = "答", **more: Any) -> list[dict[str, Any]]:
    """One message as the assistant sends it."""
    answer = {"status": status, "notices": [], "facts": [], "citations": [], "lang": "zh", **more}
    return [{"text": said, "custom": {"answer": answer}}]


async def turns(client: Client) -> list[TurnRow]:
    """What was written down."""
    await client.app[keys.RECORDING].settled()
    with client.app[keys.STORE].transaction() as session:
        rows = list(session.scalars(select(TurnRow).order_by(TurnRow.id)))
        session.expunge_all()
        return rows


async def gaps(client: Client) -> tuple[Gap, ...]:
    """What could not be answered, the newest first."""
    await client.app[keys.RECORDING].settled()
    return Gaps(client.app[keys.STORE]).open(Wanted(), 100)


async def test_a_turn_is_counted(gateways: Gateways, held: HeldRasa) -> None:
    """With its day, channel, status, topic and notice, and how long it took."""
    held.reply = reply("answered", notices=["jia-middle-2031"], facts=[FACT])
    browser = await gateways.enter()
    await browser.ask("社保要求")
    (row,) = await turns(browser.client)
    assert (row.day, row.channel, row.status) == (DAY, "web", "answered")
    assert (row.topic, row.notice, row.notices) == ("social_insurance", "jia-middle-2031", 1)
    assert (row.verdict, row.asking, row.degraded) == (None, False, False)
    assert 0 <= row.ms < 60_000
    assert await gaps(browser.client) == ()


async def test_no_turn_tells_who_it_was_or_what_was_said(gateways: Gateways, held: HeldRasa) -> None:
    """No column holds the conversation or a word of it."""
    held.reply = reply("answered", "这是答复")
    browser = await gateways.enter()
    await browser.ask("这是提问")
    (row,) = await turns(browser.client)
    held_here = " ".join(str(getattr(row, column.name)) for column in TurnRow.__table__.columns)
    for secret in (browser.session["conversation"], "这是提问", "这是答复"):
        assert secret not in held_here


async def test_a_turn_by_rest_is_counted(gateways: Gateways, held: HeldRasa) -> None:
    """And what it could not be answered is kept, with numbers of persons masked."""
    held.reply = reply("not_in_notice", "2031年甲市中级没有写这一点。")
    client = await gateways.start()
    await rest(client, "我的电话13800138000，大厅能停车吗")
    (row,) = await turns(client)
    assert (row.channel, row.status, row.notice) == ("rest", "not_in_notice", "jia-middle-2031")
    (gap,) = await gaps(client)
    assert gap.text == "我的电话[手机号]，大厅能停车吗"
    assert (gap.kind, gap.conversation, gap.notice) == (GapKind.NOT_IN_NOTICE, None, "jia-middle-2031")
    assert gap.said == "2031年甲市中级没有写这一点。"
    assert "visitor" not in gap.asker


@pytest.mark.parametrize(
    ("custom", "asking", "verdict"),
    [({"asking": "degree"}, True, None), ({"verdict": "eligible"}, False, "eligible")],
)
async def test_a_self_check_is_counted(
    gateways: Gateways, held: HeldRasa, custom: Mapping[str, str], asking: bool, verdict: str | None
) -> None:
    """Its questions ask, its end has the verdict."""
    check = {"notice": "jia-middle-2031", "target": "工程师", **custom}
    held.reply = [{"text": "问", "custom": {"self_check": check}}]
    browser = await gateways.enter()
    await browser.ask("我能报吗")
    (row,) = await turns(browser.client)
    assert (row.status, row.asking, row.verdict) == ("self_check", asking, verdict)
    assert row.notice == "jia-middle-2031"


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("请问评审费怎么收", "fee"),
        ("評審費", "fee"),
        ("Any FEE?", "fee"),
        ("coffee", None),
        ("食堂在哪里", None),
        ("", None),
    ],
)
def test_words_point_to_a_topic(catalogue: Catalogue, said: str, topic: str | None) -> None:
    """The longest of them does; where none is there, the topic is not guessed."""
    assert pointed(said, catalogue) == topic


async def test_a_turn_without_dialogue_is_degraded(gateways: Gateways) -> None:
    """Plain search answered."""
    browser = await gateways.enter(rasa_url="http://127.0.0.1:9")
    await browser.ask("甲市中级社保要求")
    (row,) = await turns(browser.client)
    assert (row.status, row.degraded) == ("answered", True)


async def test_telegram_is_a_channel_of_its_own(gateways: Gateways, held: HeldRasa) -> None:
    """Known by the names of its conversations."""
    held.reply = reply("answered")
    client = await gateways.start()
    await client.app[keys.CHANNEL].take("tg4711", "1.1", "社保")
    await client.app[keys.CHANNEL].settled("tg4711")
    assert [row.channel for row in await turns(client)] == ["telegram"]


def test_a_reply_that_is_none_of_the_assistants_is_not_counted() -> None:
    """It does not say how it ended."""
    assert turn_of(Finished(Asked("web", "a", "问"), [{"text": "好"}], NOW, DAY, 1), None) is None


async def test_questions_that_ask_nothing_are_no_gaps(gateways: Gateways) -> None:
    """Signs without a letter are asked back about, and that is all."""
    browser = await gateways.enter()
    await browser.ask("？？？")
    assert [row.status for row in await turns(browser.client)] == ["clarify_topic"]
    assert await gaps(browser.client) == ()


async def test_a_thumb_down_makes_a_gap_of_its_question(gateways: Gateways, held: HeldRasa) -> None:
    """With the reason, the reply and the fact; twice is one, and a thumb up takes it back."""
    held.reply = reply("answered", "社保须在甲市缴纳", notices=["jia-middle-2031"], facts=[FACT])
    browser = await gateways.enter()
    sent = await browser.post("社保要求", CLIENT)
    assert sent.status == 202
    await browser.client.app[keys.CHANNEL].settled(browser.session["conversation"])
    await judge(browser, CLIENT, good=False)
    await judge(browser, CLIENT, good=False, reason="打电话13800138000问的不一样")
    (gap,) = await gaps(browser.client)
    assert (gap.kind, gap.text, gap.fact, gap.topic) == (
        GapKind.THUMBS_DOWN, "社保要求", FACT, "social_insurance",
    )  # fmt: skip
    assert (gap.note, gap.said) == ("打电话[手机号]问的不一样", "社保须在甲市缴纳")
    await judge(browser, CLIENT, good=True)
    assert await gaps(browser.client) == ()


async def test_deletion_takes_the_questions_along(gateways: Gateways, held: HeldRasa) -> None:
    """What is deleted in the widget is deleted here; that there was a turn is still counted."""
    held.reply = reply("not_in_notice")
    browser = await gateways.enter()
    await browser.ask("大厅能停车吗")
    assert len(await gaps(browser.client)) == 1
    deleted = await browser.client.delete("/web/conversation", headers=browser.headers)
    assert deleted.status == 204
    assert await gaps(browser.client) == ()
    assert len(await turns(browser.client)) == 1


@pytest.mark.parametrize("channel", ["web", "rest"])
async def test_to_be_forgotten_takes_the_questions_along(
    gateways: Gateways, held: HeldRasa, channel: str
) -> None:
    """When the reply comes they are gone."""
    held.reply = reply("not_in_notice")
    browser = await gateways.enter()
    client = browser.client
    await (browser.ask("大厅能停车吗") if channel == "web" else rest(client, "大厅能停车吗"))
    await rest(client, "别人的问题", "somebody-else")
    assert len(await gaps(client)) == 2
    held.reply = reply("smalltalk", "好的，本次对话中记下的内容已清除。")
    await (browser.ask("忘掉我") if channel == "web" else rest(client, "忘掉我"))
    assert [gap.text for gap in Gaps(client.app[keys.STORE]).open(Wanted(), 9)] == ["别人的问题"]


async def test_what_is_forgotten_while_it_waits_to_be_written_is_not_kept(
    gateways: Gateways, held: HeldRasa, url: str
) -> None:
    """The question is looked for again before it is written."""
    log = TurnLog((await gateways.start()).app[keys.STORE])
    assert not log.add(gap_in("gone"))


def test_questions_go_with_old_conversations(url: str) -> None:
    """Those of REST by their own age; turns stay longer; what staff wrote stays while it is open."""
    database = Database(url, lambda: NOW)
    database.open()
    log, read = TurnLog(database), Gaps(database)
    with database.transaction() as session:
        session.add(ConversationRow(id="a", sender="s", last=1, touched_at=NOW))
        session.flush()
        session.execute(
            text(
                "INSERT INTO web_event (conversation, n, kind, client, body, at)"
                " VALUES ('a', 1, 'message', 'c', '{\"text\": \"问\"}', :at)"
            ),
            {"at": NOW if database.dialect == "postgresql" else "2031-05-01 08:00:00.000000"},
        )
    assert log.add(gap_in("a"))
    log.add(gap_in(None))
    log.add(gap_in(None, GapKind.WRONG_FACT, by="li.na"))
    log.write([counted()])
    with database.transaction() as session:
        session.execute(delete(ConversationRow))
    assert [gap.conversation for gap in read.open(Wanted(), 9)] == [None, None]
    log.forget_before(NOW + dt.timedelta(days=1), NOW)
    assert [gap.by for gap in read.open(Wanted(), 9)] == ["li.na"]
    with database.transaction() as session:
        assert len(session.scalars(select(TurnRow)).all()) == 1
    log.forget_before(NOW, NOW + dt.timedelta(days=1))
    with database.transaction() as session:
        assert session.scalars(select(TurnRow)).all() == []
    database.close()


async def test_replies_come_though_nothing_can_be_recorded(
    gateways: Gateways, held: HeldRasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what waits is written once the store answers again."""
    monkeypatch.setattr("bot.recording._AGAIN", 0.05)
    down, count = [True], Scribe.count

    def counting(*args: Any) -> list[Gap]:
        if down[0]:
            raise StoreDown("OperationalError")
        return count(*args)

    monkeypatch.setattr(Scribe, "count", counting)
    held.reply = reply("not_in_notice")
    browser = await gateways.enter()
    assert (await browser.ask("大厅能停车吗"))[0]["text"] == "答"
    down[0] = False
    assert len(await turns(browser.client)) == 1
    assert len(await gaps(browser.client)) == 1


async def test_no_more_waits_than_may(
    gateways: Gateways, held: HeldRasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond that turns go unrecorded, and replies come all the same."""
    monkeypatch.setattr("bot.recording._MOST", 2)
    client = await gateways.start()
    recording = client.app[keys.RECORDING]
    await recording.settled()
    for number in range(5):
        recording.turned(Asked("rest", "a", f"问{number}"), reply("answered"), 0.1)
    assert len(await turns(client)) == 2


async def test_a_gateway_that_stops_writes_what_waits(gateways: Gateways, held: HeldRasa, url: str) -> None:
    """Without the wait in which turns gather."""
    held.reply = reply("not_in_notice")
    client = await gateways.start()
    await rest(client, "大厅能停车吗")
    await client.close()
    engine = create_engine(url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM turn_record")) == 1
        assert connection.scalar(text("SELECT count(*) FROM turn_gap")) == 1
    engine.dispose()


async def rest(client: Client, message: str, sender: str = "visitor") -> None:
    """Ask by REST."""
    sent = await client.post("/webhooks/rest/webhook", json={"sender": sender, "message": message})
    assert sent.status == 200


async def judge(browser: Browser, to: str, **opinion: Any) -> None:
    """Press a thumb."""
    body = {"to": to, **opinion}
    sent = await browser.client.post("/web/feedback", json=body, headers=browser.headers)
    assert sent.status == 204, await sent.text()


def gap_in(conversation: str | None, kind: GapKind = GapKind.NOT_IN_NOTICE, by: str | None = None) -> Gap:
    """A question of a conversation, or of none."""
    return Gap(NOW, DAY, "web", kind, "asker", "问", conversation, "c" if conversation else None, by=by)


def counted() -> Turn:
    """A turn."""
    return Turn(NOW, DAY, "web", "answered", None, None, 0, None, False, 12, False)
