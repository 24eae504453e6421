"""Coming in and going out: `/console/sign-in`, `/console/sign-out`."""

from __future__ import annotations

import asyncio
from typing import Final

from aiohttp import web

from bot import keys as gateway
from bot.console import cookies, keys
from bot.console.audit import actor
from bot.console.entrance import Visitor, Wait, Wrong
from bot.console.guard import open_to_all, require
from bot.console.pages import language_of, page
from bot.console.phrases import PHRASES
from bot.roles import Role
from bot.store import Account, Actor
from bot.web.reading import address_of

HOME: Final = "/console"
_LONGEST: Final = 2000


@open_to_all
async def show(request: web.Request) -> web.Response:
    """The form; who is signed in already goes on."""
    if keys.SIGNED_IN in request:
        return web.Response(status=303, headers={"Location": target_of(request.query.get("next"))})
    return _form(request)


@open_to_all
async def sent(request: web.Request) -> web.Response:
    """`name`, `password`: a new session, or the form again. Wrong: 401, too often: 429."""
    form = await request.post()
    name, password = (str(form.get(field, "")) for field in ("name", "password"))
    try:
        account = await request.app[keys.ENTRANCE].attempt(name, password, visitor_of(request))
    except Wrong:
        return _form(request, name, PHRASES[language_of(request)]["wrong"], 401)
    except Wait as wait:
        text = PHRASES[language_of(request)]["wait"].format(wait=wait.seconds)
        return _form(request, name, text, 429, {"Retry-After": str(wait.seconds)})
    response = web.Response(status=303, headers={"Location": target_of(request.query.get("next"))})
    if not await enter(request, response, account, "password"):
        return _form(request, name, PHRASES[language_of(request)]["stale"], 409)
    return response


@require(Role.READER)
async def out(request: web.Request) -> web.Response:
    """Sign out here, or (`everywhere`) in every browser; then the form."""
    signed_in, sessions = request[keys.SIGNED_IN], request.app[keys.SESSIONS]
    response = web.Response(status=303, headers={"Location": "/console/sign-in"})
    if (await request.post()).get("everywhere"):
        await asyncio.to_thread(sessions.end_all, signed_in.account, actor(request))
        cookies.take(request, response, cookies.DEVICE)
    else:
        await asyncio.to_thread(sessions.end, signed_in.secret, signed_in.account, actor(request))
    cookies.take(request, response, cookies.SESSION)
    return response


async def enter(request: web.Request, response: web.Response, account: Account, via: str) -> bool:
    """Begin a session, in the place of any that the browser had; False where the account was changed meanwhile."""
    sessions = request.app[keys.SESSIONS]
    old = cookies.read(request, cookies.SESSION)
    if old is not None:
        await asyncio.to_thread(sessions.drop, old)
    secret = cookies.new_secret()
    device = cookies.read(request, cookies.DEVICE) or cookies.new_secret()
    by = Actor(account.name, actor(request).address)
    if not await asyncio.to_thread(sessions.start, secret, device, account, by, via):
        return False
    cookies.give(request, response, cookies.SESSION, secret)
    cookies.give(request, response, cookies.DEVICE, device, cookies.YEAR)
    cookies.take(request, response, cookies.VISIT)
    return True


def visitor_of(request: web.Request) -> Visitor:
    """Where the request comes from."""
    address = address_of(request, request.app[gateway.SETTINGS])
    return Visitor(address, cookies.read(request, cookies.DEVICE))


def target_of(wished: str | None) -> str:
    """Where to go after signing in: a page of the console, whatever the address asks for."""
    if not wished or len(wished) > _LONGEST or not (wished.isascii() and wished.isprintable()):
        return HOME
    path = wished.partition("?")[0].partition("#")[0]
    inside = path == HOME or path.startswith(f"{HOME}/")
    return wished if inside and "\\" not in path and ".." not in path else HOME


def _form(
    request: web.Request,
    name: str = "",
    error: str = "",
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> web.Response:
    values = {
        "name": name,
        "error": error,
        "next": target_of(request.query.get("next")),
        "has_provider": request.app[keys.PROVIDER] is not None,
    }
    response = page(request, "sign_in.html", values, status=status)
    response.headers.update(headers or {})
    if status == 401:
        response.headers["WWW-Authenticate"] = "Session"
    return response
