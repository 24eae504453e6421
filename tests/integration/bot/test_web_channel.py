"""A conversation over the web channel: nothing lost, nothing doubled, whatever happens on the way."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot import keys
from bot.store import Conversations
from policies_kb.wording.reply import say
from tests.integration.bot.browser import WITHIN, Browser, kinds, until_open
from tests.integration.bot.rasa import HeldRasa
from tests.integration.bot.web_gateway import Gateways, gateways_on

BUTTONS = [{"title": "费用", "payload": "/ask_fee"}]


@pytest.fixture
async def gateways(held: HeldRasa, database: str, url: str) -> AsyncIterator[Gateways]:
    """Gateways on one database of conversations, SQLite or PostgreSQL."""
    async with gateways_on(database, url, held, web_heartbeat=0.3) as made:
        yield made


async def test_a_conversation(gateways: Gateways) -> None:
    """A message, that it is being worked on, and its reply, numbered in their order."""
    browser = await gateways.enter()
    assert browser.session["last"] == 0
    sent = await browser.post("评审费", "client-1")
    assert (sent.status, await sent.json()) == (202, {"n": 1})
    history = await browser.answered()
    assert kinds(history) == [(1, "message"), (2, "reply")]
    message, reply = (one["data"] for one in history["events"])
    assert (message["n"], message["client"], message["text"]) == (1, "client-1", "评审费")
    assert reply == {"n": 2, "to": "client-1", "messages": [{"text": "答：评审费"}]}


async def test_two_tabs_see_the_same(gateways: Gateways, held: HeldRasa) -> None:
    """Live, in the same order, and the one that was opened later sees what is being worked on."""
    one = await gateways.enter()
    other = await Browser.enter(one.client, one.session["token"])
    assert other.session["conversation"] == one.session["conversation"]
    held.gate.clear()
    first = asyncio.create_task(one.first(3))
    await until_open(one.client, 1)
    await one.post("评审费", "client-1")
    await held.arrived.wait()
    second = asyncio.create_task(other.first(3))
    await until_open(one.client, 2)
    held.gate.set()
    assert await first == await second
    assert [(told.id, told.event) for told in await first] == [
        (1, "message"),
        (None, "pending"),
        (2, "reply"),
    ]


async def test_a_stream_is_taken_up_where_it_broke_off(gateways: Gateways) -> None:
    """Everything after the number that the browser names, and nothing before."""
    browser = await gateways.enter()
    for text in ("一", "二", "三"):
        await browser.ask(text)
    assert [told.id for told in await browser.first(6)] == [1, 2, 3, 4, 5, 6]
    assert [told.id for told in await browser.first(2, after=4)] == [5, 6]
    assert kinds(await browser.history(after=5)) == [(6, "reply")]


async def test_sending_again_changes_nothing(gateways: Gateways, held: HeldRasa) -> None:
    """While it is pending, after its reply, and by five tries at once."""
    browser = await gateways.enter()
    client = str(uuid.uuid4())
    held.gate.clear()
    sent = await asyncio.gather(*(browser.post("评审费", client) for _ in range(5)))
    assert sorted(one.status for one in sent) == [200] * 4 + [202]
    held.gate.set()
    await browser.answered()
    again = await browser.post("评审费", client)
    assert (again.status, await again.json()) == (200, {"n": 1})
    assert kinds(await browser.history()) == [(1, "message"), (2, "reply")]
    assert held.asked == ["评审费"]


async def test_one_question_at_a_time(gateways: Gateways, held: HeldRasa) -> None:
    """A second one is refused while the first is pending, and leaves no trace."""
    browser = await gateways.enter()
    held.gate.clear()
    await browser.post("一")
    refused = await browser.post("二")
    assert (refused.status, (await refused.json())["error"]["code"]) == (409, "pending")
    held.gate.set()
    await browser.answered()
    assert (await browser.ask("二"))[0]["text"] == "答：二"
    assert held.asked == ["一", "二"]


async def test_a_gateway_that_stops_lets_its_answers_come_in(gateways: Gateways, held: HeldRasa) -> None:
    """What Rasa is about to say is stored before the end: it is not asked twice."""
    browser = await gateways.enter()
    held.gate.clear()
    await browser.post("评审费", "client-1")
    await held.arrived.wait()
    stopping = asyncio.create_task(browser.client.server.close())
    await asyncio.sleep(0.2)
    held.gate.set()
    await stopping
    history = await browser.at(await gateways.start()).answered()
    assert kinds(history) == [(1, "message"), (2, "reply")]
    assert held.asked == ["评审费"]


async def test_what_a_gateway_left_is_answered_after_the_start(
    gateways: Gateways, held: HeldRasa, url: str
) -> None:
    """It accepted the message and was gone; the reply comes once, and resending changes nothing."""
    browser = await gateways.enter()
    await browser.ask("先问")
    await browser.client.close()
    store = Conversations(url)  # as the gateway leaves it that is killed between the two
    store.accept(browser.session["conversation"], "client-2", "再问")
    store.close()
    back = browser.at(await gateways.start())
    again = await back.post("再问", "client-2")
    assert (again.status, await again.json()) == (200, {"n": 3})
    assert kinds(await back.answered()) == [(1, "message"), (2, "reply"), (3, "message"), (4, "reply")]
    assert held.asked == ["先问", "再问"]


async def test_what_was_left_waits_for_rasa(gateways: Gateways, held: HeldRasa, url: str) -> None:
    """Both were started at the same time, and Rasa loads its model: a plain search would be a poor reply."""
    store = Conversations(url)
    store.open()
    store.accept("left", "client-1", "评审费")
    store.close()
    held.is_up = False
    client = await gateways.start()
    await asyncio.sleep(0.3)
    assert held.asked == []
    held.is_up = True
    app = client.app
    assert app is not None
    async with asyncio.timeout(WITHIN):
        while (state := await app[keys.CHANNEL].after("left", 0)).pending is not None:
            await asyncio.sleep(0.05)
    assert state.events[1].body == {"messages": [{"text": "答：评审费"}]}


async def test_streams_end_when_the_gateway_stops(gateways: Gateways) -> None:
    """So that it stops at once, and browsers come back to the next one."""
    browser = await gateways.enter()
    stream = asyncio.create_task(browser.first(1))
    await until_open(browser.client, 1)
    async with asyncio.timeout(WITHIN / 2):
        await browser.client.server.close()
        assert await stream == []


async def test_buttons_work_after_a_restart(gateways: Gateways, held: HeldRasa) -> None:
    """What was offered is read from the stored replies; what was never offered stays refused."""
    browser = await gateways.enter()
    held.reply = [{"text": "想了解哪方面？", "buttons": BUTTONS}]
    assert (await browser.ask("评审"))[0]["buttons"] == BUTTONS
    await browser.client.close()
    back = browser.at(await gateways.start())
    await back.ask("费用", payload="/ask_fee")
    refused = await back.ask("重来", payload="/restart")
    assert refused[0]["custom"]["answer"]["status"] == "refused"
    assert [one["message"] for one in held.heard] == ["评审", "/ask_fee"]
    assert (await back.history())["events"][2]["data"]["text"] == "费用"


async def test_numbers_of_persons_are_masked_before_anything_is_stored(
    gateways: Gateways, held: HeldRasa, url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """In messages and feedback, also where invisible signs are put between; and no text is logged."""
    caplog.set_level(logging.DEBUG)
    browser = await gateways.enter()
    await browser.post("我是330681199003078811，手机138\u200b00138000或１３８００１３８０００", "client-1")
    history = await browser.answered()
    body = {"to": "client-1", "good": False, "reason": "请打13800138000给我"}
    assert (await browser.client.post("/web/feedback", json=body, headers=browser.headers)).status == 204
    assert history["events"][0]["data"]["text"] == "我是[证件号]，手机[手机号]或[手机号]"
    assert held.heard[0]["message"] == "我是[证件号]，手机[手机号]或[手机号]"
    if url.startswith("sqlite:"):
        folder = Path(url.removeprefix("sqlite:///")).parent
        whole = b"".join(file.read_bytes() for file in folder.glob("bot.sqlite*"))
        assert b"[\xe6\x89\x8b\xe6\x9c\xba\xe5\x8f\xb7]" in whole or b"\\u624b\\u673a" in whole
        assert not [one for one in (b"330681199003078811", b"00138000") if one in whole]
    for word in ("手机", "请打", "138", browser.session["token"]):
        assert word not in caplog.text


async def test_deleting_now(gateways: Gateways, held: HeldRasa) -> None:
    """Both tabs learn of it, Rasa is told to forget, and the session goes on empty under another name."""
    browser = await gateways.enter()
    await browser.ask("评审费")
    stream = asyncio.create_task(browser.first(1, after=2))
    await until_open(browser.client, 1)
    gone = await browser.client.delete("/web/conversation", headers=browser.headers)
    assert gone.status == 204
    assert [(told.id, told.event) for told in await stream] == [(3, "cleared")]
    assert kinds(await browser.history()) == [(3, "cleared")]
    await browser.ask("再问")
    senders = [one["sender"] for one in held.heard]
    assert [one["message"] for one in held.heard] == ["评审费", "/restart", "再问"]
    assert senders[0] == senders[1] != senders[2]


async def test_a_reply_on_its_way_does_not_outlive_the_deletion(gateways: Gateways, held: HeldRasa) -> None:
    """It is dropped when it comes."""
    browser = await gateways.enter()
    held.gate.clear()
    await browser.post("评审费")
    await held.arrived.wait()
    deleting = asyncio.create_task(browser.client.delete("/web/conversation", headers=browser.headers))
    await asyncio.sleep(0.2)
    held.gate.set()
    assert (await deleting).status == 204
    await asyncio.sleep(0.2)
    assert kinds(await browser.history()) == [(2, "cleared")]


@pytest.mark.parametrize("lang", ["zh", "zh-hant", "en"])
async def test_who_asks_to_be_forgotten_is(gateways: Gateways, held: HeldRasa, lang: Any) -> None:
    """When the assistant says that it let go of everything, the gateway does too."""
    browser = await gateways.enter()
    await browser.ask("评审费")
    held.reply = [{"text": say("forgotten", lang)}]
    await browser.post("删除我的记录", "client-2")
    history = await browser.answered()
    assert kinds(history) == [(4, "cleared"), (5, "reply")]
    assert history["events"][1]["data"]["messages"] == [{"text": say("forgotten", lang)}]


async def test_old_conversations_go_by_themselves(gateways: Gateways) -> None:
    """When the gateway starts, and again and again; a browser that comes back begins anew."""
    browser = await gateways.enter()
    await browser.ask("评审费")
    await browser.client.close()
    back = browser.at(await gateways.start(conversation_days=0.001))
    assert len((await back.history())["events"]) == 2
    await back.client.close()
    async with asyncio.timeout(WITHIN):
        client = await gateways.start()
        app = client.app
        assert app is not None
        app[keys.HOUSEKEEPING]._age *= 0
        await app[keys.HOUSEKEEPING].once()
    back = browser.at(client)
    assert kinds(await back.history()) == []
    assert [(told.id, told.event) for told in await back.first(1, after=2)] == [(0, "cleared")]
    assert (await back.post("再问")).status == 202
    assert kinds(await back.answered()) == [(1, "message"), (2, "reply")]


async def test_opinions_on_replies(gateways: Gateways) -> None:
    """Kept for a reply that exists."""
    browser = await gateways.enter()
    await browser.post("评审费", "client-1")
    await browser.answered()

    async def judge(**body: Any) -> int:
        reply = await browser.client.post("/web/feedback", json=body, headers=browser.headers)
        return reply.status

    assert await judge(to="client-1", good=True) == 204
    assert await judge(to="client-1", good=False, reason="不清楚") == 204
    assert await judge(to="client-9", good=True) == 404
    assert await judge(to="client-1", good="yes", reason=5) == 422
    assert await judge(to="client-1", good=True, reason="长" * 501) == 422


async def test_without_rasa_people_are_answered(gateways: Gateways) -> None:
    """By plain search, said to be that."""
    browser = await gateways.enter(rasa_url="http://127.0.0.1:9", rasa_timeout=1)
    assert "直接检索" in (await browser.ask("乙县初级评审费多少钱"))[0]["text"]


async def test_a_fault_does_not_block_the_conversation(
    gateways: Gateways, held: HeldRasa, caplog: pytest.LogCaptureFixture
) -> None:
    """Something that nobody foresaw: the person is told, and may go on."""
    browser = await gateways.enter()
    held.reply = [{"text": "?", "buttons": [{"title": "no payload"}]}]
    told = await browser.ask("评审费")
    assert told[0]["custom"]["answer"]["status"] == "unavailable"
    assert "KeyError" in caplog.text
    held.reply = None
    assert (await browser.ask("再问"))[0]["text"] == "答：再问"
