"""What people do looks to the real python-telegram-bot as it does when Telegram brings it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden

from tests.telegram.botapi import BotApi, Button, Channel, Group, Person, bot_api


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with bot_api() as started:
        yield started


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[telegram.Bot]:
    async with api.bot() as started:
        yield started


def message_of(update: telegram.Update) -> telegram.Message:
    """The message of an update."""
    assert update.effective_message
    return update.effective_message


async def test_text_arrives_as_it_was_sent(api: BotApi, bot: telegram.Bot) -> None:
    """The update that a test gets is the one that the bot gets."""
    sent = Person(api, "小王", language="en", username="xiaowang").says("好")
    (update,) = await bot.get_updates()
    assert update.to_dict() == sent.to_dict()
    assert update.effective_user
    assert (update.effective_user.language_code, update.effective_user.username) == ("en", "xiaowang")
    assert update.effective_chat
    assert update.effective_chat.id == update.effective_user.id


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("/start", {"bot_command": "/start"}),
        ("/help@zhiwen_bot 好", {"bot_command": "/help@zhiwen_bot"}),
        ("😀 @zhiwen_bot 好", {"mention": "@zhiwen_bot"}),
        ("你好@zhiwen_bot", {}),
        ("@zhiwen_bot你好", {}),
        ("路径/start", {}),
        ("见 https://example.org/a。", {"url": "https://example.org/a"}),
    ],
)
async def test_text_is_marked(api: BotApi, text: str, marked: dict[str, str]) -> None:
    """Commands, mentions and links are marked where Telegram marks them."""
    message = message_of(Person(api, "小王").says(text))
    assert {str(one.type): part for one, part in message.parse_entities().items()} == marked


async def test_start_with_payload(api: BotApi) -> None:
    """A link to the bot starts it with a payload."""
    assert message_of(Person(api, "小王").starts("web_abc")).text == "/start web_abc"


async def test_edited_message(api: BotApi) -> None:
    """An edit is an update of its own, of the same message."""
    person = Person(api, "小王")
    first = message_of(person.says("旧"))
    update = person.edits(first.message_id, "新")
    assert update.edited_message
    assert (update.edited_message.message_id, update.edited_message.text) == (first.message_id, "新")
    assert update.message is None


async def test_forwarded_message(api: BotApi) -> None:
    """A forwarded message names where it is from, as far as that is known."""
    person, channel = Person(api, "小王"), Channel(api, "人社厅")
    origins = [
        message_of(person.forwards("好", origin)).forward_origin
        for origin in (Person(api, "小李"), channel, "匿名")
    ]
    assert [one and str(one.type) for one in origins] == ["user", "channel", "hidden_user"]


async def test_group_messages(api: BotApi) -> None:
    """In a group people talk to each other, to the bot by name, and in reply to it."""
    one, other, group = Person(api, "小王"), Person(api, "小李"), Group(api, "交流群")
    talk = message_of(one.says("今天天气好", chat=group))
    named = message_of(other.says("@zhiwen_bot 评审费多少", chat=group, reply_to=talk.message_id))
    assert (talk.chat.id, talk.chat.type) == (group.id, "supergroup")
    assert [named.parse_entity(mark) for mark in named.entities] == ["@zhiwen_bot"]
    assert named.reply_to_message
    assert named.reply_to_message.text == "今天天气好"
    assert named.from_user
    assert named.from_user.id == other.id


async def test_reply_to_the_bot(api: BotApi, bot: telegram.Bot) -> None:
    """A reply to the bot says that it was the bot who wrote."""
    person, group = Person(api, "小王"), Group(api, "交流群")
    answer = await bot.send_message(group.id, "280元")
    reply = message_of(person.says("那绍兴呢", chat=group, reply_to=answer.message_id)).reply_to_message
    assert reply
    assert reply.from_user
    assert reply.from_user.id == bot.id


async def test_bot_leaves_and_enters_a_group(api: BotApi, bot: telegram.Bot) -> None:
    """Taken out of a group, the bot may not write there until it is taken in."""
    person, group = Person(api, "小王"), Group(api, "交流群")
    change = group.removes_bot(person.user).my_chat_member
    assert change
    assert (change.new_chat_member.status, change.new_chat_member.user.id) == ("kicked", bot.id)
    with pytest.raises(Forbidden):
        await bot.send_message(group.id, "好")
    group.adds_bot(person.user)
    await bot.send_message(group.id, "好")


async def test_person_blocks_and_returns(api: BotApi, bot: telegram.Bot) -> None:
    """Blocking and unblocking reach the bot as changes of its own membership."""
    person = Person(api, "小王")
    person.blocks()
    person.unblocks()
    changes = [one.my_chat_member for one in await bot.get_updates()]
    assert [one and one.new_chat_member.status for one in changes] == ["kicked", "member"]


async def test_channel_post(api: BotApi, bot: telegram.Bot) -> None:
    """A post is no message of a person."""
    Channel(api, "人社厅").posts("通知")
    (update,) = await bot.get_updates()
    assert update.channel_post
    assert (update.message, update.effective_user) == (None, None)


async def test_button_press(api: BotApi, bot: telegram.Bot) -> None:
    """A press brings the data and the message, and can be answered once."""
    person = Person(api, "小王")
    await bot.send_message(
        person.id,
        "继续？",
        reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("是", callback_data="y")]]),
    )
    (asked,) = api.sent(person)
    query = person.presses("是", asked).callback_query
    assert query
    assert query.message
    assert (query.data, query.message.message_id, query.message.is_accessible) == (
        "y",
        asked.message_id,
        True,
    )
    await bot.answer_callback_query(query.id)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(query.id)


async def test_old_button_press(api: BotApi, bot: telegram.Bot) -> None:
    """A press can come too late to be answered, and from a message that is gone; a stale button still presses."""
    person = Person(api, "小王")
    await bot.send_message(person.id, "继续？")
    (asked,) = api.sent(person)
    query = person.presses(Button("旧", "old"), asked, expired=True).callback_query
    assert query
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(query.id)
    await bot.delete_message(person.id, asked.message_id)
    gone = person.presses(Button("旧", "old"), asked).callback_query
    assert gone
    assert gone.message
    assert not gone.message.is_accessible


async def test_same_person_again(api: BotApi) -> None:
    """With its number given, a person is the same to another server."""
    async with bot_api() as other:
        assert Person(api, "小王", number=42).says("好").to_dict()["message"]["from"]["id"] == 42
        assert Person(other, "小王", number=42).user["id"] == 42
