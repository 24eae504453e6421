"""Whatever goes wrong between a question and its answer: nothing is lost, nothing comes twice."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import create_engine, text

from bot.telegram.commands import Commands
from policies_kb.wording.reply import say
from tests.integration.bot.rasa import HeldRasa
from tests.integration.bot.telegram_channel.looking import (
    WITHIN,
    all_dealt_with,
    all_that_came,
    plain,
    switched,
    texts,
    until,
    waiting,
)
from tests.integration.bot.web_gateway import Gateways, gateways_on
from tests.telegram.botapi import BotApi, Group, Person, faults
from tests.telegram.botapi.faults import Fault

ALWAYS = 1_000_000
#: A day on which somebody can be reminded of the invented notice.
OPEN = "2030-03-05"


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody here waits for what does not come."""
    monkeypatch.setattr("bot.conversing._FAREWELL", 0.1)
    monkeypatch.setattr("bot.telegram.application._FAREWELL", 0.1)
    monkeypatch.setattr("bot.telegram.application._AGAIN", 0.1)
    monkeypatch.setattr("bot.telegram.courier._PAUSES", (0.05, 0.1, 0.2))


async def attempts(api: BotApi, chat: Person | Group, count: int) -> None:
    """Return once it was tried so often to send something to a chat."""
    await until(lambda: len(api.calls("sendMessage", chat)) >= count)


async def test_stopped_while_rasa_is_asked(polling: Gateways, api: BotApi, held: HeldRasa) -> None:
    """The next gateway has it answered, once, and what came after it."""
    held.gate.clear()
    first = await polling.start()
    anna = Person(api, "Anna")
    anna.says("评审费多少")
    anna.says("几月报名")
    await held.arrived.wait()
    await until(lambda: len(waiting(first)) == 2)
    await first.close()
    assert api.sent(anna) == []
    held.gate.set()
    await polling.start()
    assert await all_that_came(api, anna) == ["答：评审费多少", "答：几月报名"]


async def test_stopped_before_a_stored_reply_was_delivered(
    polling: Gateways, api: BotApi, held: HeldRasa
) -> None:
    """The next gateway delivers it, once, without asking again."""
    first = await polling.start()
    anna = Person(api, "Anna")
    api.fail("sendMessage", faults.dropped(), times=ALWAYS)
    anna.says("评审费多少")
    await attempts(api, anna, 1)
    await all_dealt_with(first)
    await first.close()
    api.recover()
    await polling.start()
    assert await all_that_came(api, anna) == ["答：评审费多少"]
    assert held.asked == ["评审费多少", "还在吗"]


def long_reply() -> str:
    """More than two messages hold."""
    return "\n\n".join(f"第{number}段：" + "字" * 500 for number in range(20))


async def test_telegram_drops_half_of_a_long_reply(polling: Gateways, api: BotApi, held: HeldRasa) -> None:
    """The rest comes, nothing twice."""
    held.reply = [{"text": long_reply()}]
    api.fail("sendMessage", faults.slow(0))
    api.fail("sendMessage", faults.dropped(), times=2)
    await polling.start()
    anna = Person(api, "Anna")
    anna.says("全文")
    assert "\n\n".join(await plain(api, anna, 3)) == long_reply()
    assert len(api.calls("sendMessage", anna)) == 5


async def test_stopped_in_the_middle_of_a_long_reply(polling: Gateways, api: BotApi, held: HeldRasa) -> None:
    """The next gateway sends the rest, and only that."""
    held.reply = [{"text": long_reply()}]
    api.fail("sendMessage", faults.slow(0))
    api.fail("sendMessage", faults.dropped(), times=ALWAYS)
    first = await polling.start()
    anna = Person(api, "Anna")
    anna.says("全文")
    await attempts(api, anna, 2)
    await all_dealt_with(first)
    await first.close()
    assert len(api.sent(anna)) == 1
    api.recover()
    await polling.start()
    assert "\n\n".join(await plain(api, anna, 3)) == long_reply()
    held.reply = None
    assert len(await all_that_came(api, anna)) == 3


