"""A message through Rasa's REST channel: what the gateway said goes on, what its time went to comes back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
import structlog
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import InputChannel, UserMessage, register
from rasa.core.run import create_http_input_channels
from sanic import Sanic

from nlu_components import watched_rest
from nlu_components.watched_rest import WatchedRest

PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
Heard = Callable[[UserMessage], Awaitable[Any]]


@pytest.fixture(autouse=True)
def _servers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several servers in one process: Sanic rewrites itself for the first one, unless it is told of tests."""
    monkeypatch.setattr(Sanic, "test_mode", True)


async def said(heard: Heard, headers: dict[str, str], **body: Any) -> aiohttp.ClientResponse:
    """The answer to one message, over HTTP."""
    app = Sanic(f"watched{id(heard)}", configure_logging=False)
    app.ctx.agent = SimpleNamespace(handle_message=heard)
    channel: InputChannel = WatchedRest()
    register([channel], app, "/webhooks/")
    server: Any = await app.create_server(host="127.0.0.1", port=0, return_asyncio_server=True)
    await server.startup()
    try:
        port = server.server.sockets[0].getsockname()[1]
        address = f"http://127.0.0.1:{port}/webhooks/rest/webhook"
        async with (
            aiohttp.ClientSession() as session,
            session.post(address, json={"sender": "s", "message": "问", **body}, headers=headers) as reply,
        ):
            await reply.read()
            return reply
    finally:
        server.close()
        await server.wait_closed()


def heard_of(headers: dict[str, str], **body: Any) -> tuple[UserMessage, Any, str]:
    """The message as Rasa gets it, the id that its log has then, and `Server-Timing` of the answer."""
    got = []

    async def heard(message: UserMessage) -> None:
        got.append((message, structlog.contextvars.get_contextvars().get("request")))
        watched_rest.spend("actions", 0.002)
        watched_rest.spend("actions", 0.001)

    reply = asyncio.run(said(heard, headers, **body))
    return (*got[0], reply.headers.get("Server-Timing", ""))


def test_it_is_the_channel_that_rasa_serves() -> None:
    """`credentials.yml` names it, and it has the name and address of Rasa's own."""
    (channel,) = create_http_input_channels(None, "credentials.yml")
    assert isinstance(channel, WatchedRest)
    assert (channel.name(), channel.url_prefix()) == ("rest", "rest")


def test_the_request_goes_on() -> None:
    """Its id into the log, the id and the span into the metadata, beside what was there."""
    headers = {"X-Request-ID": "request-1", "traceparent": PARENT}
    message, request, timing = heard_of(headers, metadata={"lang": "en"})
    assert message.metadata == {"lang": "en", "request": "request-1", "traceparent": PARENT}
    assert request == "request-1"
    assert timing == "actions;dur=3.0"


@pytest.mark.parametrize("given", [None, {"lang": "zh"}])
def test_without_a_request(given: dict[str, str] | None) -> None:
    """What is none is not taken; the metadata is what Rasa's own channel would give."""
    message, request, _ = heard_of({"X-Request-ID": "no id", "traceparent": "00-1"}, metadata=given)
    assert message.metadata == given
    assert request is None


def test_the_time_of_actions_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also of one that fails."""

    async def failing(*_: Any) -> None:
        raise ValueError("no such notice")

    spent: dict[str, float] = {}
    monkeypatch.setattr(watched_rest, "_run", failing)
    monkeypatch.setattr(RemoteAction, "run", RemoteAction.run)
    watched_rest.time_actions()

    async def turn() -> None:
        watched_rest._spent.set(spent)
        await RemoteAction.run("action")

    with pytest.raises(ValueError, match="no such notice"):
        asyncio.run(turn())
    assert spent["actions"] >= 0
