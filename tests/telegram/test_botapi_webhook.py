"""Updates reach a webhook as Telegram posts them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import telegram
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram.error import BadRequest, Conflict

from tests.telegram.botapi import BotApi, Person, bot_api


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with bot_api(webhook_retry=0.01) as started:
        yield started


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[telegram.Bot]:
    async with api.bot() as started:
        yield started


class Hook:
    """The bot's side of a webhook: `refusals` posts are answered 500; the others wait until `gate` opens."""

    def __init__(self, refusals: int = 0) -> None:
        self.refusals = refusals
        self.bodies: list[Any] = []
        self.headers: list[dict[str, str]] = []
        self.most_at_once = 0
        self.gate = asyncio.Event()
        self._now = 0

    def app(self) -> web.Application:
        """One route that takes everything."""
        app = web.Application()
        app.router.add_post("/hook", self.post)
        return app

    async def post(self, request: web.Request) -> web.Response:
        """Take an update."""
        self.bodies.append(await request.json())
        self.headers.append(dict(request.headers))
        if len(self.bodies) <= self.refusals:
            return web.Response(status=500)
        self._now += 1
        self.most_at_once = max(self.most_at_once, self._now)
        await self.gate.wait()
        self._now -= 1
        return web.Response()


async def settled(bot: telegram.Bot) -> telegram.WebhookInfo:
    """What Telegram says of the webhook once nothing is pending."""
    async with asyncio.timeout(5):
        while (info := await bot.get_webhook_info()).pending_update_count:
            await asyncio.sleep(0.01)
    return info


async def test_webhook_gets_the_update_until_it_takes_it(api: BotApi, bot: telegram.Bot) -> None:
    """An update is posted with the secret, again after a refusal, and never after it was taken."""
    hook = Hook(refusals=2)
    hook.gate.set()
    async with TestServer(hook.app()) as server:
        await bot.set_webhook(str(server.make_url("/hook")), secret_token="geheim")
        update = Person(api, "小王").says("好")
        info = await settled(bot)
        assert [one["update_id"] for one in hook.bodies] == [update.update_id] * 3
        assert telegram.Update.de_json(hook.bodies[-1], bot) == update
        assert {one["X-Telegram-Bot-Api-Secret-Token"] for one in hook.headers} == {"geheim"}
        assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
        await bot.delete_webhook()


async def test_webhook_posts_several_at_once(api: BotApi, bot: telegram.Bot) -> None:
    """As many updates are under way as the bot allowed, not more; those that waited are posted too."""
    hook, person = Hook(), Person(api, "小王")
    for number in range(5):
        person.says(str(number))
    async with TestServer(hook.app()) as server:
        await bot.set_webhook(str(server.make_url("/hook")), max_connections=3)
        while hook.most_at_once < 3:
            await asyncio.sleep(0.01)
        hook.gate.set()
        await settled(bot)
        assert (len(hook.bodies), hook.most_at_once) == (5, 3)
        await bot.delete_webhook()


async def test_webhook_that_is_down(api: BotApi, bot: telegram.Bot) -> None:
    """What could not be posted is still there for polling."""
    await bot.set_webhook("http://127.0.0.1:9/hook")
    Person(api, "小王").says("好")
    while not (info := await bot.get_webhook_info()).last_error_message:
        await asyncio.sleep(0.01)
    assert info.pending_update_count == 1
    await bot.delete_webhook()
    (update,) = await bot.get_updates()
    assert update.message
    assert update.message.text == "好"


async def test_webhook_excludes_polling(bot: telegram.Bot) -> None:
    """With a webhook, nothing can be fetched."""
    await bot.set_webhook("https://example.org/hook", max_connections=3, secret_token="s-1")
    assert (await bot.get_webhook_info()).max_connections == 3
    with pytest.raises(Conflict):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_webhook_is_checked(bot: telegram.Bot) -> None:
    """The address has to be secure, the secret plain."""
    with pytest.raises(BadRequest, match="(?i)https"):
        await bot.set_webhook("http://example.org/hook")
    with pytest.raises(BadRequest, match="(?i)secret token"):
        await bot.set_webhook("https://example.org/hook", secret_token="密")