async def test_too_many_requests_of_one_chat(polling: Gateways, api: BotApi) -> None:
    """That chat waits as long as Telegram says; others go on."""
    await polling.start()
    anna, bo = Person(api, "Anna"), Person(api, "Bo")
    api.fail("sendMessage", faults.too_many_requests(3), chat=anna)
    anna.says("评审费多少")
    await attempts(api, anna, 1)
    refused = api.calls("sendMessage", anna)[0].at
    bo.says("几月报名")
    (to_bo,) = await api.wait_for(bo, 1, WITHIN)
    (to_anna,) = await api.wait_for(anna, 1, WITHIN)
    assert to_anna.at - refused >= 3
    assert to_bo.at < to_anna.at
    assert len(api.calls("sendMessage", anna)) == 2


@pytest.mark.parametrize(
    "fault",
    [faults.server_error(), faults.bad_gateway(), faults.dropped()],
    ids=["500", "502", "dropped"],
)
async def test_what_did_not_arrive_is_sent_again(polling: Gateways, api: BotApi, fault: Fault) -> None:
    """Until it arrives, in order."""
    await polling.start()
    anna = Person(api, "Anna")
    api.fail("sendMessage", fault, times=4)
    anna.says("评审费多少")
    anna.says("几月报名")
    assert await all_that_came(api, anna) == ["答：评审费多少", "答：几月报名"]


async def test_updates_that_could_not_be_fetched(polling: Gateways, api: BotApi) -> None:
    """Are fetched later."""
    await polling.start()
    anna = Person(api, "Anna")
    anna.says("先")
    await plain(api, anna, 1)
    api.fail("getUpdates", faults.bad_gateway(), times=2)
    anna.says("后")
    assert await plain(api, anna, 2) == ["答：先", "答：后"]


async def test_telegram_out_of_reach_at_the_start(polling: Gateways, api: BotApi) -> None:
    """The gateway starts all the same, and answers as soon as it can."""
    api.fail(None, faults.dropped(), times=ALWAYS)
    gateway = await polling.start()
    await api.wait_for_calls("getMe", 2, WITHIN)
    async with gateway.get("/healthz") as reply:
        assert reply.status == 200
    anna = Person(api, "Anna")
    anna.says("评审费多少")
    api.recover()
    assert await plain(api, anna, 1) == ["答：评审费多少"]


async def test_a_gateway_stops_although_telegram_is_out_of_reach(polling: Gateways, api: BotApi) -> None:
    """What it owes is delivered by the next one."""
    first = await polling.start()
    anna = Person(api, "Anna")
    anna.says("先")
    await plain(api, anna, 1)
    api.fail(None, faults.dropped(), times=ALWAYS)
    anna.says("后")
    await first.close()
    api.recover()
    await polling.start()
    assert await all_that_came(api, anna) == ["答：先", "答：后"]


@pytest.mark.parametrize(
    "fault",
    [faults.blocked(), faults.deactivated(), faults.chat_not_found()],
    ids=["blocked", "deactivated", "no such chat"],
)
async def test_a_chat_that_cannot_be_written_to(
    polling: Gateways, api: BotApi, held: HeldRasa, fault: Fault
) -> None:
    """One attempt, no more after a restart either."""
    held.gate.clear()
    first = await polling.start()
    anna, bo = Person(api, "Anna"), Person(api, "Bo")
    api.fail("sendMessage", fault, chat=anna, times=ALWAYS)
    anna.says("评审费多少")
    await held.arrived.wait()
    held.gate.set()
    await attempts(api, anna, 1)
    await all_dealt_with(first)
    bo.says("几月报名")
    await plain(api, bo, 1)
    await first.close()
    await polling.start()
    await all_that_came(api, bo)
    assert len(api.calls("sendMessage", anna)) == 1


async def subscribed(api: BotApi, person: Person) -> None:
    """The person asks to be reminded of the first notice that is offered."""
    sent = len(api.sent(person))
    person.says("/remind")
    menu = (await api.wait_for(person, sent + 1, WITHIN))[-1]
    person.presses(menu.buttons[0], menu)
    await api.wait_for(person, sent + 2, WITHIN)


