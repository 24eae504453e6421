"""The played Bot API answers the real python-telegram-bot as Telegram does: methods, limits, refusals."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import telegram
from aiohttp import ClientSession, MultipartWriter
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters
from telegram.error import BadRequest, EndPointNotFound, Forbidden, InvalidToken, NetworkError

from tests.telegram.botapi import BotApi, Button, Group, Person, bot_api
from tests.telegram.botapi.payloads import checked


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with bot_api() as started:
        yield started


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[telegram.Bot]:
    async with api.bot() as started:
        yield started


async def test_bot_knows_itself(bot: telegram.Bot) -> None:
    """GetMe names the bot."""
    me = await bot.get_me()
    assert (me.is_bot, me.username) == (True, "zhiwen_bot")


async def test_wrong_token(api: BotApi) -> None:
    """Another token is not let in."""
    with pytest.raises(InvalidToken):
        await telegram.Bot("1:another", base_url=api.base_url).initialize()


async def test_unknown_method(bot: telegram.Bot) -> None:
    """A method that is not there is not found."""
    with pytest.raises(EndPointNotFound):
        await bot.do_api_request("sendNothing")


@pytest.mark.parametrize("form", ["query", "form", "multipart", "json"])
async def test_parameters_come_in_every_form(api: BotApi, form: str) -> None:
    """A call is understood however its parameters come."""
    person, keyboard = Person(api, "小王"), '{"inline_keyboard":[[{"text":"是","callback_data":"y"}]]}'
    flat = {"chat_id": str(person.id), "text": "好", "reply_markup": keyboard}
    async with ClientSession() as session:
        url = f"{api.base_url}{api.token}/sendMessage"
        if form == "query":
            await session.get(url, params=flat)
        elif form == "json":
            nested = {"inline_keyboard": [[{"text": "是", "callback_data": "y"}]]}
            await session.post(url, json={"chat_id": person.id, "text": "好", "reply_markup": nested})
        elif form == "multipart":
            with MultipartWriter("form-data") as parts:
                for name, value in flat.items():
                    parts.append(value).set_content_disposition("form-data", name=name)
            await session.post(url, data=parts)
        else:
            await session.post(url, data=flat)
    assert api.sent(person)[0].buttons == (Button("是", "y"),)


async def test_sent_message_is_recorded(api: BotApi, bot: telegram.Bot) -> None:
    """What was sent is kept as given and as it is read, with keyboard and the message it replies to."""
    person = Person(api, "小王")
    asked = person.says("评审费多少").effective_message
    assert asked
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("继续", callback_data="more")]])
    reply = ReplyParameters(asked.message_id)
    text = "<b>280</b> &lt;元"
    sent = await bot.send_message(person.id, text, "HTML", reply_markup=markup, reply_parameters=reply)
    (kept,) = api.sent(person)
    assert (kept.text, kept.plain, kept.buttons) == (text, "280 <元", (Button("继续", "more"),))
    assert kept.reply_to == asked.message_id
    assert sent.reply_to_message
    assert (sent.text, sent.reply_to_message.text) == ("280 <元", "评审费多少")
    assert sent.parse_entities() == {sent.entities[0]: "280"}


async def test_unknown_chat(bot: telegram.Bot) -> None:
    """Nobody is there."""
    with pytest.raises(BadRequest, match="(?i)chat not found"):
        await bot.send_message(12345, "好")


async def test_person_who_blocked_the_bot(api: BotApi, bot: telegram.Bot) -> None:
    """They get nothing until they unblock it."""
    person = Person(api, "小王")
    person.blocks()
    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.send_chat_action(person.id, "typing")
    person.unblocks()
    assert await bot.send_chat_action(person.id, "typing")
    assert [one.parameters["action"] for one in api.calls("sendChatAction", person)] == ["typing", "typing"]


async def test_message_is_edited(api: BotApi, bot: telegram.Bot) -> None:
    """An edit changes what is shown, not what was sent; the same again is refused."""
    person = Person(api, "小王")
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("是", callback_data="y")]])
    sent = await bot.send_message(person.id, "旧", reply_markup=markup)
    edited = await bot.edit_message_text("新", person.id, sent.message_id, reply_markup=markup)
    assert isinstance(edited, telegram.Message)
    assert edited.edit_date
    with pytest.raises(BadRequest, match="(?i)message is not modified"):
        await bot.edit_message_text("新", person.id, sent.message_id, reply_markup=markup)
    await bot.edit_message_reply_markup(person.id, sent.message_id)
    (shown,) = api.shown(person)
    assert (api.sent(person)[0].plain, shown.plain, shown.buttons) == ("旧", "新", ())


async def test_others_messages_are_not_edited(api: BotApi, bot: telegram.Bot) -> None:
    """What people wrote cannot be edited, what never was cannot be found."""
    person = Person(api, "小王")
    written = person.says("好").effective_message
    assert written
    with pytest.raises(BadRequest, match="(?i)message can't be edited"):
        await bot.edit_message_text("新", person.id, written.message_id)
    with pytest.raises(BadRequest, match="(?i)message to edit not found"):
        await bot.edit_message_text("新", person.id, 99)


async def test_message_is_deleted(api: BotApi, bot: telegram.Bot) -> None:
    """A deleted message is shown no more, cannot be deleted twice, and its number is not used again."""
    person = Person(api, "小王")
    sent = await bot.send_message(person.id, "好")
    assert await bot.delete_message(person.id, sent.message_id)
    with pytest.raises(BadRequest, match="(?i)message to delete not found"):
        await bot.delete_message(person.id, sent.message_id)
    assert (await bot.send_message(person.id, "好")).message_id == sent.message_id + 1
    assert [one.message_id for one in api.shown(person)] == [sent.message_id + 1]


async def test_chats_number_their_messages_apart(api: BotApi, bot: telegram.Bot) -> None:
    """The number of a message says nothing without its chat."""
    first = await bot.send_message(Person(api, "小王").id, "好")
    second = await bot.send_message(Group(api, "交流群").id, "好")
    assert first.message_id == second.message_id == 1


async def test_commands_by_language(bot: telegram.Bot) -> None:
    """Commands are kept by language and scope."""
    await bot.set_my_commands([("start", "开始")])
    await bot.set_my_commands([("start", "Start")], language_code="en")
    (chinese,), (english,) = await bot.get_my_commands(), await bot.get_my_commands(language_code="en")
    assert (chinese.description, english.description) == ("开始", "Start")
    with pytest.raises(BadRequest, match="(?i)bot_command_invalid"):
        await bot.set_my_commands([("自查", "自查")])


async def test_descriptions_have_an_end(bot: telegram.Bot) -> None:
    """A description has 512 characters at most, the short one 120."""
    assert await bot.set_my_description("好" * 512)
    assert await bot.set_my_short_description("好" * 120)
    with pytest.raises(BadRequest):
        await bot.set_my_short_description("好" * 121)


def test_payloads_are_checked() -> None:
    """A payload without a required field, or with an unknown one, is a mistake of the played server."""
    chat = {"id": 1, "type": "private"}
    with pytest.raises(TypeError):
        checked(telegram.Message, {"date": 0, "chat": chat})
    with pytest.raises(AssertionError, match="Chat.nickname"):
        checked(telegram.Message, {"message_id": 1, "date": 0, "chat": {**chat, "nickname": "x"}})


async def test_mistakes_of_the_server_are_raised() -> None:
    """What the played server cannot do fails the test, whatever the bot made of the answer."""

    async def use() -> None:
        async with bot_api() as api, api.bot() as bot:
            with pytest.raises(NetworkError):
                await bot.send_message(Person(api, "小王").id, "*a*", "MarkdownV2")

    with pytest.raises(AssertionError, match="reads HTML only"):
        await use()
