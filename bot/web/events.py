"""What happens in a conversation: as a stream that can be taken up where it broke off, and as a plain list."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import AsyncIterator
from typing import Any, Final

from aiohttp import web

from bot import keys as gateway
from bot.hub import Reader
from bot.store import Event, Kind, StoreDown
from bot.web import keys
from bot.web.guard import too_many
from bot.web.limits import TooMany
from bot.web.reading import Refused, address_of, number_in, session_of
from bot.web.tokens import Session

_HEADERS: Final = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",  # a proxy that gathers would hold events back
}
#: Seconds after which a reader who has too many streams may try again, and after which a browser reconnects.
_LATER: Final = 10
_RETRY: Final = b"retry: 2000\n\n"
_STILL_HERE: Final = b": still here\n\n"
#: Seconds between two looks whether the browser is still there.
_LOOK: Final = 1.0


async def history(request: web.Request) -> web.Response:
    """`{"events": [{"id", "event", "data"}], "last", "pending"}`: everything after `after`."""
    session = session_of(request)
    state = await request.app[gateway.CHANNEL].after(
        session.conversation, number_in(request.query.get("after"))
    )
    events = [{"id": one.n, "event": one.kind, "data": data_of(one)} for one in state.events]
    told = {"events": events, "last": state.last, "pending": state.pending}
    return web.json_response(told, headers={"Cache-Control": "no-store"})


async def events(request: web.Request) -> web.StreamResponse:
    """The same, and whatever comes, for as long as the browser listens and the session lasts."""
    session = session_of(request)
    after = number_in(request.headers.get("Last-Event-ID"))
    limits = request.app[keys.LIMITS]
    address = address_of(request, request.app[gateway.SETTINGS])
    try:
        with (
            limits.address_streams.one(address),
            limits.session_streams.one(session.conversation),
            request.app[gateway.HUB].reader(session.conversation) as reader,
        ):
            return await _stream(request, session, reader, after)
    except TooMany:
        raise Refused(too_many(_LATER)) from None


async def _stream(request: web.Request, session: Session, reader: Reader, after: int) -> web.StreamResponse:
    heartbeat = request.app[gateway.SETTINGS].web_heartbeat
    await request.app[gateway.CHANNEL].after(session.conversation, after)  # a failure can still be told
    response = web.StreamResponse(headers=_HEADERS)
    await response.prepare(request)
    try:
        await response.write(_RETRY)
        async for text in _news(request, session, reader, after):
            await response.write(text.encode("utf-8", "replace"))
            if not await _woken(request, reader, heartbeat):
                await response.write(_STILL_HERE)
    except (ConnectionError, StoreDown):
        pass  # the browser went away, or comes back when the store does
    return response


async def _news(request: web.Request, session: Session, reader: Reader, after: int) -> AsyncIterator[str]:
    """What there is to write, each time that it is asked for, until the session or the gateway ends.

    Who has more than there is speaks of a conversation that was deleted meanwhile: they begin anew.
    """
    channel, hub = request.app[gateway.CHANNEL], request.app[gateway.HUB]
    told: str | None = None
    while not hub.closed and dt.datetime.now(dt.UTC) < session.expires:
        state = await channel.after(session.conversation, after)
        text = ""
        if after > state.last:
            text, state = _written("cleared", {}, 0), await channel.after(session.conversation, 0)
        text += "".join(_written(one.kind, data_of(one), one.n) for one in state.events)
        if state.pending is not None and state.pending != told:
            text += _written("pending", {"to": state.pending})
        if reader.take_writing():
            text += _written("typing", {})
        after, told = state.last, state.pending
        yield text


async def _woken(request: web.Request, reader: Reader, seconds: float) -> bool:
    """Whether something may have happened within so long. Raises ConnectionError when the browser went away."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if await reader.wait(min(left, _LOOK)):
            return True
        if request.transport is None or request.transport.is_closing():
            raise ConnectionResetError
    return False


def data_of(event: Event) -> dict[str, Any]:
    """What a browser reads of an event."""
    if event.kind is Kind.MESSAGE:
        return {"n": event.n, "client": event.client, "text": event.body["text"], "at": event.at.isoformat()}
    if event.kind is Kind.REPLY:
        return {"n": event.n, "to": event.client, "messages": event.body["messages"]}
    return {}


def _written(kind: str, data: dict[str, Any], n: int | None = None) -> str:
    """One event as the format wants it; JSON has no line breaks of its own."""
    number = "" if n is None else f"id: {n}\n"
    return f"{number}event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