def reminders(url: str) -> int:
    """How many wishes to be reminded are held."""
    engine = create_engine(url)
    with engine.connect() as connection:
        count = connection.scalar(text("SELECT count(*) FROM telegram_subscription"))
    engine.dispose()
    return int(count or 0)


async def test_a_person_who_blocked_the_bot_and_comes_back(polling: Gateways, api: BotApi, url: str) -> None:
    """Nobody reminds them; when they write again everything works."""
    gateway = await polling.start(today=OPEN)
    anna = Person(api, "Anna")
    await subscribed(api, anna)
    assert reminders(url) == 1
    anna.blocks()
    await until(lambda: reminders(url) == 0)
    await all_dealt_with(gateway)
    anna.unblocks()
    anna.says("评审费多少")
    assert (await plain(api, anna, 3))[-1] == "答：评审费多少"
    await subscribed(api, anna)
    assert reminders(url) == 1


async def test_a_person_found_to_have_blocked_the_bot(polling: Gateways, api: BotApi, url: str) -> None:
    """Also where only the attempt to write tells so; what was refused then comes when they are back."""
    await polling.start(today=OPEN)
    anna = Person(api, "Anna")
    await subscribed(api, anna)
    api.fail("sendMessage", faults.blocked(), chat=anna)
    anna.says("评审费多少")
    await until(lambda: reminders(url) == 0)
    anna.says("几月报名")
    assert (await plain(api, anna, 4))[2:] == ["答：评审费多少", "答：几月报名"]


async def test_a_reply_that_telegram_refuses(polling: Gateways, api: BotApi) -> None:
    """It will never be taken, so it does not stand in the way of what comes after it."""
    await polling.start()
    anna = Person(api, "Anna")
    refused = Fault(error=faults.bad_request("not enough rights to send text messages to the chat"))
    api.fail("sendMessage", refused, chat=anna)
    anna.says("评审费多少")
    await attempts(api, anna, 1)
    assert await all_that_came(api, anna) == []


async def test_a_group_that_moved_while_it_was_answered(polling: Gateways, api: BotApi) -> None:
    """The answer goes where the group is now, once."""
    await polling.start()
    anna, old, new = Person(api, "Anna"), Group(api, "旧群", number=-4_000_001), Group(api, "新群")
    api.fail("sendMessage", faults.migrated(new.id), chat=old, times=ALWAYS)
    anna.says("@zhiwen_bot 评审费多少", chat=old)
    assert await plain(api, new, 1) == ["答：评审费多少"]
    anna.says("@zhiwen_bot 几月报名", chat=new)
    assert await plain(api, new, 2) == ["答：评审费多少", "答：几月报名"]
    assert len(api.calls("sendMessage", old)) == 1


async def test_rasa_down(database: str, url: str, api: BotApi) -> None:
    """A plain search of the notices answers, cited."""
    settings = {"telegram_token": api.token, "telegram_api": api.root}
    async with gateways_on(database, url, None, **settings) as gateways:
        await gateways.start()
        anna = Person(api, "Anna")
        anna.says("乙县初级评审费多少钱")
        (answer,) = await plain(api, anna, 1)
    assert "直接检索" in answer
    assert "90元" in answer
    assert "乙人〔2030〕7号" in answer


