"""`/chat`: the same conversation as plain forms, for browsers without script."""

from __future__ import annotations

import asyncio
import secrets
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from aiohttp import web
from multidict import MultiDict, MultiDictProxy

from bot import keys as gateway
from bot.attended import is_attended
from bot.channel import NO_EVENTS
from bot.choices import chosen
from bot.masking import clean
from bot.store import Answer, State, StoreDown
from bot.web import keys
from bot.web.chat_view import turns_of
from bot.web.guard import limit
from bot.web.pages import page
from bot.web.phrases import PHRASES, language
from bot.web.reading import Refused, is_client
from bot.web.sessions import renewed
from bot.web.tokens import Session

_COOKIE: Final = "zhiwen_chat"
#: Seconds that a browser waits for the reply. Then it gets the page all the same, with a link to wait again: a page
#: that reloads itself would interrupt whoever has it read aloud.
_WAIT: Final = 12.0
#: Seconds between two looks at the store: another gateway may have answered.
_LOOK: Final = 2.0
_NOTHING: Final = State((), 0, None)
Form = MultiDictProxy[str | bytes | bytearray | web.FileField]


@dataclass(frozen=True)
class _Slip:
    """Why nothing was sent: the phrase that says so, and the status."""

    phrase: str
    status: int
    wait: int = 0


async def show(request: web.Request) -> web.Response:
    """The conversation so far, and a form for the next question."""
    session = _session(request)
    with suppress(StoreDown):
        await _until_answered(request, session)
    return await _shown(request, session)


async def sent(request: web.Request) -> web.Response:
    """A question, a choice or the wish to delete; then the page again, by a redirect that can be reloaded."""
    form = await _form(request)
    session = _session(request)
    text = _field(form, "text")
    if not request.app[keys.TOKENS].is_form_of(session, _field(form, "form")):
        return await _shown(request, session, text, _Slip("form", 403))
    try:
        await limit(request, session)
        if _field(form, "clear"):
            await request.app[gateway.CHANNEL].clear(session.conversation)
            slip = None
        else:
            slip = await _send(request, session, form)
    except Refused as refused:
        slip = _Slip("often", 429, int(refused.response.headers["Retry-After"]))
    except StoreDown:
        slip = _Slip("down", 503)
    return await _shown(request, session, text, slip) if slip else _redirect(request, session)


async def _form(request: web.Request) -> Form:
    """The fields that were sent; none where it is not a form such as the page has."""
    if request.content_type != "application/x-www-form-urlencoded":
        return MultiDictProxy(MultiDict())
    try:
        return await request.post()
    except (LookupError, UnicodeDecodeError):  # an unknown charset, or bytes that are none of it
        return MultiDictProxy(MultiDict())


async def _send(request: web.Request, session: Session, form: Form) -> _Slip | None:
    channel, most = request.app[gateway.CHANNEL], request.app[gateway.SETTINGS].message_most
    client, text, payload = _field(form, "client"), _field(form, "text"), None
    if choice := _field(form, "choice"):
        button = chosen(await channel.after(session.conversation, 0), choice)
        if button is None:
            return _Slip("form", 409)
        text, payload = button
    if not clean(text):
        return _Slip("empty", 422)
    if len(text) > most:
        return _Slip("long", 422)
    if not is_client(client):
        return _Slip("form", 422)
    accepted = await channel.take(session.conversation, client, clean(text), payload)
    if accepted.answer is Answer.BUSY:
        return _Slip("busy", 409)
    await _until_answered(request, session)
    return None


async def _until_answered(request: web.Request, session: Session) -> None:
    """Return when nothing is pending any more, or when it took too long."""
    channel, hub = request.app[gateway.CHANNEL], request.app[gateway.HUB]
    with hub.reader(session.conversation) as reader, suppress(TimeoutError):
        async with asyncio.timeout(_WAIT):
            while (
                not hub.closed and (await channel.after(session.conversation, NO_EVENTS)).pending is not None
            ):
                await reader.wait(_LOOK)


async def _shown(
    request: web.Request, session: Session, text: str = "", slip: _Slip | None = None
) -> web.Response:
    settings = request.app[gateway.SETTINGS]
    lang = language(_wished(request), request.headers.get("Accept-Language", ""))
    try:
        state = await request.app[gateway.CHANNEL].after(session.conversation, 0)
    except StoreDown:
        state, slip = _NOTHING, _Slip("down", 503)
    say = PHRASES[lang]
    figures = {
        "most": settings.message_most,
        "days": f"{settings.conversation_days:g}",
        "wait": slip.wait if slip else 0,
    }
    values = {
        "lang": lang,
        "wished": _wished(request),
        "say": {name: phrase.format(**figures) for name, phrase in say.items()},
        "turns": turns_of(state),
        "pending": state.pending is not None,
        "attended": is_attended(state.events),
        "error": slip.phrase if slip else "",
        "text": text,
        "most": settings.message_most,
        "client": secrets.token_urlsafe(18),
        "form": request.app[keys.TOKENS].form(session),
    }
    response = page(request, "chat.html", values, scripts=False, status=slip.status if slip else 200)
    if slip and slip.wait:
        response.headers["Retry-After"] = str(slip.wait)
    return _with_cookie(request, response, session)


def _redirect(request: web.Request, session: Session) -> web.Response:
    wished = _wished(request)
    place = f"/chat?lang={wished}#latest" if wished else "/chat#latest"
    return _with_cookie(request, web.Response(status=303, headers={"Location": place}), session)


def _session(request: web.Request) -> Session:
    return renewed(request.app[keys.TOKENS], request.cookies.get(_COOKIE))


def _with_cookie(request: web.Request, response: web.Response, session: Session) -> web.Response:
    settings = request.app[gateway.SETTINGS]
    secure = request.secure or (
        settings.web_proxies > 0 and request.headers.get("X-Forwarded-Proto", "") == "https"
    )
    response.set_cookie(
        _COOKIE,
        session.token,
        path="/chat",
        max_age=int(settings.web_session_days * 86_400),
        httponly=True,
        samesite="Lax",
        secure=secure,
    )
    return response


def _wished(request: web.Request) -> str:
    """The language in the address, if it is one we speak."""
    wished = request.query.get("lang", "")
    return wished if wished in PHRASES else ""


def _field(form: Form, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""
