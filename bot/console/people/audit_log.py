"""`/console/audit`: who did what, the newest first, and the same as a file."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final
from urllib.parse import urlencode

from aiohttp import web

from bot import keys as gateway
from bot.console import keys
from bot.console.audit import audit
from bot.console.guard import require
from bot.console.pages import language_of, page
from bot.console.people.moments import local
from bot.console.people.wished import FIELDS, BadWish, Wished, before_of
from bot.console.phrases import PHRASES
from bot.console.spreadsheet import BOM, headers, lines
from bot.roles import Role
from bot.store import Action, Entry, StoreDown

PLACE: Final = "/console/audit"
#: Lines on one page, and lines read at a time for the file.
ON_A_PAGE: Final = 50
AT_ONCE: Final = 1000


@require(Role.ADMIN)
async def show(request: web.Request) -> web.Response:
    """A page of lines; `before` names the line that it comes after. A filter that cannot be read: 422."""
    try:
        wished, wrong = Wished.of(request.query), ""
    except BadWish as error:
        wished, wrong = Wished(), str(error)
    before = before_of(request.query)
    found = [] if wrong else await _read(request, wished, before, ON_A_PAGE + 1)
    accounts = await asyncio.to_thread(request.app[keys.STAFF].accounts)
    shown = found[:ON_A_PAGE]
    say = PHRASES[language_of(request)]
    values = {
        "here": "people",
        "part": "audit",
        "lines": [_line(one, say) for one in shown],
        "names": [one.name for one in accounts],
        "actions": {one.value: _action(one, say) for one in Action},
        "wished": dict(request.query) if wrong else wished.fields,
        "wrong": wrong,
        "is_filtered": bool(wished.fields),
        "newest": _link(wished) if before is not None else "",
        "older": _link(wished, shown[-1].id) if len(found) > len(shown) else "",
    }
    return page(request, "people/audit.html", values, status=422 if wrong else 200)


@require(Role.ADMIN)
async def export(request: web.Request) -> web.StreamResponse:
    """All lines that the filters let through, as CSV. That it was done is its first line."""
    form = await request.post()
    try:
        wished = Wished.of(form)
    except BadWish:  # the page says what is wrong with it
        given = {name: str(form.get(name, "")) for name in FIELDS}
        return web.Response(status=303, headers={"Location": f"{PLACE}?{urlencode(given)}"})
    await audit(request, Action.EXPORT, "audit", **{f"only_{k}": v for k, v in wished.fields.items()})
    say = PHRASES[language_of(request)]
    found = await _read(request, wished, None, AT_ONCE)
    day = request.app[gateway.CLOCK]()
    response = web.StreamResponse(headers=headers(f"audit-{day.isoformat()}"))
    await response.prepare(request)
    await response.write((BOM + lines([_heads(say)])).encode())
    while found:
        await response.write(lines(_row(one, say) for one in found).encode())
        try:
            found = await _read(request, wished, found[-1].id, AT_ONCE)
        except StoreDown:
            if request.transport:
                request.transport.abort()  # a file that ends early must not look whole
            return response
    await response.write_eof()
    return response


async def _read(request: web.Request, wished: Wished, before: int | None, most: int) -> Sequence[Entry]:
    entries = request.app[keys.AUDIT].entries
    return await asyncio.to_thread(partial(entries, before, most, **wished.filters))


def _link(wished: Wished, before: int | None = None) -> str:
    fields = wished.fields | ({} if before is None else {"before": str(before)})
    return f"{PLACE}?{urlencode(fields)}" if fields else PLACE


def _line(entry: Entry, say: Mapping[str, str]) -> dict[str, Any]:
    """As the template shows it."""
    return {
        "at": local(entry.at),
        "iso": entry.at.astimezone(dt.UTC).isoformat(),
        "who": entry.who,
        "action": _action(entry.action, say),
        "target": "" if entry.target in (None, entry.who) else entry.target,
        "detail": _detail(entry, say),
        "network": entry.address or "",
    }


def _heads(say: Mapping[str, str]) -> list[str]:
    names = ("number", "at", "who", "code", "action", "target", "network", "detail")
    return [say[f"people_audit_{name}"] for name in names]


def _row(entry: Entry, say: Mapping[str, str]) -> list[str | int | None]:
    """As the file holds it."""
    what = _action(entry.action, say)
    detail = _detail(entry, say)
    return [entry.id, local(entry.at), entry.who, entry.action, what, entry.target, entry.address, detail]


def _action(action: str, say: Mapping[str, str]) -> str:
    """What people call it; its own name where a later release wrote it."""
    return say.get(f"people_action_{action}", action)


def _detail(entry: Entry, say: Mapping[str, str]) -> str:
    """`方式：密码；…`: names and values in words where there are words for them."""
    parts = (
        (say.get(f"people_detail_{name}", name), say.get(f"people_value_{value}", str(value)))
        for name, value in entry.detail.items()
    )
    return say["people_and"].join(f"{name}{say['people_colon']}{value}" for name, value in parts)
