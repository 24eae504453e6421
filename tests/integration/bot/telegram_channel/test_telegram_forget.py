"""Who wishes to be forgotten is: by the command, and in their own words."""

from __future__ import annotations

import asyncio

import pytest

from bot.telegram.phrases import say
from policies_kb.wording.reply import say as kb_say
from tests.integration.bot.rasa import HeldRasa
from tests.integration.bot.telegram_channel.held import all_dealt_with, everything, tables, until
from tests.integration.bot.web_gateway import Gateways
from tests.telegram.botapi import BotApi, Group, Person, faults
from tests.telegram.botapi.world import BOT

ONE_DATABASE = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
WORDS = "把我的记录都删掉"
#: Days before the invented notice of 2030 closes: one can be reminded of that.
BEFORE_IT_CLOSES = "2030-03-01"


@pytest.fixture
async def anna(polling: Gateways, api: BotApi) -> Person:
    """A person in front of a running gateway."""
    await polling.start(today=BEFORE_IT_CLOSES)
    return Person(api, "Anna")


async def plain(person: Person, count: int) -> list[str]:
    """What was said to a person, once it is so many messages."""
    return [one.plain for one in await person.api.wait_for(person, count)]


async def _leaves_all_kinds_of_traces(anna: Person, held: HeldRasa) -> None:
    """A talk, a wish of each kind, an opinion, a photo that waits for its notice: six replies."""
    held.reply = [{"text": "评审费三百元", "custom": {"answer": {"status": "answered"}}}]
    anna.says("评审费多少")
    anna.says("/remind")
    remind = (await anna.api.wait_for(anna, 2))[1]
    for button in remind.buttons:  # the notice, and amendments
        anna.presses(button, remind)
    anna.says("/language")
    asked = 3 + len(remind.buttons)
    language = (await anna.api.wait_for(anna, asked))[asked - 1]
    anna.presses("繁體中文", language)
    anna.says("/feedback 金额不对")
    assert await plain(anna, asked + 2)
    held.reply = None


async def _nothing_left(url: str, person: Person) -> None:
    """Wait until no table knows the chat.

    Of what came in only numbers may remain, of turns that they were (no words, nobody's name), and who leads the bot.
    """

    def is_gone() -> bool:
        rows = tables(url)
        updates = rows.pop("telegram_update")
        for table in ("turn_record", "gateway_lease"):
            rows.pop(table)
        return not any(rows.values()) and all(row["body"] is None and row["chat"] is None for row in updates)

    await until(is_gone)
    assert str(person.id) not in repr(tables(url))


async def _is_ready_to_be_forgotten(anna: Person, held: HeldRasa, url: str) -> None:
    await _leaves_all_kinds_of_traces(anna, held)
    rows = await all_dealt_with(url)
    for table in ("web_event", "web_feedback", "telegram_chat", "telegram_subscription"):
        assert rows[table], f"nothing in {table} that could be deleted"


async def test_the_command_deletes_everything(anna: Person, held: HeldRasa, url: str) -> None:
    """Nothing of the chat is left in any table: what was said, opinions, wishes, reminders."""
    await _is_ready_to_be_forgotten(anna, held, url)
    anna.says("/forget")
    assert (await plain(anna, 8))[7] == say("forgotten", "zh-hant")
    await _nothing_left(url, anna)
    whole = everything(url)
    assert not [word for word in ("评审费", "三百元", "金额", "zh-hant") if word in whole]


@pytest.mark.parametrize("lang", ["zh", "zh-hant", "en"])
@ONE_DATABASE
async def test_words_delete_everything(
    polling: Gateways, api: BotApi, held: HeldRasa, url: str, lang: str
) -> None:
    """When the dialogue says that it let go of everything, in whatever language, the channel does too."""
    await polling.start(today=BEFORE_IT_CLOSES)
    anna = Person(api, "Anna")
    await _is_ready_to_be_forgotten(anna, held, url)
    farewell = {"zh": kb_say("forgotten", "zh"), "zh-hant": kb_say("forgotten", "zh-hant")}.get(
        lang, kb_say("forgotten", "en")
    )
    held.reply = [{"text": farewell}]
    anna.says(WORDS)
    assert (await plain(anna, 8))[7] == farewell
    await _nothing_left(url, anna)


