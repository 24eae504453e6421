"""Telegram brings updates to the gateway's own address, which nobody else gets an answer from."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer

from bot.app import create_app
from bot.settings import Settings
from bot.store import StoreDown, Updates
from bot.telegram.webhook import secrets_of
from tests.integration.bot.conftest import Client
from tests.integration.bot.rasa import HeldRasa
from tests.integration.bot.telegram_channel.looking import WITHIN, all_that_came, plain, texts, until
from tests.integration.bot.test_web_killed import free_port
from tests.telegram.botapi import BotApi, Person, faults

HEADER = "X-Telegram-Bot-Api-Secret-Token"
NOT_FOUND = {"error": {"code": "not_found", "message": "Not Found"}}
Start = Callable[..., Awaitable[Client]]


@pytest.fixture
async def start(held: HeldRasa, database: str, url: str, api: BotApi) -> AsyncIterator[Start]:
    """Starts gateways to whom updates are brought, one after the other at the same address."""
    port = free_port()
    async with AsyncExitStack() as stack:
        rasa = await stack.enter_async_context(TestServer(held.app()))
        stack.callback(held.gate.set)
        settings = Settings(
            rasa_url=str(rasa.make_url("/")),
            database_url=database,
            bot_database_url=url,
            web_secret="s" * 40,
            today="2031-05-01",
            telegram_token=api.token,
            telegram_api=api.root,
            telegram_rate=10_000,
            telegram_webhook=f"http://127.0.0.1:{port}/",
        )

        async def started() -> Client:
            client: Client = TestClient(TestServer(create_app(settings), port=port))
            await stack.enter_async_context(client)
            await until(lambda: api.world.updates.webhook is not None)
            return client

        yield started


def address(api: BotApi) -> str:
    """The path that only Telegram knows."""
    return f"/telegram/{secrets_of(api.token)[0]}"


def secret(api: BotApi) -> dict[str, str]:
    """The header that only Telegram sends."""
    return {HEADER: secrets_of(api.token)[1]}


async def refused(reply: ClientResponse, status: int, code: str) -> None:
    """An error has the gateway's one shape."""
    body = await reply.json()
    assert (reply.status, set(body), body["error"]["code"]) == (status, {"error"}, code)
    assert body["error"]["message"]


async def test_what_is_brought_is_answered(start: Start, api: BotApi) -> None:
    """In order, each once."""
    await start()
    anna = Person(api, "Anna")
    anna.says("评审费多少")
    assert await plain(api, anna, 1) == ["答：评审费多少"]
    assert await all_that_came(api, anna) == ["答：评审费多少"]
    assert api.calls("getUpdates") == []


async def test_the_secrets_tell_nothing_of_the_token(start: Start, api: BotApi) -> None:
    """They go over the net, and stand in logs of proxies."""
    await start()
    (call, *_) = api.calls("setWebhook")
    said = json.dumps(call.parameters)
    assert call.parameters["secret_token"] == secrets_of(api.token)[1]
    assert api.token not in said
    assert api.token.split(":")[1] not in said


@pytest.mark.parametrize("wrong", ["path", "header", "no header", "swapped", "not ascii"])
async def test_whoever_does_not_know_both_secrets(start: Start, api: BotApi, wrong: str) -> None:
    """Is told that nothing is here, as at any address where nothing is; their update is not taken."""
    gateway = await start()
    path, token = secrets_of(api.token)
    paths = {"path": "a" * 48, "swapped": token, "not ascii": "通"}
    headers = {"header": {HEADER: "a" * 48}, "no header": {}, "swapped": {HEADER: path}}
    anna = Person(api, "Anna")
    body = {"update_id": 1, "message": api.world.keep(anna.id, {"from": anna.user, "text": "问"})}
    where = f"/telegram/{paths.get(wrong, path)}"
    async with gateway.post(where, json=body, headers=headers.get(wrong, secret(api))) as reply:
        assert (reply.status, await reply.json()) == (404, NOT_FOUND)
    assert await all_that_came(api, anna) == []


