"""Several gateways beside each other, on one PostgreSQL and one Redis."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import aiohttp
import pytest

from bot import claiming
from bot.channel import Channel
from bot.store import Conversations, claims
from tests.integration.bot import postgres, redis_server
from tests.integration.bot.browser import Browser, kinds, until_open
from tests.integration.bot.rasa import HeldRasa
from tests.integration.bot.redis_server import RedisServer
from tests.integration.bot.test_web_killed import free_port, process, ready, send
from tests.integration.bot.web_gateway import Gateways, gateways_on

#: Seconds of a heartbeat that nobody waits for.
NEVER = 600.0
HI = [{"text": "好"}]


@pytest.fixture
def shop(server: str) -> str:
    """An empty PostgreSQL."""
    postgres.empty(server)
    return server


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    """A Redis."""
    with redis_server.server() as made:
        yield made


@pytest.fixture
async def beside(held: HeldRasa, database: str, shop: str, redis: RedisServer) -> AsyncIterator[Gateways]:
    """Gateways that share a database and a Redis, and whose streams look at the store when they are told only."""
    async with gateways_on(database, shop, held, redis_url=redis.url, web_heartbeat=NEVER) as made:
        yield made


async def listening(one: Browser, after: int) -> asyncio.Task[list[str]]:
    """The texts of the next reply, over a stream that is open already."""
    await until_open(one.client, 0)
    task = asyncio.create_task(next_reply(one, after))
    await until_open(one.client, 1)
    await one.history()  # the stream has read the store by then
    return task


async def next_reply(one: Browser, after: int) -> list[str]:
    """The texts of the first reply that comes."""
    async for told in one.events(after):
        if told.event == "reply":
            return [message["text"] for message in told.data["messages"]]
    raise AssertionError("the stream ended without a reply")


async def test_a_stream_is_woken_by_another_gateway(beside: Gateways) -> None:
    """What is asked and answered at one comes at once to who listens at the other."""
    here = await beside.enter()
    there = here.at(await beside.start())
    stream = await listening(there, 0)
    await here.post("评审费")
    assert await stream == ["答：评审费"]


async def test_without_redis_it_comes_with_the_heartbeat(
    beside: Gateways, redis: RedisServer, caplog: pytest.LogCaptureFixture
) -> None:
    """Nothing is lost; and when Redis is back it is at once again, first of all what was missed."""
    here = await beside.enter()
    beating, silent = here.at(await beside.start(web_heartbeat=0.5)), here.at(await beside.start())
    await here.ask("一")
    waiting = await listening(silent, 2)
    redis.stop()
    stream = await listening(beating, 2)
    await here.post("二")
    assert await stream == ["答：二"]
    assert not waiting.done()
    redis.start()
    assert await waiting == ["答：二"]
    stream = await listening(silent, 4)
    await here.post("三")
    assert await stream == ["答：三"]
    said = [one.getMessage() for one in caplog.records if one.name == "bot.wire"]
    assert any("not heard" in one for one in said)


async def test_a_gateway_that_dies_is_stood_in_for(
    held: HeldRasa, database: str, shop: str, build: Path
) -> None:
    """What it had accepted is answered by the other, once; Rasa learns that it may have heard it."""
    async with gateways_on(database, shop, held) as living:
        client = await living.start()
        port = free_port()
        variables = {
            "ZHIWEN_PORT": str(port),
            "ZHIWEN_RASA_URL": living.settings.rasa_url,
            "ZHIWEN_DATABASE_URL": database,
            "ZHIWEN_BOT_DATABASE_URL": shop,
            "ZHIWEN_WEB_SECRET": living.settings.web_secret or "",
        }
        held.gate.clear()
        async with process(variables) as dying, aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
            await ready(session)
            there = await Browser.enter(client)
            session.headers.update(there.headers)
            assert await send(session, "client-1", "评审费") == 202
            await held.arrived.wait()
            dying.kill()
            await dying.wait()
        held.gate.set()
        history = await there.answered()
    assert kinds(history) == [(1, "message"), (2, "reply")]
    assert held.asked == ["评审费", "评审费"]
    turns = [one["metadata"] for one in held.heard]
    assert turns == [{"turn": "client-1"}, {"turn": "client-1", "again": True}]


async def test_only_one_answers(
    held: HeldRasa, database: str, shop: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long it takes, the other gateway lets who is at it go on."""
    rounds, take_up = [0], Channel.take_up

    async def counted(channel: Channel) -> None:
        await take_up(channel)
        rounds[0] += 1

    monkeypatch.setattr(Channel, "take_up", counted)
    monkeypatch.setattr(claiming, "_ROUND", 0.2)
    monkeypatch.setattr(claims, "CLAIMED_FOR", dt.timedelta(seconds=4))
    async with gateways_on(database, shop, held) as both:
        here = await both.enter()
        there = here.at(await both.start())
        held.gate.clear()
        await here.post("评审费", "client-1")
        await held.arrived.wait()
        begun, since = asyncio.get_running_loop().time(), rounds[0]
        while asyncio.get_running_loop().time() < begun + 9 or rounds[0] < since + 20:
            await asyncio.sleep(0.1)
        assert (await there.post("评审费", "client-1")).status == 200  # sent again, to the other
        assert held.asked == ["评审费"]
        held.gate.set()
        assert kinds(await there.answered()) == [(1, "message"), (2, "reply")]
    assert held.asked == ["评审费"]


