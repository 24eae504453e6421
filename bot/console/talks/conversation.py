"""`/console/talks/{talk}`: one conversation, what can be done in it, and what happens in it while one looks."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping, Sequence
from typing import Any, Final

from aiohttp import web

from bot import keys as gateway
from bot.attended import language
from bot.console.guard import account_of, require
from bot.console.pages import language_of, page
from bot.console.phrases import PHRASES
from bot.console.talks import keys
from bot.console.talks.quoting import found_in, quoted
from bot.console.talks.shown import ago, clock, lines_of
from bot.console.talks.stream import News, fragment, last, stream
from bot.roles import Role
from bot.store import Event, Talk
from bot.web.reading import number_in

_GONE: Final = News("gone", {})


async def talk_of(request: web.Request) -> Talk:
    """The conversation that the address names. Raises HTTPNotFound where it was deleted, or never was."""
    talk = await asyncio.to_thread(request.app[keys.TALKS].find, request.match_info["talk"])
    if talk is None:
        raise web.HTTPNotFound
    return talk


@require(Role.AGENT)
async def show(request: web.Request) -> web.Response:
    """The page. Who holds the conversation and looks at it gives a sign of life."""
    talk = await talk_of(request)
    await asyncio.to_thread(request.app[keys.TALKS].alive, talk.handle, account_of(request))
    return await shown(request, talk)


async def shown(
    request: web.Request, talk: Talk, text: str = "", error: str = "", status: int = 200
) -> web.Response:
    """The page, with what was written and why it was not sent."""
    state = await request.app[gateway.CHANNEL].after(talk.conversation, 0)
    fact = request.query.get("fact", "")
    catalogue = await request.app[gateway.KNOWLEDGE].catalogue()
    lang = await asyncio.to_thread(language, state.events, talk.lang)
    reply = quoted(catalogue, [fact], lang, request.app[gateway.CLOCK]()) if catalogue and fact else None
    texts = request.app[keys.TEXTS]
    values = {
        "here": "talks",
        **_state(request, talk),
        **await _lines(request, talk, state.events),
        "after": state.last,
        "text": text or (reply.text if reply else ""),
        "fact": fact if reply else "",
        "error": error,
        "key": secrets.token_hex(12),
        "most": request.app[gateway.SETTINGS].message_most,
        "notes": await asyncio.to_thread(texts.notes, talk.handle),
        "ready": await asyncio.to_thread(texts.ready),
        "q": request.query.get("q", ""),
        "found": await found_in(catalogue, request.query.get("q", ""), lang, request.app[gateway.CLOCK]()),
        "is_editor": account_of(request).role.may(Role.EDITOR),
        "is_admin": account_of(request).role.may(Role.ADMIN),
    }
    return page(request, "talks/talk.html", values, status=status)


@require(Role.AGENT)
async def events(request: web.Request) -> web.StreamResponse:
    """Events `turns` `{"html"}`, `state` `{"html", "mine"}` and `gone`, after event `after` or `Last-Event-ID`.

    `gone` also where it was deleted before: the page may still show what was said in it.
    """
    talk = await asyncio.to_thread(request.app[keys.TALKS].find, request.match_info["talk"])
    if talk is None:
        return last(_GONE)
    after = number_in(request.headers.get("Last-Event-ID") or request.query.get("after"))
    told = ""

    async def news() -> Sequence[News]:
        nonlocal after, told
        now = await asyncio.to_thread(request.app[keys.TALKS].find, talk.handle)
        if now is None:
            return (_GONE,)
        found: list[News] = []
        state = await request.app[gateway.CHANNEL].after(talk.conversation, after)
        if state.events:
            after = state.last
            values = await _lines(request, now, state.events)
            found.append(News("turns", {"html": fragment(request, "talks/lines.html", values)}, after))
        values = _state(request, now)
        html = fragment(request, "talks/state.html", values)
        if html != told:
            told = html
            found.append(News("state", {"html": html, "mine": values["mine"]}))
        return found

    with request.app[gateway.HUB].reader(talk.conversation) as reader:
        return await stream(request, reader, news)


@require(Role.AGENT)
async def facts(request: web.Request) -> web.Response:
    """The facts that fit `q`, as a part of the page."""
    talk = await talk_of(request)
    state = await request.app[gateway.CHANNEL].after(talk.conversation, 0)
    lang = await asyncio.to_thread(language, state.events, talk.lang)
    catalogue = await request.app[gateway.KNOWLEDGE].required()
    q = request.query.get("q", "")
    values = {
        "talk": talk,
        "q": q,
        "found": await found_in(catalogue, q, lang, request.app[gateway.CLOCK]()),
    }
    return web.Response(text=fragment(request, "talks/facts.html", values), content_type="text/html")


def _state(request: web.Request, talk: Talk) -> Mapping[str, Any]:
    """Who answers, and who waits."""
    say, now = PHRASES[language_of(request)], request.app[gateway.STORE].now()
    return {
        "talk": talk,
        "mine": talk.holder == account_of(request).id,
        "held": talk.holder is not None,
        "wants": ago(talk.wants_at, now, say) if talk.wants_at else "",
    }


async def _lines(request: web.Request, talk: Talk, events: Sequence[Event]) -> Mapping[str, Any]:
    opinions = await asyncio.to_thread(request.app[keys.TALKS].opinions, talk.conversation)
    return {"lines": lines_of(events, opinions), "clock": clock}