@ONE_DATABASE
@pytest.mark.parametrize("written", ["/forget", WORDS])
async def test_the_dialogue_is_told(anna: Person, held: HeldRasa, written: str) -> None:
    """Rasa forgets every slot of the conversation, which from then on has another name."""
    anna.says("评审费")
    await plain(anna, 1)
    held.reply = [{"text": kb_say("forgotten", "zh")}]
    anna.says(written)
    await plain(anna, 2)
    held.reply = None
    anna.says("继续教育")
    await plain(anna, 3)
    senders = {one["sender"] for one in held.heard if one["message"] != "继续教育"}
    (restarted,) = (one["sender"] for one in held.heard if one["message"] == "/restart")
    assert senders == {restarted}
    assert held.heard[-1]["sender"] != restarted


async def test_the_farewell_arrives_once_and_a_later_message_starts_anew(
    anna: Person, polling: Gateways, held: HeldRasa, url: str
) -> None:
    """Also across a restart; no wish of before holds any more."""
    await _is_ready_to_be_forgotten(anna, held, url)
    anna.says("/forget")
    await plain(anna, 8)
    await _nothing_left(url, anna)
    await polling.running[0].close()
    await polling.start()
    anna.says("评审费")
    anna.says("/remind")
    said = await plain(anna, 10)
    assert said[7:] == [say("forgotten", "zh-hant"), "答：评审费", said[9]]
    assert "提醒" in said[9]
    assert "lang" not in held.heard[-1]["metadata"]
    rows = await all_dealt_with(url)
    assert [row["lang"] for row in rows["telegram_chat"]] == [None]
    assert rows["telegram_subscription"] == []
    assert min(row["n"] for row in rows["web_event"]) == 1


async def test_who_writes_before_the_farewell_arrives_loses_nothing(
    anna: Person, api: BotApi, held: HeldRasa, url: str
) -> None:
    """Telegram takes the farewell late: wishes are gone at once, and the new message is answered once."""
    await _is_ready_to_be_forgotten(anna, held, url)
    api.fail("sendMessage", faults.server_error(), chat=anna, times=2)
    anna.says("/forget")
    anna.says("继续教育")
    said = await plain(anna, 9)
    assert said[7:] == [say("forgotten", "zh-hant"), "答：继续教育"]
    anna.says("还在吗")
    assert (await plain(anna, 10))[9] == "答：还在吗"
    rows = await all_dealt_with(url)
    assert rows["telegram_subscription"] == []
    assert [(row["lang"], bool(row["amendments"])) for row in rows["telegram_chat"]] == [(None, False)]
    assert "评审费" not in everything(url)


@ONE_DATABASE
async def test_who_writes_while_the_farewell_is_sent_is_answered(
    anna: Person, api: BotApi, held: HeldRasa
) -> None:
    """The deletion that ends with the farewell does not take the next question with it."""
    api.fail("sendMessage", faults.slow(0.3), chat=anna)
    anna.says("/forget")
    held.gate.clear()
    await api.wait_for(anna, 1)
    anna.says("继续教育")
    await asyncio.sleep(0.4)  # the farewell's arrival is learnt while the question is worked on
    held.gate.set()
    assert (await plain(anna, 2))[1] == "答：继续教育"


@ONE_DATABASE
async def test_a_member_of_a_group_is_forgotten_alone(
    anna: Person, api: BotApi, held: HeldRasa, url: str
) -> None:
    """Others of the group, and one's own private chat, are kept."""
    group, ben = Group(api, "评审互助群"), Person(api, "Ben")
    for count, person in enumerate((anna, ben), 1):
        person.says(f"@{BOT['username']} 评审费", chat=group)
        await api.wait_for(group, count)
    anna.says("评审费")
    await plain(anna, 1)
    forgotten = f"tg{group.id}.{anna.id}"
    anna.says("/forget", chat=group)
    await api.wait_for(group, 3)
    await until(lambda: forgotten not in repr(tables(url)))
    held_now = {row["id"] for row in tables(url)["web_conversation"]}
    assert held_now == {f"tg{group.id}.{ben.id}", f"tg{anna.id}"}


@ONE_DATABASE
async def test_who_wishes_to_be_forgotten_and_blocks_is(anna: Person, held: HeldRasa, url: str) -> None:
    """The farewell cannot arrive; that keeps nothing."""
    await _is_ready_to_be_forgotten(anna, held, url)
    anna.api.fail("sendMessage", faults.blocked(), chat=anna)
    anna.says("/forget")
    await _nothing_left(url, anna)
    assert len(anna.api.sent(anna)) == 7


@ONE_DATABASE
async def test_who_was_never_there_is_told_the_same(anna: Person, url: str) -> None:
    """`/forget` as the first word leaves nothing either."""
    anna.says("/forget")
    assert await plain(anna, 1) == [say("forgotten", "zh")]
    await _nothing_left(url, anna)
