"""`/console/account`: one's own password, and where one is signed in."""

from __future__ import annotations

import asyncio
from typing import Final

from aiohttp import web

from bot.console import cookies, keys
from bot.console.accounts import LONGEST, SHORTEST, BadPassword, clean_password, new_password
from bot.console.audit import actor
from bot.console.entrance import Wait, Wrong
from bot.console.guard import account_of, require
from bot.console.pages import language_of, page
from bot.console.people.keys import OWN
from bot.console.people.moments import local
from bot.console.phrases import PHRASES
from bot.console.sign_in import visitor_of
from bot.roles import Role
from bot.store import Account, Action

PLACE: Final = "/console/account"
_FIELDS: Final = ("old", "new", "again")


class _NotChangedError(Exception):
    """The password stays; the phrase `people_not_<why>` says why, at the field `field`."""

    def __init__(self, why: str, status: int = 422, field: str = "new", seconds: int = 0) -> None:
        super().__init__(why)
        self.why = why
        self.status = status
        self.field = field
        self.seconds = seconds


@require(Role.READER)
async def show(request: web.Request) -> web.Response:
    """Who one is, the form for the password, the browsers one is signed in with."""
    return await _page(request)


@require(Role.READER)
async def change(request: web.Request) -> web.Response:
    """`old`, `new`, `again`: another password. 422 where a field is wrong, 429 after too many tries.

    409 where the account has none, or was changed meanwhile.
    """
    form = await request.post()
    old, new, again = (str(form.get(field, "")) for field in _FIELDS)
    try:
        fresh = await _change(request, old, new, again)
    except _NotChangedError as error:
        return await _page(request, error)
    response = web.Response(status=303, headers={"Location": f"{PLACE}?done=password"})
    cookies.give(request, response, cookies.SESSION, fresh)
    return response


async def _change(request: web.Request, old: str, new: str, again: str) -> str:
    """Change it; the new id of this session. Raises _NotChangedError."""
    account = account_of(request)
    if account.issuer is not None:
        raise _NotChangedError("none", 409)
    password = _fit_password(account, old, new, again)
    known = await _proven(request, account, old)
    fresh, kept = cookies.new_secret(), await request.app[keys.PASSWORDS].made(password)
    secret = request[keys.SIGNED_IN].secret
    own = request.app[OWN]
    if not await asyncio.to_thread(own.change_password, known, kept, secret, fresh, actor(request)):
        raise _NotChangedError("stale", 409)
    return fresh


def _fit_password(account: Account, old: str, new: str, again: str) -> str:
    """The new password, looked at before the old one: a slip of the keyboard is no failed attempt."""
    try:
        password = new_password(new, account.name)
    except BadPassword as error:
        raise _NotChangedError(error.rule) from error
    if password != clean_password(again):
        raise _NotChangedError("twice", field="again")
    if password == clean_password(old):
        raise _NotChangedError("same")
    return password


async def _proven(request: web.Request, account: Account, old: str) -> Account:
    """The account as it is kept, once the old password was shown to be its own; throttled as signing in is."""
    try:
        return await request.app[keys.ENTRANCE].attempt(
            account.name, old, visitor_of(request), Action.PASSWORD_REFUSED
        )
    except Wrong as error:
        raise _NotChangedError("old", field="old") from error
    except Wait as wait:
        raise _NotChangedError("wait", 429, "old", wait.seconds) from wait


async def _page(request: web.Request, error: _NotChangedError | None = None) -> web.Response:
    signed_in, say = request[keys.SIGNED_IN], PHRASES[language_of(request)]
    account = signed_in.account
    browsers = await asyncio.to_thread(request.app[OWN].browsers, account, signed_in.secret)
    values = {
        "here": "people",
        "part": "own",
        "browsers": browsers,
        "local": local,
        "hint": say["people_password_rules"].format(shortest=SHORTEST, longest=LONGEST),
        "error": say[f"people_not_{error.why}"].format(seconds=error.seconds) if error else "",
        "wrong": error.field if error else "",
        "is_done": error is None and request.query.get("done") == "password",
    }
    response = page(request, "people/account.html", values, status=error.status if error else 200)
    if error and error.seconds:
        response.headers["Retry-After"] = str(error.seconds)
    return response
