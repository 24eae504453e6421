"""Faults on demand look to the real python-telegram-bot like those of Telegram."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
import telegram
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from tests.telegram.botapi import BotApi, Person, bot_api, faults


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with bot_api() as started:
        yield started


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[telegram.Bot]:
    async with api.bot() as started:
        yield started


@pytest.mark.parametrize(
    ("fault", "kind", "words"),
    [
        (faults.too_many_requests(7), RetryAfter, "Retry in 7 seconds"),
        (faults.server_error(), NetworkError, "Internal Server Error"),
        (faults.bad_gateway(), NetworkError, "Bad Gateway"),
        (faults.dropped(), NetworkError, "httpx"),
        (faults.blocked(), Forbidden, "bot was blocked by the user"),
        (faults.deactivated(), Forbidden, "user is deactivated"),
        (faults.chat_not_found(), BadRequest, "Chat not found"),
        (faults.migrated(-1001234), ChatMigrated, "New chat id: -1001234"),
    ],
)
async def test_call_goes_wrong(
    api: BotApi, bot: telegram.Bot, fault: faults.Fault, kind: type[TelegramError], words: str
) -> None:
    """The call fails in the way that was ordered, once, and nothing was sent."""
    person = Person(api, "小王")
    api.fail("sendMessage", fault)
    with pytest.raises(kind, match=words) as failed:
        await bot.send_message(person.id, "好")
    assert type(failed.value) is kind
    assert api.sent(person) == []
    await bot.send_message(person.id, "好")
    assert (len(api.sent(person)), len(api.calls("sendMessage", person))) == (1, 2)


@pytest.mark.parametrize("kind", [faults.dropped, faults.server_error, faults.bad_gateway])
async def test_failed_call_was_carried_out(api: BotApi, bot: telegram.Bot, kind: type[faults.Fault]) -> None:
    """A message can have arrived though the answer did not."""
    person = Person(api, "小王")
    api.fail("sendMessage", kind(accepted=True))
    with pytest.raises(NetworkError):
        await bot.send_message(person.id, "好")
    assert len(api.sent(person)) == 1


async def test_slow_answer(api: BotApi, bot: telegram.Bot) -> None:
    """A slow answer comes late; who does not wait for it does not know that the message arrived."""
    person = Person(api, "小王")
    api.fail("sendMessage", faults.slow(0.2), times=2)
    begin = time.monotonic()
    await bot.send_message(person.id, "一")
    assert 0.2 <= time.monotonic() - begin < 1
    with pytest.raises(TimedOut):
        await bot.send_message(person.id, "二", read_timeout=0.05)
    assert [one.plain for one in api.sent(person)] == ["一", "二"]


async def test_fault_of_one_chat(api: BotApi, bot: telegram.Bot) -> None:
    """A fault of one chat and method leaves other chats and methods alone."""
    one, other = Person(api, "小王"), Person(api, "小李")
    api.fail("sendMessage", faults.server_error(), chat=one, times=2)
    await bot.send_message(other.id, "好")
    await bot.send_chat_action(one.id, "typing")
    for _ in range(2):
        with pytest.raises(NetworkError):
            await bot.send_message(one.id, "好")
    await bot.send_message(one.id, "好")


async def test_everything_fails_until_it_recovers(api: BotApi, bot: telegram.Bot) -> None:
    """Telegram can be away altogether, and come back."""
    api.fail(None, faults.dropped(), times=1000)
    with pytest.raises(NetworkError):
        await bot.get_me()
    with pytest.raises(NetworkError):
        await bot.get_updates()
    api.recover()
    await bot.get_me()


async def test_update_survives_a_failed_poll(api: BotApi, bot: telegram.Bot) -> None:
    """What was fetched by a poll whose answer got lost is fetched again."""
    Person(api, "小王").says("好")
    api.fail("getUpdates", faults.dropped(accepted=True))
    with pytest.raises(NetworkError):
        await bot.get_updates()
    assert len(await bot.get_updates()) == 1


async def test_download_goes_wrong(api: BotApi, bot: telegram.Bot) -> None:
    """A download can fail too, and be repeated."""
    update = Person(api, "小王").sends_document(b"1", "a.txt", "text/plain")
    assert update.message
    assert update.message.document
    file = await bot.get_file(update.message.document.file_id)
    api.fail("file", faults.dropped())
    with pytest.raises(NetworkError):
        await file.download_as_bytearray()
    assert await file.download_as_bytearray() == b"1"


async def test_calls_say_when(api: BotApi, bot: telegram.Bot) -> None:
    """Every call has its moment."""
    person = Person(api, "小王")
    for _ in range(2):
        await bot.send_chat_action(person.id, "typing")
        await asyncio.sleep(0.05)
    first, second = api.calls("sendChatAction", person)
    assert 0.05 <= second.at - first.at < 0.5


async def test_closes_at_once() -> None:
    """The end of a test waits neither for a slow answer nor for a poll."""
    begin = time.monotonic()
    async with bot_api() as api, api.bot() as bot:
        api.fail("getMyCommands", faults.slow(30))
        calls = [
            asyncio.create_task(bot.get_my_commands(read_timeout=60)),
            asyncio.create_task(bot.get_updates(timeout=30)),
        ]
        await api.wait_for_calls("getUpdates", 1)
        await api.wait_for_calls("getMyCommands", 1)
        await api.close()
        outcomes = await asyncio.gather(*calls, return_exceptions=True)
        assert all(isinstance(one, TelegramError) for one in outcomes)
    assert time.monotonic() - begin < 2
