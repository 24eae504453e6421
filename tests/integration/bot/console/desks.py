"""Staff with accounts, browsers in which they sign in, and the time that passes."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import AsyncExitStack
from typing import Any

from aiohttp import ClientResponse, ClientSession, CookieJar, web
from argon2 import PasswordHasher

from bot import keys as gateway
from bot.console import keys
from bot.console.passwords import Passwords
from bot.roles import Role
from bot.store import Action, Actor, Entry
from tests.integration.bot.web_gateway import Gateways

PASSWORD = "correct horse battery"
CLI = Actor("cli:test")
PAGE = {"Accept": "text/html", "Accept-Language": "en"}
#: As argon2 does it, only cheaper.
CHEAP = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1)


class Time:
    """The time of the gateways, to be moved."""

    def __init__(self) -> None:
        self.now = dt.datetime(2031, 5, 1, 8, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now

    def pass_by(self, **span: float) -> None:
        """Let time pass: `minutes=5`."""
        self.now += dt.timedelta(**span)


class Desk:
    """A browser of somebody of the staff. `app` is the gateway that it speaks with."""

    def __init__(self, http: ClientSession, origin: str, app: web.Application) -> None:
        self.http = http
        self.origin = origin
        self.app = app

    async def get(self, path: str, headers: dict[str, str] | None = None) -> ClientResponse:
        """Look at a page."""
        sent = PAGE | (headers or {})
        return await self.http.get(f"{self.origin}{path}", allow_redirects=False, headers=sent)

    async def token(self, path: str = "/console/sign-in") -> str:
        """The CSRF token of a page."""
        found = re.search(r'<meta name="csrf" content="([0-9a-f]{64})">', await (await self.get(path)).text())
        assert found
        return found[1]

    async def post(
        self, path: str, csrf: str | None, headers: dict[str, str] | None = None, /, **fields: str
    ) -> ClientResponse:
        """Send a form as a browser does."""
        data = fields | ({"csrf": csrf} if csrf else {})
        sent = PAGE | {"Origin": self.origin} | (headers or {})
        url = f"{self.origin}{path}"
        return await self.http.post(url, data=data, headers=sent, allow_redirects=False)

    async def sign_in(self, name: str = "li.na", password: str = PASSWORD, **headers: str) -> ClientResponse:
        """Fill in the form."""
        return await self.post("/console/sign-in", await self.token(), headers, name=name, password=password)

    async def sign_out(self, **fields: str) -> ClientResponse:
        """Press a button of the console."""
        return await self.post("/console/sign-out", await self.token("/console"), **fields)

    async def status(self) -> int:
        """Of the console: 200 for those who are signed in."""
        return (await self.get("/console")).status

    def cookie(self, name: str) -> str | None:
        """What the browser holds."""
        return next((one.value for one in self.http.cookie_jar if one.key == name), None)

    def audit(self) -> list[Entry]:
        """The audit log, the oldest first."""
        return list(reversed(self.app[keys.AUDIT].entries()))

    def actions(self) -> list[tuple[str, str]]:
        """Who did what, after the accounts were made."""
        return [(one.who, one.action) for one in self.audit() if one.action != Action.ACCOUNT_ADDED]


class Office:
    """Gateways on one database, and desks at them."""

    def __init__(self, gateways: Gateways, stack: AsyncExitStack, time: Time) -> None:
        self._gateways = gateways
        self._stack = stack
        self.time = time

    async def desk(self, beside: Desk | None = None, /, **settings: Any) -> Desk:
        """A browser at a new gateway, or another browser at the same."""
        http = await self._stack.enter_async_context(ClientSession(cookie_jar=CookieJar(unsafe=True)))
        if beside:
            return Desk(http, beside.origin, beside.app)
        client = await self._gateways.start(**settings)
        client.app[gateway.STORE].now = self.time
        return Desk(http, str(client.make_url("/")).rstrip("/"), client.app)


def add(desk: Desk, name: str = "li.na", role: Role = Role.AGENT, password: str = PASSWORD) -> None:
    """Make an account."""
    desk.app[keys.STAFF].add(name, role, Passwords(CHEAP).hash(password), CLI)