def test_who_lost_a_message_stores_no_reply(shop: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a claim has ended one of all gateways takes it up, and only that one's reply is kept."""
    stores = [Conversations(shop) for _ in range(4)]
    stores[0].open()
    late, *others = stores
    accepted = late.accept("a", "c1", "问")
    assert [one.take_up() for one in others] == [(), (), ()]
    assert late.take_up("a") == (accepted.pending,)
    monkeypatch.setattr(claims, "CLAIMED_FOR", dt.timedelta(0))
    late.still_answering(["a"])  # for no time at all
    monkeypatch.undo()
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda one: one.take_up(), others))
    assert sorted(map(len, found)) == [0, 0, 1]
    assert late.answer("a", "c1", HI) is None
    winner = others[[bool(one) for one in found].index(True)]
    assert winner.answer("a", "c1", HI) == 2
    for one in stores:
        one.close()


def test_who_lost_a_message_forgets_nothing(shop: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reply that deletes is stored by the one that claims the message, as any other reply; once, too."""
    late, other = Conversations(shop), Conversations(shop)
    late.open()
    late.accept("a", "c1", "删除我的记录")
    monkeypatch.setattr(claims, "CLAIMED_FOR", dt.timedelta(0))
    late.still_answering(["a"])  # for no time at all
    monkeypatch.undo()
    assert len(other.take_up()) == 1
    assert late.clear("a", "c1", HI, as_reply=True) is None
    assert [one.kind for one in late.after("a", 0).events] == ["message"]
    assert other.clear("a", "c1", HI, as_reply=True) is not None
    assert late.clear("a", "c1", HI, as_reply=True) is None
    for one in (late, other):
        one.close()


def test_what_a_gateway_lets_go_of_is_free_at_once(shop: str) -> None:
    """One that is stopped properly keeps nobody waiting."""
    one, other = Conversations(shop), Conversations(shop)
    one.open()
    one.accept("a", "c1", "问")
    one.let_go()
    assert [pending.text for pending in other.take_up()] == ["问"]
    for each in (one, other):
        each.close()


async def test_gateways_count_together(beside: Gateways, redis: RedisServer) -> None:
    """What was asked of one counts at the other; without Redis each counts for itself, and answers."""
    here = await Browser.enter(await beside.start(web_session_rate=3))
    there = here.at(await beside.start(web_session_rate=3))
    statuses = [await cleared(one) for one in (here, there, here, there, here)]
    assert statuses == [204, 204, 204, 429, 429]
    redis.stop()
    assert [await cleared(there) for _ in range(4)] == [204, 204, 204, 429]


async def cleared(one: Browser) -> int:
    """The status of the answer to a change, which has a time to wait where it is refused."""
    async with one.client.delete("/web/conversation", headers=one.headers) as reply:
        assert (reply.status == 429) == (1 <= int(reply.headers.get("Retry-After", 0)) <= 60)
        return reply.status


async def test_a_button_may_be_pressed_at_another_gateway(beside: Gateways, held: HeldRasa) -> None:
    """Clients of Rasa's REST channel come to any of them; what nobody offered is refused by all."""
    one, other = await beside.start(), await beside.start()
    held.reply = [{"text": "好", "buttons": [{"title": "费用", "payload": "/ask_fee"}]}]
    await one.post("/webhooks/rest/webhook", json={"sender": "a", "message": "问"})
    for sender, message in (("a", "/ask_fee"), ("b", "/ask_fee"), ("a", "/other")):
        await other.post("/webhooks/rest/webhook", json={"sender": sender, "message": message})
    assert held.asked == ["问", "/ask_fee"]
