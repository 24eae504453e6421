"""The HTTP side of the played Bot API: calls are answered, or go wrong as the test orders."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import telegram
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram.request import HTTPXRequest

from tests.telegram.botapi.faults import ApiError, Fault, Faults
from tests.telegram.botapi.methods import METHODS
from tests.telegram.botapi.parameters import read_parameters
from tests.telegram.botapi.payloads import Json
from tests.telegram.botapi.record import InChat, Record, number_of
from tests.telegram.botapi.world import BOT, World

TOKEN = f"{BOT['id']}:{'T' * 35}"
# What a mistake in this package, or a payload that python-telegram-bot does not read, looks like.
_MISTAKES = (AssertionError, AttributeError, LookupError, NotImplementedError, TypeError, ValueError)


class BotApi(Record):
    """The Bot API for one bot. Start it with `bot_api()`."""

    def __init__(self, now: Callable[[], float] = time.time, webhook_retry: float = 0.05) -> None:
        super().__init__(World(now, webhook_retry))
        self.token = TOKEN
        # Mistakes of the played server itself; `bot_api` raises them at its end.
        self.broken: list[Exception] = []
        self._faults = Faults()
        self._server = TestServer(self._app())

    @property
    def root(self) -> str:
        """Where it is served, without a slash at the end."""
        return str(self._server.make_url("/")).rstrip("/")

    @property
    def base_url(self) -> str:
        """What python-telegram-bot calls `base_url`."""
        return f"{self.root}/bot"

    @property
    def base_file_url(self) -> str:
        """What python-telegram-bot calls `base_file_url`."""
        return f"{self.root}/file/bot"

    def fail(
        self, method: str | None, fault: Fault, *, chat: int | InChat | None = None, times: int = 1
    ) -> None:
        """Let the next `times` calls of a method (None: of any; "file": downloads) to a chat go wrong."""
        self._faults.order(method, None if chat is None else number_of(chat), fault, times)

    def recover(self) -> None:
        """From now on everything goes well."""
        self._faults.clear()

    def repeat(self, update: telegram.Update, *, update_id: int | None = None) -> telegram.Update:
        """Deliver an update once more, under its own number or another."""
        kept = self.world.history[update.update_id]
        (kind,) = set(kept) - {"update_id"}
        return self.world.send(kind, kept[kind], update.update_id if update_id is None else update_id)

    def bot(self) -> telegram.Bot:
        """A real bot that talks to it, made without the TLS that it would not use and that costs 0.1 s a bot."""
        plain = [HTTPXRequest(httpx_kwargs={"verify": False}) for _ in range(2)]
        return telegram.Bot(self.token, self.base_url, self.base_file_url, plain[0], plain[1])

    async def start(self) -> None:
        """Serve on a free port. Closing waits for no slow answer."""
        await self._server.start_server(shutdown_timeout=0.01)

    async def close(self) -> None:
        """Serve no more."""
        await self._server.close()

    def _app(self) -> web.Application:
        app = web.Application(client_max_size=60 * 1024 * 1024)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        app.router.add_route("*", "/bot{token}/{method}", self._method)
        app.on_shutdown.append(self._shutdown)
        return app

    async def _shutdown(self, app: web.Application) -> None:
        await self.world.updates.close()

    async def _method(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        try:
            parameters = await read_parameters(request)
            self._called(method, parameters)
            return await self._with_fault(request, method, parameters)
        except _MISTAKES as error:
            self.broken.append(error)
            raise
        finally:
            self._notice()

    async def _with_fault(self, request: web.Request, method: str, parameters: Json) -> web.StreamResponse:
        fault = self._faults.take(method, parameters.get("chat_id"))
        if fault is None:
            return await self._answer(request, method, parameters)
        if not fault.accepted:
            return await _spoilt(request, fault, _refusal(ApiError(500, "Internal Server Error")))
        answer = await self._answer(request, method, parameters)
        self._notice()
        return await _spoilt(request, fault, answer)

    async def _answer(self, request: web.Request, method: str, parameters: Json) -> web.Response:
        try:
            if request.match_info["token"] != self.token:
                raise ApiError(401, "Unauthorized")
            if method.lower() not in METHODS:
                raise ApiError(404, "Not Found")
            return web.json_response(
                {"ok": True, "result": await METHODS[method.lower()](self.world, parameters)}
            )
        except ApiError as error:
            return _refusal(error)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        fault = self._faults.take("file", None)
        answer = self._download(request)
        return await _spoilt(request, fault, answer) if fault else answer

    def _download(self, request: web.Request) -> web.Response:
        path = request.match_info["path"]
        if request.match_info["token"] != self.token:
            return _refusal(ApiError(401, "Unauthorized"))
        if path not in self.world.offered:
            return _refusal(ApiError(404, "Not Found"))
        (stored,) = (one for one in self.world.files.values() if one.path == path)
        return web.Response(body=stored.data, content_type="application/octet-stream")


@asynccontextmanager
async def bot_api(now: Callable[[], float] = time.time, webhook_retry: float = 0.05) -> AsyncIterator[BotApi]:
    """A running Bot API. `now` dates the messages (seconds since 1970); a webhook is tried again every
    `webhook_retry` seconds. Raises AssertionError at the end if the played server itself made a mistake.
    """
    api = BotApi(now, webhook_retry)
    await api.start()
    try:
        yield api
    finally:
        await api.close()
    if api.broken:
        raise AssertionError(f"the played Bot API broke: {api.broken}") from api.broken[0]


async def _spoilt(request: web.Request, fault: Fault, answer: web.Response) -> web.Response:
    """What becomes of an answer when something goes wrong."""
    await asyncio.sleep(fault.delay)
    if fault.dropped and request.transport:
        request.transport.abort()
    if fault.html:
        return web.Response(status=fault.status, text=fault.html, content_type="text/html")
    return _refusal(fault.error) if fault.error else answer


def _refusal(error: ApiError) -> web.Response:
    body: Json = {"ok": False, "error_code": error.status, "description": error.description}
    if error.parameters:
        body["parameters"] = error.parameters
    return web.json_response(body, status=error.status)
