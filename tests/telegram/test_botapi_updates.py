"""Updates reach the real python-telegram-bot by long polling and by webhook, as often as Telegram brings them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
import telegram
from telegram.error import Conflict
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from tests.telegram.botapi import BotApi, Person, bot_api


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with bot_api(webhook_retry=0.01) as started:
        yield started


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[telegram.Bot]:
    async with api.bot() as started:
        yield started


def texts(updates: tuple[telegram.Update, ...]) -> list[str | None]:
    """What the messages say."""
    return [one.effective_message.text for one in updates if one.effective_message]


async def test_updates_are_kept_until_confirmed(api: BotApi, bot: telegram.Bot) -> None:
    """An update comes again until a higher offset is asked for."""
    person = Person(api, "小王")
    first, second = person.says("一"), person.says("二")
    assert texts(await bot.get_updates()) == texts(await bot.get_updates()) == ["一", "二"]
    assert texts(await bot.get_updates(offset=first.update_id + 1)) == ["二"]
    assert await bot.get_updates(offset=second.update_id + 1) == ()


async def test_negative_offset_and_limit(api: BotApi, bot: telegram.Bot) -> None:
    """A limit takes the oldest, a negative offset forgets all but the newest."""
    person = Person(api, "小王")
    for text in ("一", "二", "三"):
        person.says(text)
    assert texts(await bot.get_updates(limit=1)) == ["一"]
    assert texts(await bot.get_updates(offset=-1)) == texts(await bot.get_updates()) == ["三"]


async def test_poll_waits_its_time(bot: telegram.Bot) -> None:
    """With nothing new, a poll lasts as long as it was asked to."""
    begin = time.monotonic()
    assert await bot.get_updates(timeout=1) == ()
    assert 0.95 < time.monotonic() - begin < 1.5


async def test_update_wakes_the_poll(api: BotApi, bot: telegram.Bot) -> None:
    """A new update does not wait for the poll to end."""
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await api.wait_for_calls("getUpdates", 1)
    begin = time.monotonic()
    Person(api, "小王").says("好")
    assert texts(await poll) == ["好"]
    assert time.monotonic() - begin < 0.5


async def test_two_instances_conflict(api: BotApi, bot: telegram.Bot) -> None:
    """A second poll ends the first."""
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await api.wait_for_calls("getUpdates", 1)
    await bot.get_updates()
    with pytest.raises(Conflict):
        await first


async def test_only_wanted_updates(api: BotApi, bot: telegram.Bot) -> None:
    """What the bot does not ask for does not come."""
    await bot.get_updates(allowed_updates=["message"])
    person = Person(api, "小王")
    message = person.says("好").effective_message
    assert message
    person.edits(message.message_id, "好的")
    person.blocks()
    (update,) = await bot.get_updates()
    assert update.message


async def test_confirmed_update_comes_again(api: BotApi, bot: telegram.Bot) -> None:
    """A test can deliver an update again though it was confirmed, and numbers out of order."""
    person = Person(api, "小王")
    update = person.says("一")
    await bot.get_updates(offset=update.update_id + 1)
    api.repeat(update)
    person.says("零", update_id=update.update_id - 5)
    updates = await bot.get_updates(offset=update.update_id + 1)
    assert [one.update_id for one in updates] == [update.update_id, update.update_id - 5]
    assert await bot.get_updates(offset=update.update_id + 1) == ()


async def test_real_application_converses(api: BotApi) -> None:
    """A real Application polls, answers each message once and stops, leaving nothing pending."""

    async def echo(update: telegram.Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.effective_message
        await update.effective_message.reply_text(f"答：{update.effective_message.text}")

    application = Application.builder().bot(api.bot()).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    person = Person(api, "小王")
    async with application:
        assert application.updater
        await application.updater.start_polling()
        await application.start()
        person.says("一")
        await api.wait_for(person, 1)
        person.says("二")
        assert [one.plain for one in await api.wait_for(person, 2)] == ["答：一", "答：二"]
        await application.updater.stop()
        await application.stop()
    assert api.world.updates.waiting == 0


async def test_waiting_in_vain_says_what_came(api: BotApi, bot: telegram.Bot) -> None:
    """Who waits for more than comes is told what came."""
    person = Person(api, "小王")
    await bot.send_message(person.id, "只有这一条")
    with pytest.raises(AssertionError, match="只有这一条"):
        await api.wait_for(person, 2, timeout=0.05)
