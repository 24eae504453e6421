"""Puts the web channel into the gateway: what it needs and its routes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import aiohttp_jinja2
import jinja2
from aiohttp import web

from bot import keys as gateway
from bot.settings import Settings
from bot.shared import Shared
from bot.web import assets, chat, events, keys, messages, pages, sessions
from bot.web.files import Assets
from bot.web.guard import guarded, tell_browsers
from bot.web.limits import CommonRate, Open
from bot.web.origins import BadOrigins, Origins
from bot.web.tokens import BadSecret, Tokens, secret_of
from telemetry import PREFIX, BadSetting

_TEMPLATES: Final = Path(__file__).parent / "templates"
#: Figures below which nobody could be served.
_LEAST: Final[Mapping[str, float]] = {
    "web_session_days": 0.001,
    "web_heartbeat": 0.1,
    "web_session_rate": 1,
    "web_address_rate": 1,
    "web_session_streams": 1,
    "web_address_streams": 1,
}


def add_web(app: web.Application) -> None:
    """Add the channel to an application that has the dialogue. Raises BadSetting."""
    settings = app[gateway.SETTINGS]
    app[keys.LIMITS] = _limits(settings, app[gateway.SHARED])
    app[keys.TOKENS] = _tokens(settings)
    app[keys.ORIGINS] = _origins(settings)
    app[keys.ASSETS] = Assets()
    aiohttp_jinja2.setup(app, loader=jinja2.FileSystemLoader(_TEMPLATES), undefined=jinja2.StrictUndefined)
    app.middlewares.append(guarded)
    app.on_response_prepare.append(tell_browsers)
    _add_routes(app.router)


def _add_routes(router: web.UrlDispatcher) -> None:
    router.add_get("/", pages.demonstration)
    router.add_get("/widget.js", assets.loader)
    router.add_get("/web/static/{path:.+}", assets.static)
    router.add_get("/web/frame", pages.frame)
    router.add_post("/web/session", sessions.session)
    router.add_get("/web/events", events.events, allow_head=False)
    router.add_get("/web/history", events.history)
    router.add_post("/web/messages", messages.send)
    router.add_post("/web/feedback", messages.judge)
    router.add_delete("/web/conversation", messages.clear)
    router.add_get("/chat", chat.show)
    router.add_post("/chat", chat.sent)


def _tokens(settings: Settings) -> Tokens:
    try:
        return Tokens(secret_of(settings), dt.timedelta(days=settings.web_session_days))
    except BadSecret as error:
        raise BadSetting(f"{PREFIX}WEB_SECRET: {error}") from error


def _origins(settings: Settings) -> Origins:
    try:
        return Origins(settings.web_origins)
    except BadOrigins as error:
        raise BadSetting(f"{PREFIX}WEB_ORIGINS: {error}") from error


def _limits(settings: Settings, shared: Shared | None) -> keys.Limits:
    for name, least in _LEAST.items():
        if not getattr(settings, name) >= least:
            raise BadSetting(f"{PREFIX}{name.upper()}: must be at least {least}")
    return keys.Limits(
        CommonRate("session", settings.web_session_rate, shared),
        CommonRate("address", settings.web_address_rate, shared),
        Open(settings.web_session_streams),
        Open(settings.web_address_streams),
    )
