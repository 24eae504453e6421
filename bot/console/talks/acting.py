"""What staff do in a conversation: take it over, reply, hand it back, write notes."""

from __future__ import annotations

import asyncio
import re
from typing import Any, Final

from aiohttp import web

from bot import keys as gateway
from bot.attended import language
from bot.console.audit import actor, audit
from bot.console.guard import account_of, require, wants_page
from bot.console.talks import keys
from bot.console.talks.conversation import shown, talk_of
from bot.console.talks.quoting import MOST, quoted, with_citations
from bot.masking import clean
from bot.problems import problem
from bot.roles import Role
from bot.store import Action, Outcome, Talk

NOTE_MOST: Final = 2000
_KEY: Final = re.compile(r"[A-Za-z0-9_-]{8,40}")
_STATUS: Final = {"empty": 422, "long": 422, "holder": 409, "key": 422}


@require(Role.AGENT)
async def take(request: web.Request) -> web.Response:
    """Answer in place of the assistant. Where somebody else was quicker the page says who."""
    talk = await talk_of(request)
    outcome = await request.app[keys.ATTENDING].take(talk, account_of(request), actor(request))
    if outcome is Outcome.REFUSED:
        return await _refused(request, "taken")
    return _back_to(talk)


@require(Role.AGENT)
async def back(request: web.Request) -> web.Response:
    """Let the assistant answer again."""
    talk = await talk_of(request)
    outcome = await request.app[keys.ATTENDING].back(talk, account_of(request), actor(request))
    if outcome is Outcome.REFUSED:
        return await _refused(request, "holder")
    return _back_to(talk)


@require(Role.AGENT)
async def reply(request: web.Request) -> web.Response:
    """`text`, `key` (new for each reply), `fact` for each fact that it quotes. A script gets 204 or an error."""
    talk, form = await talk_of(request), await request.post()
    text, key = clean(_text(form, "text")), _text(form, "key")
    wrong = _wrong(text, key, request.app[gateway.SETTINGS].message_most)
    if wrong:
        return await _refused(request, wrong, text)
    facts = [one for one in form.getall("fact", []) if isinstance(one, str) and one][:MOST]
    custom: dict[str, Any] = {}
    catalogue = await request.app[gateway.KNOWLEDGE].catalogue() if facts else None
    if catalogue is not None:
        state = await request.app[gateway.CHANNEL].after(talk.conversation, 0)
        lang = await asyncio.to_thread(language, state.events, talk.lang)
        found = quoted(catalogue, facts, lang, request.app[gateway.CLOCK]())
        if found is not None:
            text, custom = with_citations(text, found), found.custom
    outcome = await request.app[keys.ATTENDING].say(talk, account_of(request), key, text, custom)
    if outcome is Outcome.REFUSED:
        return await _refused(request, "holder", text)
    return _back_to(talk) if wants_page(request) else web.Response(status=204)


@require(Role.AGENT)
async def alive(request: web.Request) -> web.Response:
    """A sign of life of who holds the conversation; with `writing=yes` the visitor sees that somebody writes."""
    talk, form = await talk_of(request), await request.post()
    if _text(form, "writing"):
        holds = await request.app[keys.ATTENDING].typing(talk, account_of(request))
    else:
        holds = await asyncio.to_thread(request.app[keys.TALKS].alive, talk.handle, account_of(request))
    return web.Response(status=204) if holds else problem(409, "holder", "you do not hold this conversation")


@require(Role.AGENT)
async def settle(request: web.Request) -> web.Response:
    """Nobody has to see to it."""
    talk = await talk_of(request)
    await asyncio.to_thread(request.app[keys.TALKS].settle, talk.handle)
    request.app[gateway.HUB].wake(talk.conversation)
    return _back_to(talk)


@require(Role.AGENT)
async def note(request: web.Request) -> web.Response:
    """Write a note down, or delete one (`drop`): one's own, an administrator any."""
    talk, form, account = await talk_of(request), await request.post(), account_of(request)
    texts, dropped = request.app[keys.TEXTS], _text(form, "drop")
    if dropped.isdecimal() and len(dropped) < 18:
        anybody = account.role.may(Role.ADMIN)
        await audit(request, Action.DELETION, talk.handle, note=int(dropped))
        await asyncio.to_thread(texts.drop_note, talk.handle, int(dropped), None if anybody else account.name)
        return _back_to(talk, "#notes")
    text = clean(_text(form, "note"))[:NOTE_MOST]
    if text and not await asyncio.to_thread(texts.note, talk.handle, account.name, text):
        raise web.HTTPNotFound
    return _back_to(talk, "#notes")


def _wrong(text: str, key: str, most: int) -> str:
    """Why it cannot be said; empty where it can."""
    if not text:
        return "empty"
    if len(text) > most:
        return "long"
    return "" if _KEY.fullmatch(key) else "key"


async def _refused(request: web.Request, code: str, text: str = "") -> web.Response:
    """Why it was not done: on the page, with what was written, or in the one shape."""
    status = _STATUS.get(code, 409)
    if not wants_page(request):
        return problem(status, code, "it was not done")
    return await shown(request, await talk_of(request), text, f"talks_error_{code}", status)


def _text(form: Any, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def _back_to(talk: Talk, place: str = "") -> web.Response:
    return web.Response(status=303, headers={"Location": f"/console/talks/{talk.handle}{place}"})
