"""Stands before every handler of the console: who is there, may they, and did they mean it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Final, TypeVar
from urllib.parse import quote

from aiohttp import web

from bot.console import cookies, csrf, keys
from bot.console.pages import headers_of, page
from bot.problems import Handler, problem
from bot.roles import Role
from bot.store import Account, StoreDown

_log = logging.getLogger(__name__)
_Handler = TypeVar("_Handler", bound=Handler)
_NEEDS: Final = "console_needs"
_EVERYBODY: Final = "everybody"
_NOBODY: Final = "nobody in particular"


def require(role: Role) -> Callable[[_Handler], _Handler]:
    """Serve the handler to those who are signed in with this role or a higher one.

    Others get the sign-in page or 401, or 403. What changes something (POST and the like) needs the CSRF token too.
    """

    def marked(handler: _Handler) -> _Handler:
        setattr(handler, _NEEDS, role)
        return handler

    return marked


def open_to_all(handler: _Handler) -> _Handler:
    """Serve the handler to everybody. What changes something needs the CSRF token all the same."""
    setattr(handler, _NEEDS, _EVERYBODY)
    return handler


def unseen(handler: _Handler) -> _Handler:
    """Serve the handler to everybody without looking who it is: files, which need no database."""
    setattr(handler, _NEEDS, _NOBODY)
    return handler


def account_of(request: web.Request) -> Account:
    """Who sends the request, in a handler that requires a role."""
    return request[keys.SIGNED_IN].account


@web.middleware
async def console_guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let through what may reach its handler."""
    if not is_console(request) or request.match_info.http_exception is not None:
        return await handler(request)
    try:
        return await _refusal(request) or await handler(request)
    except StoreDown as error:
        _log.warning("the console's database cannot be reached: %s", error)
        return refused(request, 503, "unavailable")


async def tell_browsers(request: web.Request, response: web.StreamResponse) -> None:
    """Put on every response of the console what browsers must know; a handler's own word stands."""
    if is_console(request):
        for name, value in headers_of(request).items():
            response.headers.setdefault(name, value)


def is_console(request: web.Request) -> bool:
    """Whether the request goes to one of the console's routes, however its path is spelled."""
    resource = request.match_info.route.resource
    path = resource.canonical if resource else request.path
    return path == "/console" or path.startswith("/console/")


async def _refusal(request: web.Request) -> web.StreamResponse | None:
    needs = getattr(request.match_info.handler, _NEEDS, None)
    if needs is None:
        raise RuntimeError(f"{request.path}: its handler does not say who may reach it")
    if needs == _NOBODY and request.method in csrf.SAFE:
        return None
    await _recognise(request)
    signed_in = request.get(keys.SIGNED_IN)
    if isinstance(needs, Role) and signed_in is None:
        return _sent_to_sign_in(request)
    if request.method not in csrf.SAFE and not await csrf.is_meant(request):
        return refused(request, 403, "csrf")
    if request.method not in csrf.SAFE and not await csrf.is_form(request):
        return problem(400, "bad_form", "the body is no form of fields")
    if isinstance(needs, Role) and signed_in and not signed_in.account.role.may(needs):
        return refused(request, 403, "role")
    return None


async def _recognise(request: web.Request) -> None:
    """Find out who is signed in. Read anew for each request, so a role taken away is gone at once."""
    secret = cookies.read(request, cookies.SESSION)
    if secret is None:
        return
    account = await asyncio.to_thread(request.app[keys.SESSIONS].find, secret)
    if account is not None:
        request[keys.SIGNED_IN] = keys.SignedIn(account, secret)


def _sent_to_sign_in(request: web.Request) -> web.Response:
    if request.method in csrf.SAFE and wants_page(request):
        place = f"/console/sign-in?next={quote(request.path_qs, safe='/')}"
        return web.Response(status=303, headers={"Location": place})
    return refused(request, 401, "signed_out", {"WWW-Authenticate": "Session"})


def wants_page(request: web.Request) -> bool:
    """Whether a person looks at the answer, and no script."""
    return "text/html" in request.headers.get("Accept", "")


def refused(
    request: web.Request, status: int, code: str, headers: dict[str, str] | None = None
) -> web.Response:
    """A refusal as a page or in the one shape. `code` names the phrase `refused_<code>` that says why."""
    if wants_page(request):
        response = page(request, "refused.html", {"why": f"refused_{code}"}, status=status)
        response.headers.update(headers or {})
        return response
    return problem(status, code, _TEXTS[code], headers=headers)


_TEXTS: Final = {
    "csrf": "the request does not come from a page of this session; load the page again",
    "role": "your role may not do this",
    "signed_out": "sign in first",
    "unavailable": "the database cannot be reached just now",
    "provider": "the OpenID provider cannot be reached just now",
    "journey": "this sign-in took too long or was begun in another browser; begin again",
    "identity": "the OpenID provider's answer cannot be trusted",
    "declined": "the OpenID provider did not confirm who you are",
    "no_role": "the OpenID provider gives you no role here",
    "name_taken": "there is another account of your name; an administrator can remove it",
}
