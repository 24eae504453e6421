"""`/console/talks`: the conversations, the newest first, kept up to date."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlencode

from aiohttp import web

from bot import keys as gateway
from bot.console.guard import account_of, require
from bot.console.pages import language_of, page
from bot.console.phrases import PHRASES
from bot.console.talks import keys
from bot.console.talks.shown import ago, last_words
from bot.console.talks.stream import News, fragment, stream
from bot.roles import Role
from bot.store import Sought
from policies_kb.model.status import Status

CHANNELS: Final = ("web", "telegram")
#: What may be asked of a conversation: nothing, that somebody waits for a person, that a person holds it, or oneself.
STATES: Final = ("all", "waiting", "held", "mine")


@require(Role.AGENT)
async def show(request: web.Request) -> web.Response:
    """The page."""
    return page(request, "talks/list.html", {"here": "talks", **await _values(request)})


@require(Role.AGENT)
async def events(request: web.Request) -> web.StreamResponse:
    """The list again each time that it looks otherwise: event `list`, `{"html", "waiting"}`."""
    sent = ""

    async def news() -> Sequence[News]:
        nonlocal sent
        values = await _values(request)
        html = fragment(request, "talks/rows.html", values)
        if html == sent:
            return ()
        sent = html
        return (News("list", {"html": html, "waiting": values["waiting"]}),)

    with request.app[keys.WATCH].reader() as reader:
        return await stream(request, reader, news)


async def _values(request: web.Request) -> dict[str, Any]:
    wished = _wished(request)
    sought = _sought(request, wished)
    listed = request.app[keys.LIST]
    found, waiting = await asyncio.gather(
        asyncio.to_thread(listed.page, sought), asyncio.to_thread(listed.waiting)
    )
    now, say = request.app[gateway.STORE].now(), PHRASES[language_of(request)]
    older = ""
    if found.older:
        moment, handle = found.older
        older = "?" + urlencode({**wished, "before": f"{moment.isoformat()}~{handle}"})
    return {
        "listed": [(one, last_words(one.said), ago(one.talk.touched_at, now, say)) for one in found.listed],
        "waiting": waiting,
        "older": older,
        "wished": wished,
        "channels": CHANNELS,
        "states": STATES,
        "statuses": [one.value for one in Status],
        "account": account_of(request).id,
    }


def _wished(request: web.Request) -> dict[str, str]:
    """What the address asks for, as far as it can be asked for."""
    known = {"channel": CHANNELS, "state": STATES, "status": [one.value for one in Status]}
    return {name: request.query[name] for name, values in known.items() if request.query.get(name) in values}


def _sought(request: web.Request, wished: dict[str, str]) -> Sought:
    state, channel = wished.get("state"), wished.get("channel")
    return Sought(
        telegram=None if channel is None else channel == "telegram",
        status=wished.get("status"),
        waiting=state == "waiting",
        held=state == "held",
        holder=account_of(request).id if state == "mine" else None,
        before=_before(request.query.get("before", "")),
    )


def _before(text: str) -> tuple[dt.datetime, str] | None:
    moment, _, handle = text.partition("~")
    try:
        read = dt.datetime.fromisoformat(moment)
    except ValueError:
        return None
    return (read, handle) if read.tzinfo is not None and handle else None
