"""Whatever people send: what is answered, what is passed over, what is kept of it, and which buttons count."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.telegram.phrases import say
from tests.integration.bot.rasa import HeldRasa
from tests.integration.bot.telegram_channel.held import all_dealt_with, everything, tables, until
from tests.integration.bot.web_gateway import Gateways
from tests.telegram.botapi import BotApi, Button, Channel, Group, Person
from tests.telegram.botapi.places import Place
from tests.telegram.botapi.world import BOT

ONE_DATABASE = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
BUTTONS = [{"title": "费用", "payload": "/ask_fee"}, {"title": "重来", "payload": "/restart_check"}]
WITH_BUTTONS = {"text": "想了解哪方面？", "buttons": BUTTONS}
NUMBERS = "我是330681199003078811，手机138\u200b00138000或１３８００１３８０００"
MASKED = "我是[证件号]，手机[手机号]或[手机号]"


@pytest.fixture
async def anna(polling: Gateways, api: BotApi) -> Person:
    """A person in front of a running gateway."""
    await polling.start()
    return Person(api, "安娜伊莎", username="annaisa_1990")


async def plain(person: Person, count: int) -> list[str]:
    """What was said to a person, once it is so many messages."""
    return [one.plain for one in await person.api.wait_for(person, count)]


@ONE_DATABASE
async def test_an_edited_message(anna: Person, held: HeldRasa) -> None:
    """Its new text is answered."""
    message = anna.says("评审废").message
    await plain(anna, 1)
    assert message is not None
    anna.edits(message.message_id, "评审费")
    assert await plain(anna, 2) == ["答：评审废", "答：评审费"]


@ONE_DATABASE
@pytest.mark.parametrize(
    "send",
    [
        pytest.param(Person.sends_sticker, id="sticker"),
        pytest.param(Person.sends_voice, id="voice"),
        pytest.param(Person.sends_location, id="location"),
        pytest.param(Person.sends_contact, id="contact"),
        pytest.param(lambda person: person.sends_poll("评审难吗", "难", "不难"), id="poll"),
        pytest.param(Person.sends_dice, id="dice"),
        pytest.param(
            lambda person: person.sends(
                {
                    "video_note": {
                        "file_id": "DQACAgUAAxkB",
                        "file_unique_id": "AgADu",
                        "length": 240,
                        "duration": 3,
                    }
                }
            ),
            id="video note",
        ),
    ],
)
async def test_what_cannot_be_read(anna: Person, held: HeldRasa, send: Callable[[Person], object]) -> None:
    """One polite line, and the next question is answered."""
    send(anna)
    anna.says("评审费")
    assert await plain(anna, 2) == [say("only_text", "zh"), "答：评审费"]
    assert held.asked == ["评审费"]


@ONE_DATABASE
async def test_a_place_that_moves(anna: Person) -> None:
    """Telegram sends every step of a shared place as an edit: one line is enough."""
    shared = anna.sends_location().message
    await plain(anna, 1)
    assert shared is not None
    content = anna.api.world.messages[anna.id, shared.message_id]
    for step in range(3):
        moved = {**content["location"], "latitude": 30.3 + step / 100}
        anna.api.world.send(
            "edited_message", {**content, "location": moved, "edit_date": content["date"] + 60}
        )
    anna.says("评审费")
    assert await plain(anna, 2) == [say("only_text", "zh"), "答：评审费"]


@ONE_DATABASE
@pytest.mark.parametrize(
    "fields",
    [
        pytest.param(
            {"pinned_message": {"message_id": 1, "date": 1_900_000_000, "chat": {"id": 1, "type": "private"}}}
        ),
        pytest.param({"message_auto_delete_timer_changed": {"message_auto_delete_time": 86_400}}),
        pytest.param({"write_access_allowed": {"from_request": True}}),
        pytest.param({"text": f"@{BOT['username']} 你好", "from": {**BOT, "id": 5, "username": "other_bot"}}),
    ],
    ids=["pinned", "timer", "access", "a bot"],
)
async def test_service_messages_and_bots(
    anna: Person, held: HeldRasa, url: str, fields: dict[str, Any]
) -> None:
    """Nothing is said to what nobody asked, and nothing of it is stored."""
    anna.sends(fields)
    anna.says("评审费")
    assert await plain(anna, 1) == ["答：评审费"]
    assert len(tables(url)["telegram_update"]) == 1


@ONE_DATABASE
@pytest.mark.parametrize(
    "fields",
    [
        {"new_chat_members": [{"id": 6, "is_bot": False, "first_name": "Cem"}]},
        {"left_chat_member": {"id": 6, "is_bot": False, "first_name": "Cem"}},
        {"new_chat_title": f"@{BOT['username']}"},
    ],
    ids=["who comes", "who goes", "title"],
)
async def test_service_messages_of_groups(anna: Person, api: BotApi, fields: dict[str, Any]) -> None:
    """Who comes, who goes and how the group is called is none of our business."""
    group = Group(api, "评审互助群")
    anna.sends(fields, chat=group)
    anna.says(f"@{BOT['username']} 评审费", chat=group)
    assert [one.plain for one in await api.wait_for(group, 1)] == ["答：评审费"]


@ONE_DATABASE
async def test_channel_posts(anna: Person, api: BotApi, held: HeldRasa) -> None:
    """Channels are for readers: nothing is posted there, whatever a post asks."""
    channel = Channel(api, "人社局公告")
    channel.posts(f"@{BOT['username']} 评审费")
    channel.posts("/deadlines")
    anna.says("继续教育")
    await plain(anna, 1)
    assert held.asked == ["继续教育"]
    assert api.sent(channel) == []


@ONE_DATABASE
@pytest.mark.parametrize("origin", ["person", "channel", "hidden"])
async def test_forwarded_text(anna: Person, api: BotApi, url: str, origin: str) -> None:
    """It is answered like an own question; whose it was is not kept."""
    origins: dict[str, Place | str] = {
        "person": Person(api, "陈原作者"),
        "channel": Channel(api, "陈原作者"),
        "hidden": "陈原作者",
    }
    anna.forwards("评审费多少", origins[origin])
    assert await plain(anna, 1) == ["答：评审费多少"]
    assert "陈原作者" not in everything(url)


async def test_numbers_of_persons_are_masked_before_anything_is_stored(
    anna: Person, held: HeldRasa, url: str
) -> None:
    """In every table, while the question is still worked on and after, and before the dialogue hears it."""
    held.gate.clear()
    anna.says(NUMBERS)
    await held.arrived.wait()
    working = everything(url)
    held.gate.set()
    await plain(anna, 1)
    rows = await all_dealt_with(url)
    assert held.asked == [MASKED]
    assert rows["web_event"][0]["body"]["text"] == MASKED
    for whole in (working, everything(url)):
        assert not [one for one in ("330681199003078811", "00138000", "００１３８") if one in whole]


async def test_numbers_in_commands_and_captions_are_masked(anna: Person, url: str) -> None:
    """Wherever a person can write."""
    anna.says(f"/ask {NUMBERS}")
    anna.says(f"/nosuch {NUMBERS}")
    anna.sends_document(b"%PDF", "13800138000.pdf", "application/pdf", caption=NUMBERS)
    await plain(anna, 3)
    await all_dealt_with(url)
    assert not [one for one in ("330681199003078811", "00138000", "００１３８") if one in everything(url)]


async def test_no_table_holds_who_somebody_is(anna: Person, url: str) -> None:
    """No name, username, contact, poll or place: not while something waits, and not after it was dealt with."""
    anna.says("评审费")
    anna.sends_contact("+8613900139000", "李联系人")
    anna.sends_poll("张三能评上吗", "能", "不能")
    anna.sends_location(30.27415, 120.15515)
    anna.sends_sticker()
    anna.says("/language")
    anna.presses("English", (await anna.api.wait_for(anna, 6))[5])
    await plain(anna, 7)
    await all_dealt_with(url)
    whole = everything(url)
    found = ("安娜伊莎", "annaisa_1990", "13900139000", "李联系人", "张三", "能评上", "30.27415", "HotCherry")
    assert not [one for one in found if one in whole]


async def test_logs_carry_neither_texts_nor_names(
    polling: Gateways, api: BotApi, held: HeldRasa, caplog: pytest.LogCaptureFixture
) -> None:
    """Ours with all their details, everybody's with what they tell by default; and never the token.

    Requests to the Telegram that is played here are logged by the server that plays it.
    """
    caplog.set_level(logging.CRITICAL, "aiohttp.access")
    caplog.set_level(logging.INFO)
    caplog.set_level(logging.DEBUG, "bot")  # the last one is what the handler lets through
    await polling.start()
    anna = Person(api, "安娜伊莎", username="annaisa_1990")
    held.reply = [{"text": "评审费三百元", "buttons": [{"title": "没有去处的按钮"}]}]
    anna.says("评审费多少")  # nobody foresaw such a reply, and errors are logged, too
    await api.wait_for(anna, 1)
    assert "KeyError" in caplog.text
    held.reply = [WITH_BUTTONS]
    anna.says("继续教育")
    anna.presses("费用", (await api.wait_for(anna, 2))[1])
    anna.says("/feedback 金额不对")
    anna.says("/forget")
    anna.sends_contact("+8613900139000", "李联系人")
    await api.wait_for(anna, 6)
    for word in (
        "评审费",
        "没有去处",
        "继续教育",
        "金额",
        "费用",
        "ask_fee",
        "安娜",
        "annaisa",
        "13900139000",
        api.token,
    ):
        assert word not in caplog.text


async def test_a_button_reaches_the_dialogue(anna: Person, held: HeldRasa, url: str) -> None:
    """With the payload that stands behind it; the conversation keeps its title, and Telegram neither."""
    held.reply = [WITH_BUTTONS]
    anna.says("评审")
    (asked,) = await anna.api.wait_for(anna, 1)
    assert not [button for button in asked.buttons if "ask" in (button.data or "")]
    anna.presses("费用", asked)
    await plain(anna, 2)
    assert held.asked == ["评审", "/ask_fee"]
    assert tables(url)["web_event"][2]["body"]["text"] == "费用"


@ONE_DATABASE
@pytest.mark.parametrize(
    "data", ["/ask_fee", "2.0.1", "2.0.9.abcdef", "2.0.0.000000", "tg:lang:en", "x" * 64]
)
async def test_forged_data(anna: Person, held: HeldRasa, data: str) -> None:
    """Whatever was not offered is said to be no button; the dialogue hears nothing of it."""
    held.reply = [WITH_BUTTONS]
    anna.says("评审")
    (asked,) = await anna.api.wait_for(anna, 1)
    anna.presses(Button("费用", data), asked)
    assert (await plain(anna, 2))[1] == say("stale", "zh")
    assert held.asked == ["评审"]


@ONE_DATABASE
async def test_a_button_of_another_chat(anna: Person, api: BotApi, held: HeldRasa) -> None:
    """Its data means nothing elsewhere, also where a button of one's own stands in the same place."""
    held.reply = [WITH_BUTTONS]
    ben = Person(api, "Ben")
    for person in (anna, ben):
        person.says("评审")
        await api.wait_for(person, 1)
    (annas,) = api.sent(anna)
    ben.presses(annas.buttons[0], replace(annas, chat_id=ben.id))
    assert (await plain(ben, 2))[1] == say("stale", "zh")
    assert held.asked == ["评审", "评审"]