async def test_a_stranger_is_refused_before_anything_is_read(start: Start, api: BotApi) -> None:
    """The answer is there while the body is still on its way."""
    gateway, more = await start(), asyncio.Event()

    async def body() -> AsyncIterator[bytes]:
        yield b"{"
        await more.wait()
        yield b"}"

    async with asyncio.timeout(WITHIN):
        async with gateway.post(f"/telegram/{'a' * 48}", data=body(), headers=secret(api)) as reply:
            assert not more.is_set()
            await refused(reply, 404, "not_found")
            more.set()


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"null", b"1", b'"x"', b"[]", b"{}", b'{"update_id": "1"}', b'{"update_id": 1, "message": 5}',
        b'{"update_id": 1, "message": {}}', b"\xff\xfe", b"[" * 60_000,
    ],
    ids=["empty", "cut", "null", "number", "text", "list", "nothing", "no number", "no message", "bare message",
         "no utf-8", "deep"],
)  # fmt: skip
async def test_a_body_that_is_no_update(start: Start, api: BotApi, body: bytes) -> None:
    """Refused as such, and what comes next is answered."""
    gateway = await start()
    async with gateway.post(address(api), data=body, headers=secret(api)) as reply:
        await refused(reply, 400, "bad_update")
    anna = Person(api, "Anna")
    anna.says("评审费多少")
    assert await plain(api, anna, 1) == ["答：评审费多少"]


async def test_other_methods(start: Start, api: BotApi) -> None:
    """Find nothing here either, like anywhere where nothing is."""
    gateway = await start()
    async with gateway.get(address(api), headers=secret(api)) as reply:
        assert (reply.status, await reply.json()) == (404, NOT_FOUND)


async def test_the_largest_update(start: Start, api: BotApi) -> None:
    """A full message that replies to a full one, as Telegram writes it, is larger than what others may send."""
    gateway = await start()
    anna = Person(api, "Anna")
    links = [
        {"type": "text_link", "url": "https://example.org/", "offset": n, "length": 9} for n in range(100)
    ]
    whole: dict[str, Any] = {"from": anna.user, "text": "字" * 4096, "entities": links}
    first = api.world.keep(anna.id, whole)
    second = api.world.keep(anna.id, {**whole, "text": "问" * 4096, "reply_to_message": first})
    body = json.dumps(
        {"update_id": 1, "message": {**second, "quote": {"text": "字" * 1024, "position": 1024}}}
    )
    assert len(body) > 64 * 1024
    async with gateway.post(address(api), data=body.encode(), headers=secret(api)) as reply:
        assert reply.status == 200
    await api.wait_for(anna, 1, WITHIN)


async def test_telegram_repeats_what_could_not_be_stored(
    start: Start, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told 503, and brings the update again until it is taken."""
    gateway = await start()
    real = Updates.receive

    def down(*_: object) -> bool:
        raise StoreDown("OperationalError")

    monkeypatch.setattr(Updates, "receive", down)
    anna = Person(api, "Anna")
    update = anna.says("评审费多少")
    body = json.dumps(api.world.history[update.update_id])
    async with gateway.post(address(api), data=body, headers=secret(api)) as reply:
        await refused(reply, 503, "unavailable")
    webhook = api.world.updates.webhook
    assert webhook is not None
    await until(lambda: "503" in webhook.last_error)
    monkeypatch.setattr(Updates, "receive", real)
    await plain(api, anna, 1)
    assert await all_that_came(api, anna) == ["答：评审费多少"]


async def test_an_update_that_is_brought_twice(start: Start, api: BotApi, held: HeldRasa) -> None:
    """Also by a gateway after this one: answered once."""
    first = await start()
    anna = Person(api, "Anna")
    update = anna.says("评审费多少")
    await plain(api, anna, 1)
    api.repeat(update)
    await until(lambda: api.world.updates.waiting == 0)
    await first.close()
    api.repeat(update)
    await start()
    assert await all_that_came(api, anna) == ["答：评审费多少"]
    assert held.asked == ["评审费多少", "还在吗"]


async def test_an_update_that_is_brought_before_the_gateway_knows_who_it_is(
    start: Start, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram still has the address of the gateway before; what it brings too early it is told to bring again."""
    monkeypatch.setattr("bot.telegram.application._AGAIN", 0.1)
    first = await start()
    await first.close()
    api.fail("getMe", faults.dropped(), times=1_000_000)
    second = await start()
    anna = Person(api, "Anna")
    update = anna.says("评审费多少")
    body = json.dumps(api.world.history[update.update_id])
    async with second.post(address(api), data=body, headers=secret(api)) as reply:
        await refused(reply, 503, "unavailable")
    api.recover()
    await until(lambda: "答：评审费多少" in texts(api.sent(anna)))
