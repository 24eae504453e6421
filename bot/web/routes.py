"""Puts the web channel into the gateway: what it needs, its routes, and what runs beside them."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Final

import aiohttp_jinja2
import jinja2
from aiohttp import web

from bot import keys as gateway
from bot.settings import PREFIX, BadSetting, Settings
from bot.store import Conversations, StoreDown
from bot.web import assets, chat, events, keys, messages, pages, sessions
from bot.web.channel import Channel
from bot.web.files import Assets
from bot.web.guard import guarded, tell_browsers
from bot.web.housekeeping import Housekeeping
from bot.web.hub import Hub
from bot.web.limits import Open, Rate
from bot.web.origins import BadOrigins, Origins
from bot.web.tokens import BadSecret, Tokens, kept_secret

_log = logging.getLogger(__name__)
#: Where the secret and the conversations are kept unless the settings say otherwise.
BUILD = Path(__file__).resolve().parents[2] / "build"
_TEMPLATES: Final = Path(__file__).parent / "templates"
#: Seconds that messages being answered are given when the gateway stops.
_FAREWELL: Final = 5.0
#: Figures below which nobody could be served.
_LEAST: Final[Mapping[str, float]] = {
    "conversation_days": 0.001,
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
    app[keys.LIMITS] = _limits(settings)
    app[keys.TOKENS] = _tokens(settings)
    app[keys.ORIGINS] = _origins(settings)
    app[keys.ASSETS] = Assets()
    app[keys.HUB] = hub = Hub()
    store = _store(settings)
    app[keys.CHANNEL] = Channel(
        store, hub, app[gateway.DIALOGUE], app[gateway.OFFERED], app[gateway.RASA], app[gateway.CLOCK],
        patience=60,
    )  # fmt: skip
    app[keys.HOUSEKEEPING] = Housekeeping(
        store, app[keys.CHANNEL], dt.timedelta(days=settings.conversation_days)
    )
    aiohttp_jinja2.setup(app, loader=jinja2.FileSystemLoader(_TEMPLATES), undefined=jinja2.StrictUndefined)
    app.middlewares.append(guarded)
    app.on_response_prepare.append(tell_browsers)
    app.on_shutdown.append(_end_streams)
    app.cleanup_ctx.append(_running)
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


async def _running(app: web.Application) -> AsyncIterator[None]:
    """The housekeeping runs beside the handlers; at the end those being answered get a little time."""
    await app[keys.HOUSEKEEPING].open()
    keeping = asyncio.create_task(app[keys.HOUSEKEEPING].run())
    keeping.add_done_callback(_told)
    yield
    app[keys.HOUSEKEEPING].stop()
    await asyncio.wait([keeping])
    await app[keys.CHANNEL].stop(_FAREWELL)
    await asyncio.to_thread(app[keys.HOUSEKEEPING].close)


def _told(keeping: asyncio.Task[None]) -> None:
    """Conversations that are not deleted in time are nothing to be silent about."""
    fault = keeping.exception()
    if fault is not None:
        _log.error("the housekeeping ended: %s", type(fault).__name__, exc_info=fault)


async def _end_streams(app: web.Application) -> None:
    app[keys.HUB].close()


def _tokens(settings: Settings) -> Tokens:
    try:
        secret = settings.web_secret or kept_secret(BUILD / "web.secret")
        return Tokens(secret, dt.timedelta(days=settings.web_session_days))
    except BadSecret as error:
        raise BadSetting(f"{PREFIX}WEB_SECRET: {error}") from error


def _origins(settings: Settings) -> Origins:
    try:
        return Origins(settings.web_origins)
    except BadOrigins as error:
        raise BadSetting(f"{PREFIX}WEB_ORIGINS: {error}") from error


def _limits(settings: Settings) -> keys.Limits:
    for name, least in _LEAST.items():
        if not getattr(settings, name) >= least:
            raise BadSetting(f"{PREFIX}{name.upper()}: must be at least {least}")
    return keys.Limits(
        Rate(settings.web_session_rate),
        Rate(settings.web_address_rate),
        Open(settings.web_session_streams),
        Open(settings.web_address_streams),
    )


def _store(settings: Settings) -> Conversations:
    try:
        return Conversations(settings.bot_database_url or _own_database())
    except StoreDown as error:
        raise BadSetting(f"{PREFIX}BOT_DATABASE_URL: cannot be used ({error})") from error


def _own_database() -> str:
    """A file that only its owner can read, with the journals beside it."""
    BUILD.mkdir(parents=True, exist_ok=True)
    file = BUILD / "bot.sqlite"
    file.touch(mode=0o600)
    return f"sqlite:///{file}"
