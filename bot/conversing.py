"""Puts into the gateway what every channel needs that keeps its conversations: store, hub, channel, housekeeping."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import AsyncIterator
from typing import Final

from aiohttp import web

from bot import keys, owned
from bot.channel import Channel
from bot.housekeeping import Housekeeping
from bot.hub import Hub
from bot.settings import PREFIX, BadSetting, Settings
from bot.store import Conversations, StoreDown

_log = logging.getLogger(__name__)
#: Seconds that messages being answered are given when the gateway stops.
_FAREWELL: Final = 5.0
#: Seconds that a message left by an earlier gateway waits for Rasa.
_PATIENCE: Final = 60


def add_conversations(app: web.Application) -> None:
    """Add them to an application that has the dialogue. Raises BadSetting."""
    settings = app[keys.SETTINGS]
    if not settings.conversation_days >= 0.001:
        raise BadSetting(f"{PREFIX}CONVERSATION_DAYS: must be at least 0.001")
    app[keys.STORE] = store = _store(settings)
    app[keys.HUB] = hub = Hub()
    app[keys.CHANNEL] = channel = Channel(
        store, hub, app[keys.DIALOGUE], app[keys.OFFERED], app[keys.RASA], app[keys.CLOCK],
        patience=_PATIENCE,
    )  # fmt: skip
    app[keys.HOUSEKEEPING] = Housekeeping(store, channel, dt.timedelta(days=settings.conversation_days))
    app.on_shutdown.append(_end_streams)
    app.cleanup_ctx.append(_running)


async def _running(app: web.Application) -> AsyncIterator[None]:
    """The housekeeping runs beside the handlers; at the end those being answered get a little time."""
    await app[keys.HOUSEKEEPING].open()
    keeping = asyncio.create_task(app[keys.HOUSEKEEPING].run())
    keeping.add_done_callback(_told)
    yield
    app[keys.HOUSEKEEPING].stop()
    await asyncio.wait([keeping])
    await app[keys.CHANNEL].stop(_FAREWELL)
    await asyncio.to_thread(app[keys.STORE].close)


def _told(keeping: asyncio.Task[None]) -> None:
    """Conversations that are not deleted in time are nothing to be silent about."""
    fault = keeping.exception()
    if fault is not None:
        _log.error("the housekeeping ended: %s", type(fault).__name__, exc_info=fault)


async def _end_streams(app: web.Application) -> None:
    app[keys.HUB].close()


def _store(settings: Settings) -> Conversations:
    try:
        return Conversations(settings.bot_database_url or owned.own_database())
    except StoreDown as error:
        raise BadSetting(f"{PREFIX}BOT_DATABASE_URL: cannot be used ({error})") from error
