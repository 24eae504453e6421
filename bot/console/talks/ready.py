"""`/console/talks/ready`: replies that are ready to be sent. Agents use them, editors write them."""

from __future__ import annotations

import asyncio
from typing import Any, Final

from aiohttp import web

from bot import keys as gateway
from bot.console.audit import audit
from bot.console.guard import account_of, require
from bot.console.pages import page
from bot.console.talks import keys
from bot.masking import clean
from bot.roles import Role
from bot.store import Action, TitleTaken

TITLE_MOST: Final = 60


@require(Role.AGENT)
async def show(request: web.Request) -> web.Response:
    """The list; for editors with a form for each."""
    return await _shown(request)


@require(Role.EDITOR)
async def save(request: web.Request) -> web.Response:
    """`title` and `text`, and the `number` of the one that is changed."""
    form = await request.post()
    title, text = clean(_text(form, "title")), clean(_text(form, "text"))
    number = _number(_text(form, "number"))
    if not title or not text:
        return await _shown(request, form, "empty", 422)
    if len(title) > TITLE_MOST or len(text) > request.app[gateway.SETTINGS].message_most:
        return await _shown(request, form, "long", 422)
    texts, name = request.app[keys.TEXTS], account_of(request).name
    try:
        if not await asyncio.to_thread(texts.save, number, title, text, name):
            return await _shown(request, form, "gone", 409)
    except TitleTaken:
        return await _shown(request, form, "title_taken", 409)
    return _done()


@require(Role.EDITOR)
async def drop(request: web.Request) -> web.Response:
    """Delete the one with this `number`."""
    number = _number(_text(await request.post(), "number"))
    if number is not None:
        await audit(request, Action.DELETION, f"ready-made reply {number}")
        await asyncio.to_thread(request.app[keys.TEXTS].drop, number)
    return _done()


async def _shown(request: web.Request, form: Any = None, error: str = "", status: int = 200) -> web.Response:
    values = {
        "here": "talks",
        "ready": await asyncio.to_thread(request.app[keys.TEXTS].ready),
        "is_editor": account_of(request).role.may(Role.EDITOR),
        "error": f"talks_error_{error}" if error else "",
        "wrong": _number(_text(form, "number")) or 0 if error else -1,
        "title_most": TITLE_MOST,
        "most": request.app[gateway.SETTINGS].message_most,
        "given": {"title": _text(form, "title"), "text": _text(form, "text")},
    }
    return page(request, "talks/ready.html", values, status=status)


def _text(form: Any, name: str) -> str:
    value = form.get(name, "") if form is not None else ""
    return value if isinstance(value, str) else ""


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 18 else None


def _done() -> web.Response:
    return web.Response(status=303, headers={"Location": "/console/talks/ready"})