async def test_a_button_of_a_deleted_conversation(anna: Person, held: HeldRasa, url: str) -> None:
    """It says so, also when the new conversation has another button in the same place."""
    held.reply = [WITH_BUTTONS]
    anna.says("评审")
    (old,) = await anna.api.wait_for(anna, 1)
    anna.says("/forget")
    await plain(anna, 2)
    await until(lambda: tables(url)["web_conversation"] == [])
    anna.presses("费用", old)
    assert (await plain(anna, 3))[2] == say("stale", "zh")
    anna.says("/forget")
    await plain(anna, 4)
    await until(lambda: tables(url)["web_conversation"] == [])
    held.reply = [{"text": "哪一年？", "buttons": [{"title": "2031", "payload": "/year"}]}]
    anna.says("年份")
    await plain(anna, 5)
    anna.presses("费用", old)
    assert (await plain(anna, 6))[5] == say("stale", "zh")
    assert held.asked == ["评审", "年份"]


@ONE_DATABASE
async def test_a_press_is_answered_at_once(anna: Person, api: BotApi, held: HeldRasa) -> None:
    """The button stops turning while an earlier message of the chat is still worked on."""
    held.reply = [WITH_BUTTONS]
    anna.says("评审")
    (asked,) = await api.wait_for(anna, 1)
    held.gate.clear()
    held.arrived.clear()
    anna.says("继续教育")
    await held.arrived.wait()
    pressed = anna.presses("费用", asked)
    (call,) = await api.wait_for_calls("answerCallbackQuery", 1)
    assert pressed.callback_query is not None
    assert call.parameters["callback_query_id"] == pressed.callback_query.id
    assert held.asked == ["评审", "继续教育"]
    held.gate.set()
    await plain(anna, 3)
    assert held.asked == ["评审", "继续教育", "/ask_fee"]


@ONE_DATABASE
async def test_a_press_that_is_too_old_to_be_answered(anna: Person, held: HeldRasa) -> None:
    """Telegram takes no answer to the press any more; what was chosen is answered all the same."""
    held.reply = [WITH_BUTTONS]
    anna.says("评审")
    (asked,) = await anna.api.wait_for(anna, 1)
    anna.presses("费用", asked, expired=True, inaccessible=True)
    await plain(anna, 2)
    assert held.asked == ["评审", "/ask_fee"]
