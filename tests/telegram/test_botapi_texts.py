"""The played Bot API takes and refuses the same messages as Telegram."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, nullcontext

import pytest
import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters
from telegram.error import BadRequest

from tests.telegram.botapi import BotApi, Person, bot_api


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with bot_api() as started:
        yield started


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[telegram.Bot]:
    async with api.bot() as started:
        yield started


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "message text is empty"),
        ("<b> </b>", "message text is empty"),
        ("字" * 4097, "message is too long"),
        ("😀" * 2049, "message is too long"),
        ("<p>段</p>", 'can\'t parse entities: unsupported start tag "p" at byte offset 0'),
        ("费 <5 元", 'can\'t parse entities: unsupported start tag "5" at byte offset 4'),
        ("<b>粗", "can't parse entities: can't find end tag corresponding to start tag \"b\""),
        ("<i>a</em>", "can't parse entities: unmatched end tag at byte offset 4"),
        ("a</b>", "can't parse entities: unexpected end tag at byte offset 1"),
        ("a <b", "can't parse entities: unclosed start tag at byte offset 2"),
    ],
)
async def test_text_is_refused(api: BotApi, bot: telegram.Bot, text: str, error: str) -> None:
    """Text that Telegram does not take is refused in its words."""
    person = Person(api, "小王")
    with pytest.raises(BadRequest) as refused:
        await bot.send_message(person.id, text, "HTML")
    assert str(refused.value).lower().startswith(error.lower())
    assert api.sent(person) == []


async def test_longest_text(api: BotApi, bot: telegram.Bot) -> None:
    """Tags do not count: 4096 units are taken after parsing."""
    person = Person(api, "小王")
    await bot.send_message(person.id, f"<b>{'😀' * 2048}</b>", "HTML")
    assert len(api.sent(person)) == 1


async def test_entities_are_counted_in_utf16(api: BotApi, bot: telegram.Bot) -> None:
    """Places in the text are counted as Telegram counts, after white space around it is gone."""
    text = (
        '\n😀<a href="https://example.org/?a=1&amp;b=2">文<i>件</i></a> <span class="tg-spoiler">x</span>\n'
    )
    sent = await bot.send_message(Person(api, "小王").id, text, "HTML")
    entities = [(one.type, one.offset, one.length, one.url) for one in sent.entities]
    link = "https://example.org/?a=1&b=2"
    assert entities == [("text_link", 2, 2, link), ("italic", 3, 1, None), ("spoiler", 5, 1, None)]


@pytest.mark.parametrize(("data", "fits"), [("字" * 21 + "a", True), ("字" * 22, False)])
async def test_callback_data_is_counted_in_bytes(
    api: BotApi, bot: telegram.Bot, data: str, fits: bool
) -> None:
    """A button carries 64 bytes, not 64 characters."""
    person = Person(api, "小王")
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("是", callback_data=data)]])
    refused: AbstractContextManager[object] = (
        nullcontext() if fits else pytest.raises(BadRequest, match="(?i)button_data_invalid")
    )
    with refused:
        await bot.send_message(person.id, "?", reply_markup=keyboard)
    assert len(api.sent(person)) == fits


async def test_reply_to_a_message_that_is_gone(api: BotApi, bot: telegram.Bot) -> None:
    """Such a reply is refused, unless it may be sent without."""
    person = Person(api, "小王")
    with pytest.raises(BadRequest, match="(?i)message to be replied not found"):
        await bot.send_message(person.id, "好", reply_parameters=ReplyParameters(99))
    await bot.send_message(
        person.id, "好", reply_parameters=ReplyParameters(99, allow_sending_without_reply=True)
    )
    assert [one.reply_to for one in api.sent(person)] == [None]
