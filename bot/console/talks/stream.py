"""Pages of staff that keep themselves up to date: server-sent events, for as long as the session lasts."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import aiohttp_jinja2
from aiohttp import web

from bot import keys as gateway
from bot.console import csrf, keys
from bot.console.pages import language_of
from bot.console.phrases import PHRASES
from bot.hub import Reader
from bot.store import StoreDown

_TYPE: Final = "text/event-stream"
_RETRY: Final = b"retry: 2000\n\n"
_STILL_HERE: Final = b": still here\n\n"
#: Seconds between two looks at the store where nothing wakes (another gateway may have written), and at the browser.
_LOOK: Final = 5.0
#: Seconds between two pieces of news, however much happens.
_CALM: Final = 0.3


@dataclass(frozen=True)
class News:
    """One event; `n` is where the stream is taken up after it broke off."""

    event: str
    data: Mapping[str, Any]
    n: int | None = None

    @property
    def text(self) -> str:
        """As it is sent."""
        number = "" if self.n is None else f"id: {self.n}\n"
        return f"{number}event: {self.event}\ndata: {json.dumps(self.data, ensure_ascii=False)}\n\n"


def last(news: News) -> web.Response:
    """A stream of one piece of news, after which there is nothing to wait for."""
    return web.Response(text=news.text, content_type=_TYPE)


async def stream(
    request: web.Request, reader: Reader, news: Callable[[], Awaitable[Sequence[News]]]
) -> web.StreamResponse:
    """Send what `news` has each time that something may have happened. It ends with the session, or after «gone»."""
    headers = {"Content-Type": f"{_TYPE}; charset=utf-8", "X-Accel-Buffering": "no"}
    response = web.StreamResponse(headers=headers)
    first = await news()  # a failure can still be told
    await response.prepare(request)
    try:
        await response.write(_RETRY)
        await _written(response, first)
        while await _goes_on(request, reader):
            await _written(response, await news())
    except (ConnectionError, StoreDown):
        pass  # the browser went away, or comes back when the store does
    return response


async def _goes_on(request: web.Request, reader: Reader) -> bool:
    """Wait until something may have happened; False where the session has ended, or the gateway stops."""
    begun = time.monotonic()
    await reader.wait(_LOOK)
    await asyncio.sleep(max(0.0, begun + _CALM - time.monotonic()))
    if request.transport is None or request.transport.is_closing():
        raise ConnectionResetError
    if request.app[gateway.HUB].closed:
        return False
    return await asyncio.to_thread(request.app[keys.SESSIONS].lasts, request[keys.SIGNED_IN].secret)


async def _written(response: web.StreamResponse, news: Sequence[News]) -> None:
    for one in news:
        await response.write(one.text.encode("utf-8", "replace"))
    if not news:
        await response.write(_STILL_HERE)


def fragment(request: web.Request, template: str, values: Mapping[str, Any]) -> str:
    """A part of a page, as it stands in the page."""
    lang = language_of(request)
    common = {"lang": lang, "say": PHRASES[lang], "csrf": csrf.token(request)}
    return aiohttp_jinja2.render_string(template, request, {**common, **values}, app_key=keys.TEMPLATES)
