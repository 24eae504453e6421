"""The harness itself: a small bot of its own, in polling and in webhook mode, and the process behind it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.error import URLError

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram import BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Update
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from dev.layout import PROJECT
from tests.telegram.emulator import BotApi, EmulatorDied, Person, running_emulator

App = Application[Any, Any, Any, Any, Any, Any]
_SECRET = "s" * 32
_MENU = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("收费", callback_data="/fee"),
            InlineKeyboardButton("材料", callback_data="/materials"),
        ],
        [InlineKeyboardButton("官网", url="https://example.org/")],
    ]
)


async def _start(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message
    await update.message.reply_text(
        "问什么？", reply_markup=_MENU, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )


async def _chose(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    assert query
    await query.answer("好的")
    await query.edit_message_text(f"您选了 {query.data}")


async def _echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message
    await update.message.reply_chat_action(ChatAction.TYPING)
    await update.message.reply_text(f"<b>{update.message.text}</b>", parse_mode=ParseMode.HTML)


def _made(telegram: BotApi, token: str) -> App:
    app = Application.builder().token(token).base_url(telegram.base_url).build()
    app.add_handler(CommandHandler("start", _start))
    app.add_handler(CallbackQueryHandler(_chose))
    app.add_handler(MessageHandler(filters.TEXT, _echo))
    return app


@asynccontextmanager
async def _polling(app: App) -> AsyncIterator[None]:
    assert app.updater
    async with app:
        await app.updater.start_polling(timeout=1)
        await app.start()
        yield
        await app.updater.stop()
        await app.stop()


class Listener:
    """A webhook: refuses who does not know the secret, and the first `refusals` of those who do."""

    def __init__(self, app: App, refusals: int = 0) -> None:
        self._app = app
        self._refusals = refusals
        self.told: list[int] = []

    async def hear(self, request: web.Request) -> web.Response:
        if request.headers.get("X-Telegram-Bot-Api-Secret-Token") != _SECRET:
            return web.Response(status=403)
        update = Update.de_json(await request.json(), self._app.bot)
        self.told.append(update.update_id)
        if len(self.told) <= self._refusals:
            return web.Response(status=500)
        await self._app.update_queue.put(update)
        return web.Response()


@asynccontextmanager
async def _webhook(app: App, listener: Listener) -> AsyncIterator[None]:
    served = web.Application()
    served.router.add_post("/hook", listener.hear)
    async with TestServer(served) as server, app:
        await app.start()
        assert await app.bot.set_webhook(str(server.make_url("/hook")), secret_token=_SECRET)
        yield
        assert await app.bot.delete_webhook()
        await app.stop()


@pytest.fixture(params=["polling", "webhook"])
async def bot(request: pytest.FixtureRequest, telegram: BotApi, token: str) -> AsyncIterator[App]:
    """The small bot, told of updates in one of both ways."""
    app = _made(telegram, token)
    way = _polling(app) if request.param == "polling" else _webhook(app, Listener(app))
    async with way:
        yield app


@pytest.fixture
def person(telegram: BotApi, token: str) -> Person:
    """Somebody who chats with it."""
    return Person(telegram, token)


async def test_a_text_is_answered(bot: App, person: Person, telegram: BotApi) -> None:
    """What a person says reaches the handler, and what the bot sends reaches the person."""
    await person.say("收费多少？&=+")
    [reply] = await person.received()

    assert reply.text == "<b>收费多少？&=+</b>"
    assert reply.sent["parse_mode"] == "HTML"
    assert telegram.called("sendChatAction") == [{"chat_id": "1", "action": "typing"}]


async def test_a_pressed_button_edits_its_message(bot: App, person: Person, telegram: BotApi) -> None:
    """A keyboard is shown in rows, a press reaches the handler, and the edit takes the buttons away."""
    await person.say("/start")
    [menu] = await person.received()
    assert [[button.title for button in row] for row in menu.buttons] == [["收费", "材料"], ["官网"]]

    await person.press(menu, "材料")
    edited = await person.becomes(menu, lambda now: now.text == "您选了 /materials")

    assert edited.buttons == ()
    assert [call["text"] for call in telegram.called("answerCallbackQuery")] == ["好的"]
    assert await person.history() == [edited]


async def test_hurried_messages_all_arrive_in_order(bot: App, person: Person) -> None:
    """Updates keep their numbers apart, however fast they come."""
    for text in "一二三四五":
        await person.say(text)

    assert [reply.text for reply in await person.received(5)] == [f"<b>{text}</b>" for text in "一二三四五"]


async def test_two_people_do_not_read_each_other(bot: App, telegram: BotApi, token: str) -> None:
    """Every chat gets its own answers."""
    one, two = Person(telegram, token, 1), Person(telegram, token, 2)
    await asyncio.gather(one.say("甲"), two.say("乙"))

    assert [reply.text for reply in await two.received()] == ["<b>乙</b>"]
    assert [reply.text for reply in await one.received()] == ["<b>甲</b>"]


async def test_what_an_application_sets_up_is_noted(bot: App, telegram: BotApi) -> None:
    """Methods that the emulator lacks and that only say true are answered and remembered."""
    assert await bot.bot.set_my_commands([BotCommand("start", "开始")], language_code="zh")

    [noted] = telegram.called("setMyCommands")
    assert noted["language_code"] == "zh"
    assert "开始" in noted["commands"] or "\\u5f00" in noted["commands"]


async def test_what_telegram_would_refuse_is_refused(bot: App) -> None:
    """No message to edit or to delete, and a method that the emulator lacks: errors as a bot knows them."""
    for asked in (
        bot.bot.edit_message_text("好", chat_id=1, message_id=99999),
        bot.bot.delete_message(chat_id=1, message_id=99999),
        bot.bot.send_photo(chat_id=1, photo="https://example.org/a.png"),
    ):
        with pytest.raises(BadRequest):
            await asked


async def test_a_deleted_message_is_gone(bot: App, person: Person) -> None:
    """Nothing of it is left in the history."""
    sent = await bot.bot.send_message(1, "好")
    assert (await person.history())[-1].number == sent.message_id

    assert await bot.bot.delete_message(1, sent.message_id)

    assert await person.history() == []


async def test_an_unconfirmed_update_is_told_again(telegram: BotApi, token: str) -> None:
    """Polling: an update is told until a later offset confirms it, and waited for as long as was asked."""
    bot = _made(telegram, token).bot
    async with bot:
        await Person(telegram, token).say("你好")
        [first] = await bot.get_updates()
        assert [each.update_id for each in await bot.get_updates()] == [first.update_id]

        started = time.monotonic()
        assert not await bot.get_updates(offset=first.update_id + 1, timeout=1)
        assert time.monotonic() - started >= 1


async def test_a_webhook_that_refuses_is_told_again(telegram: BotApi, token: str) -> None:
    """Webhook: the same update comes until it is taken, and the emulator lives on."""
    app = _made(telegram, token)
    listener = Listener(app, refusals=2)
    async with _webhook(app, listener):
        person = Person(telegram, token)
        await person.say("你好")

        assert [reply.text for reply in await person.received()] == ["<b>你好</b>"]
    assert len(listener.told) == 3
    assert len(set(listener.told)) == 1


async def test_what_waited_reaches_a_new_webhook_unless_it_is_dropped(telegram: BotApi, token: str) -> None:
    """Updates from before a webhook was set are told to it, but for those that are to be dropped."""
    app = _made(telegram, token)
    person = Person(telegram, token)
    await person.say("一")
    async with app:
        assert await app.bot.delete_webhook(drop_pending_updates=True)
    await person.say("二")
    async with _webhook(app, Listener(app)):
        assert [reply.text for reply in await person.received()] == ["<b>二</b>"]
        assert (await app.bot.get_webhook_info()).url.endswith("/hook")


async def test_a_missing_button_is_said_with_those_that_are_there(bot: App, person: Person) -> None:
    """A test that presses what is not shown fails and shows what is."""
    await person.say("/start")
    [menu] = await person.received()

    with pytest.raises(AssertionError, match="材料"):
        await person.press(menu, "报名")


_STARTED = """
import sys
from tests.telegram.emulator import running_emulator
with running_emulator() as url:
    print(url, flush=True)
    sys.stdin.read()
"""


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/bot0:ready/getMe", timeout=5):
            return True
    except (URLError, ConnectionError):
        return False


def test_the_emulator_ends_when_its_parent_is_killed(emulator: str) -> None:
    """No process is left behind, even if a test run is killed."""
    assert _answers(emulator)
    parent = subprocess.Popen(
        [sys.executable, "-c", _STARTED],
        cwd=PROJECT.root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout
    url = parent.stdout.readline().strip()
    assert _answers(url)

    parent.kill()
    parent.communicate()

    end = time.monotonic() + 10
    while _answers(url) and time.monotonic() < end:
        time.sleep(0.05)
    assert not _answers(url)


def test_an_emulator_that_cannot_start_says_why(emulator: str) -> None:
    """A port that is taken: the error holds the last words of the process."""
    with pytest.raises(EmulatorDied, match="EADDRINUSE"), running_emulator(int(emulator.rsplit(":", 1)[1])):
        pass
