"""Puts the console into the gateway: what it needs and its routes."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import aiohttp_jinja2
import jinja2
from aiohttp import web

from bot import keys as gateway
from bot.console import assets, keys, sign_in
from bot.console.entrance import Entrance
from bot.console.guard import console_guard, tell_browsers
from bot.console.oidc import routes as oidc
from bot.console.oidc.provider import Provider
from bot.console.oidc.terms import terms
from bot.console.passwords import Passwords
from bot.console.sections import SECTIONS
from bot.console.tidying import Tidying, welcome
from bot.settings import Settings, variable
from bot.store import Attempts, Audit, Lifetimes, Sessions, Staff
from bot.web.files import Assets
from telemetry import BadSetting

_log = logging.getLogger(__name__)
_TEMPLATES: Final = Path(__file__).parent / "templates"


def add_console(app: web.Application) -> None:
    """Add the console to an application that has conversations and the web. Raises BadSetting."""
    settings, database = app[gateway.SETTINGS], app[gateway.STORE]
    app[keys.STAFF] = Staff(database)
    app[keys.SESSIONS] = Sessions(database, _lifetimes(settings))
    app[keys.ATTEMPTS] = Attempts(database)
    app[keys.AUDIT] = Audit(database)
    app[keys.PASSWORDS] = Passwords()
    app[keys.ENTRANCE] = Entrance(
        app[keys.STAFF], app[keys.SESSIONS], app[keys.ATTEMPTS], app[keys.AUDIT], app[keys.PASSWORDS]
    )
    found = terms(settings)
    app[keys.PROVIDER] = Provider(found) if found else None
    app[keys.ASSETS] = Assets(assets.FOLDERS)
    aiohttp_jinja2.setup(
        app,
        app_key=keys.TEMPLATES,
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        undefined=jinja2.StrictUndefined,
    )
    app.middlewares.append(console_guard)
    app.on_response_prepare.append(tell_browsers)
    app.cleanup_ctx.append(_running)
    _add_routes(app.router)
    app[keys.SECTIONS] = SECTIONS
    app[keys.FORGETTING] = []
    for section in SECTIONS:
        section.add(app)


def _add_routes(router: web.UrlDispatcher) -> None:
    router.add_get("/console/static/{path:.+}", assets.static)
    router.add_get("/console/sign-in", sign_in.show)
    router.add_post("/console/sign-in", sign_in.sent)
    router.add_post("/console/sign-out", sign_in.out)
    router.add_get("/console/oidc/start", oidc.start, allow_head=False)
    router.add_get("/console/oidc/callback", oidc.callback, allow_head=False)


async def _running(app: web.Application) -> AsyncIterator[None]:
    """The provider can be asked, and what has ended is deleted, as long as the gateway runs."""
    provider = app[keys.PROVIDER]
    if provider:
        await provider.open()
    await welcome(app[keys.STAFF], has_provider=provider is not None)
    now, others = app[gateway.STORE].now, app[keys.FORGETTING]
    async with Tidying(app[keys.SESSIONS], app[keys.ATTEMPTS], now, others):
        yield
    if provider:
        await provider.close()


def _lifetimes(settings: Settings) -> Lifetimes:
    for name, least in (("console_idle_minutes", 0.01), ("console_hours", 0.001)):
        if not getattr(settings, name) >= least:
            raise BadSetting(f"{variable(name)}: must be at least {least}")
    return Lifetimes(
        dt.timedelta(minutes=settings.console_idle_minutes), dt.timedelta(hours=settings.console_hours)
    )
