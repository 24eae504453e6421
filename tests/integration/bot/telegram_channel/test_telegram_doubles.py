"""Nobody knows whether a message arrived: it is looked for before it is sent again."""

from __future__ import annotations

import pytest

from bot import keys
from bot.store import Chats
from bot.telegram.notes import Notes
from tests.integration.bot.rasa import HeldRasa
from tests.integration.bot.telegram_channel.looking import (
    all_dealt_with,
    all_that_came,
    plain,
    until,
)
from tests.integration.bot.telegram_channel.test_telegram_faults import long_reply
from tests.integration.bot.web_gateway import Gateways
from tests.telegram.botapi import BotApi, Group, Person, faults
from tests.telegram.botapi.faults import Fault

ALWAYS = 1_000_000


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody here waits for what does not come."""
    monkeypatch.setattr("bot.conversing._FAREWELL", 0.1)
    monkeypatch.setattr("bot.telegram.application._FAREWELL", 0.1)
    monkeypatch.setattr("bot.telegram.courier._PAUSES", (0.05, 0.1, 0.2))


@pytest.mark.parametrize(
    "fault",
    [faults.server_error(accepted=True), faults.bad_gateway(accepted=True), faults.dropped(accepted=True)],
    ids=["500", "502", "dropped"],
)
async def test_what_arrived_without_a_word_is_not_sent_again(
    polling: Gateways, api: BotApi, fault: Fault
) -> None:
    """Telegram took it, its answer was lost: the chat holds it once."""
    await polling.start()
    anna = Person(api, "Anna")
    api.fail("sendMessage", fault, chat=anna)
    anna.says("评审费多少")
    anna.says("几月报名")
    assert await all_that_came(api, anna) == ["答：评审费多少", "答：几月报名"]


async def test_each_part_of_a_long_reply_comes_once(polling: Gateways, api: BotApi, held: HeldRasa) -> None:
    """However many answers of Telegram are lost."""
    held.reply = [{"text": long_reply()}]
    await polling.start()
    anna = Person(api, "Anna")
    api.fail("sendMessage", faults.dropped(accepted=True), chat=anna, times=3)
    anna.says("全文")
    assert "\n\n".join(await plain(api, anna, 3)) == long_reply()
    held.reply = None
    assert len(await all_that_came(api, anna)) == 3


async def test_found_among_the_messages_of_others(polling: Gateways, api: BotApi) -> None:
    """Others write and are answered while nobody knows: the message is found behind theirs."""
    await polling.start()
    anna, others = Person(api, "Anna"), [Person(api, f"{number}") for number in range(10)]
    anna.says("在吗")
    await api.wait_for(anna, 1, 60)
    api.fail("sendMessage", faults.slow(0.3), chat=anna)
    api.fail("sendMessage", faults.dropped(accepted=True), chat=anna)
    anna.says("评审费多少")
    for one in others:
        one.says("几月报名")
    for one in others:
        assert await all_that_came(api, one) == ["答：几月报名"]
    anna.says("几月报名")
    assert await all_that_came(api, anna) == ["答：在吗", "答：评审费多少", "答：几月报名"]


async def test_killed_before_it_was_noted(
    polling: Gateways, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next gateway finds what the one before sent, and sends nothing again."""
    first = await polling.start()
    anna = Person(api, "Anna")
    with monkeypatch.context() as patch:
        writes = Notes.add

        async def only_intentions(notes: Notes, conversation: str, so_far: object) -> None:
            if getattr(so_far, "sending", None) is not None:
                await writes(notes, conversation, so_far)  # type: ignore[arg-type]
            else:
                raise SystemError("killed")

        patch.setattr(Notes, "add", only_intentions)
        anna.says("评审费多少")
        await api.wait_for(anna, 1, 60)
        await all_dealt_with(first)
        await first.close()
    await polling.start()
    assert await all_that_came(api, anna) == ["答：评审费多少"]


async def test_killed_before_it_was_sent(polling: Gateways, api: BotApi, url: str) -> None:
    """The next gateway looks for it, does not find it, and sends it."""
    first = await polling.start()
    anna = Person(api, "Anna")
    api.fail("sendMessage", faults.dropped(), times=ALWAYS)
    anna.says("评审费多少")
    await until(lambda: bool(api.calls("sendMessage", anna)))
    await all_dealt_with(first)
    await first.close()
    api.recover()
    second = await polling.start()
    assert await all_that_came(api, anna) == ["答：评审费多少"]
    assert api.calls("editMessageText", anna)
    held = Chats(second.app[keys.STORE]).delivered(f"tg{anna.id}")
    await until(lambda: Chats(second.app[keys.STORE]).delivered(f"tg{anna.id}").sending is None)
    assert held.message is not None


async def test_what_did_not_leave_the_house_is_not_looked_for(polling: Gateways, api: BotApi) -> None:
    """429 is a clear no: nothing is looked for."""
    await polling.start()
    anna = Person(api, "Anna")
    api.fail("sendMessage", faults.too_many_requests(1), chat=anna)
    anna.says("评审费多少")
    assert await all_that_came(api, anna) == ["答：评审费多少"]
    assert not api.calls("editMessageText")


async def test_too_many_requests_while_looking(polling: Gateways, api: BotApi) -> None:
    """The search waits as long as Telegram says and goes on from there."""
    await polling.start()
    anna = Person(api, "Anna")
    api.fail("sendMessage", faults.dropped(accepted=True), chat=anna)
    api.fail("editMessageText", faults.too_many_requests(1), chat=anna)
    anna.says("评审费多少")
    assert await all_that_came(api, anna) == ["答：评审费多少"]


async def test_nobody_s_answer_is_written_over_in_a_group(polling: Gateways, api: BotApi) -> None:
    """Several people are answered in one chat: there nothing is looked for, and a double may come."""
    await polling.start()
    group, anna = Group(api, "Colleagues"), Person(api, "Anna")
    api.fail("sendMessage", faults.dropped(accepted=True), chat=group)
    anna.says("@zhiwen_bot 评审费多少", chat=group)
    assert await plain(api, group, 2) == ["答：评审费多少"] * 2
    assert not api.calls("editMessageText")
