"""Where the emulator departs from Telegram: once a new release of it mends one of these, its mending here can go."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientError, ClientSession, web
from aiohttp.test_utils import TestServer

from tests.telegram.emulator import running_emulator

_USER = {"id": 1, "is_bot": False, "first_name": "小明"}
_CHAT = {"id": 1, "type": "private"}


class Raw:
    """The emulator with nothing before it."""

    def __init__(self, url: str, token: str, session: ClientSession) -> None:
        self._url, self._token, self._session = url, token, session

    async def call(self, method: str, **parameters: Any) -> tuple[int, Any]:
        """What a method of the Bot API is answered with."""
        async with self._session.post(f"{self._url}/bot{self._token}/{method}", data=parameters) as response:
            return response.status, await response.json()

    async def call_until_it_fails(self, method: str) -> None:
        """Ends with the error of a request that is not answered."""
        while True:
            await self.call(method)

    async def happens(self, route: str, **event: Any) -> None:
        """Something that a person does."""
        body = {"botToken": self._token, "from": _USER, "chat": _CHAT, **event}
        async with self._session.post(f"{self._url}/{route}", json=body, raise_for_status=True):
            pass


@pytest.fixture
async def raw(emulator: str, token: str) -> AsyncIterator[Raw]:
    """The emulator as a bot of that token meets it."""
    async with ClientSession() as session:
        yield Raw(emulator, token, session)


async def test_a_bot_does_not_learn_that_it_is_one(raw: Raw) -> None:
    """`getMe` lacks `is_bot`, which Telegram always tells."""
    _, body = await raw.call("getMe")

    assert set(body["result"]) == {"id", "first_name", "username"}


async def test_a_sent_message_comes_back_in_milliseconds_and_texts(raw: Raw) -> None:
    """`sendMessage`: the date is no number of seconds, nobody sent it, and parameters are echoed as texts."""
    before = time.time()
    preview = json.dumps({"is_disabled": True})
    _, body = await raw.call(
        "sendMessage", chat_id=1, text="<b>好</b>", parse_mode="HTML", link_preview_options=preview
    )

    sent = body["result"]
    assert sent["date"] >= before * 1000
    assert "from" not in sent
    assert "entities" not in sent
    assert (sent["text"], sent["link_preview_options"]) == ("<b>好</b>", preview)


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("answerCallbackQuery", {"callback_query_id": "1"}),
        ("editMessageText", {"chat_id": 1, "message_id": 1, "text": "好"}),
        ("editMessageReplyMarkup", {"chat_id": 1, "message_id": 1}),
    ],
)
async def test_what_was_done_is_answered_with_null(raw: Raw, method: str, parameters: dict[str, Any]) -> None:
    """Null, where Telegram says true or shows the edited message, even if there is none."""
    assert await raw.call(method, **parameters) == (200, {"ok": True, "result": None})


async def test_a_refusal_is_no_error(raw: Raw) -> None:
    """A message that is not there: Telegram's body, with the status of success."""
    status, body = await raw.call("deleteMessage", chat_id=1, message_id=99999)

    assert (status, body["ok"], body["error_code"]) == (200, False, 400)


@pytest.mark.parametrize(
    "method", ["sendChatAction", "setMyCommands", "getWebhookInfo", "sendPhoto", "sendDocument", "getFile"]
)
async def test_these_methods_are_missing(raw: Raw, method: str) -> None:
    """Refused as if the emulator had failed, in a form that is not Telegram's."""
    status, body = await raw.call(method, chat_id=1)

    assert status == 500
    assert set(body) == {"message"}


async def test_a_pressed_button_lacks_its_chat_and_the_token_is_told(raw: Raw) -> None:
    """No `chat_instance`; a message shows the field `botToken`."""
    await raw.happens("sendCallback", message={"chat": _CHAT, "text": "好"}, data="/fee")
    await raw.happens("sendMessage", text="你好")
    pressed, said = (await raw.call("getUpdates"))[1]["result"]

    assert set(pressed["callback_query"]) == {"id", "from", "message", "data"}
    assert "botToken" in said["message"]


async def test_an_update_is_told_once_and_never_waited_for(raw: Raw) -> None:
    """`getUpdates` ignores `offset` and `timeout`."""
    await raw.happens("sendMessage", text="你好")
    [_] = (await raw.call("getUpdates", offset=0))[1]["result"]
    started = time.monotonic()

    assert (await raw.call("getUpdates", offset=0, timeout=10))[1]["result"] == []
    assert time.monotonic() - started < 5


async def test_a_webhook_is_not_told_who_calls(raw: Raw) -> None:
    """The secret of `setWebhook` is not sent with the updates; its answer is null, that of `deleteWebhook` true."""
    told: list[web.Request] = []

    async def listen(request: web.Request) -> web.Response:
        told.append(request)
        await request.read()
        return web.Response()

    app = web.Application()
    app.router.add_post("/", listen)
    async with TestServer(app) as server:
        assert (await raw.call("setWebhook", url=str(server.make_url("/")), secret_token="s" * 20))[1][
            "result"
        ] is None
        await raw.happens("sendMessage", text="你好")
        while not told:
            await raw.call("getMe")
        assert (await raw.call("deleteWebhook"))[1]["result"] is True

    assert "X-Telegram-Bot-Api-Secret-Token" not in told[0].headers


@pytest.mark.usefixtures("emulator")
async def test_a_webhook_that_refuses_ends_the_emulator(token: str) -> None:
    """Nobody catches the error, so the process dies."""

    async def refuse(_: web.Request) -> web.Response:
        return web.Response(status=500)

    app = web.Application()
    app.router.add_post("/", refuse)
    with running_emulator() as url:
        async with TestServer(app) as server, ClientSession() as session:
            raw = Raw(url, token, session)
            await raw.call("setWebhook", url=str(server.make_url("/")))
            await raw.happens("sendMessage", text="你好")
            with pytest.raises(ClientError):
                await raw.call_until_it_fails("getMe")