async def test_the_store_down_when_something_comes(
    polling: Gateways, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram is not told that it arrived; it is answered when the store is back."""
    switch = switched(monkeypatch)
    await polling.start()
    anna = Person(api, "Anna")
    anna.says("先")
    await plain(api, anna, 1)
    fetched = len(api.calls("getUpdates"))
    switch.is_down = True
    number = anna.says("后").update_id
    await api.wait_for_calls("getUpdates", fetched + 2, WITHIN)
    confirmed = [one.parameters.get("offset", 0) for one in api.calls("getUpdates")]
    assert max(confirmed) <= number
    switch.is_down = False
    assert await all_that_came(api, anna) == ["答：先", "答：后"]


async def test_the_store_down_while_rasa_is_asked(
    polling: Gateways, api: BotApi, held: HeldRasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Rasa said is kept when the store is back, and delivered once."""
    switch = switched(monkeypatch)
    held.gate.clear()
    await polling.start()
    anna = Person(api, "Anna")
    anna.says("评审费多少")
    await held.arrived.wait()
    switch.is_down = True
    held.gate.set()
    anna.says("几月报名")
    await api.wait_for_calls("getUpdates", len(api.calls("getUpdates")) + 2, WITHIN)
    switch.is_down = False
    assert await all_that_came(api, anna) == ["答：评审费多少", "答：几月报名"]


async def test_a_gateway_stops_although_the_store_is_down(
    polling: Gateways, api: BotApi, held: HeldRasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a flood waiting; the next one answers all of it, in order."""
    switch = switched(monkeypatch)
    held.gate.clear()
    first = await polling.start()
    anna = Person(api, "Anna")
    for number in range(5):
        anna.says(f"问题{number}")
    await held.arrived.wait()
    await until(lambda: len(waiting(first)) == 5)
    switch.is_down = True
    held.gate.set()
    await first.close()
    switch.is_down = False
    await polling.start()
    assert await all_that_came(api, anna) == [f"答：问题{number}" for number in range(5)]


async def test_the_store_down_at_the_start(
    polling: Gateways, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gateway starts all the same, and answers when the store is there."""
    monkeypatch.setattr("bot.housekeeping._AGAIN", 0.1)
    switch = switched(monkeypatch)
    switch.is_down = True
    await polling.start()
    anna = Person(api, "Anna")
    anna.says("评审费多少")
    await until(lambda: switch.refused > 5)
    switch.is_down = False
    assert await plain(api, anna, 1) == ["答：评审费多少"]


async def test_typing_is_shown_while_rasa_thinks(polling: Gateways, api: BotApi, held: HeldRasa) -> None:
    """In the chat that waits."""
    held.gate.clear()
    await polling.start()
    anna = Person(api, "Anna")
    anna.says("评审费多少")
    (call, *_) = await api.wait_for_calls("sendChatAction", 1, WITHIN)
    assert (call.parameters["chat_id"], call.parameters["action"]) == (anna.id, "typing")
    held.gate.set()
    assert await plain(api, anna, 1) == ["答：评审费多少"]


async def test_typing_is_not_shown_where_rasa_is_quick(
    polling: Gateways, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Quick is what is answered before a person begins to wonder, however busy this machine is."""
    monkeypatch.setattr("bot.telegram.talk._TYPING_AFTER", WITHIN)
    gateway = await polling.start()
    anna = Person(api, "Anna")
    anna.says("评审费多少")
    await plain(api, anna, 1)
    await all_dealt_with(gateway)
    assert api.calls("sendChatAction") == []


async def test_typing_that_cannot_be_shown(polling: Gateways, api: BotApi, held: HeldRasa) -> None:
    """Is no part of the answer."""
    api.fail("sendChatAction", faults.dropped(), times=ALWAYS)
    held.gate.clear()
    await polling.start()
    anna = Person(api, "Anna")
    anna.says("评审费多少")
    await api.wait_for_calls("sendChatAction", 1, WITHIN)
    held.gate.set()
    assert await plain(api, anna, 1) == ["答：评审费多少"]


async def test_what_nobody_foresaw_happens_once(
    polling: Gateways, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said so, once and not at every start; and what comes after it in the chat is answered."""
    met: list[Any] = []

    async def broken(_commands: Commands, asked: Any) -> Any:
        met.append(asked)
        raise ZeroDivisionError

    monkeypatch.setattr(Commands, "step", broken)
    first = await polling.start()
    anna = Person(api, "Anna")
    anna.says("/help")
    anna.says("评审费多少")
    assert await plain(api, anna, 2) == [say("unavailable", "zh"), "答：评审费多少"]
    await all_dealt_with(first)
    await first.close()
    await polling.start()
    anna.says("几月报名")
    await until(lambda: "答：几月报名" in texts(api.sent(anna)))
    assert len(met) == 1
