"""Puts into the gateway what every channel needs that keeps its conversations: store, hub, channel, housekeeping."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import AsyncIterator
from typing import Final

from aiohttp import web

from bot import keys, owned
from bot.answering import Answering
from bot.beside import run_beside
from bot.channel import Channel
from bot.claiming import Claiming
from bot.clock import moments
from bot.hotline import Hotline
from bot.hours import BadHours, Hours
from bot.housekeeping import Housekeeping
from bot.hub import Hub
from bot.recording import Ages, Recording
from bot.scribe import Scribe
from bot.settings import Settings
from bot.store import Conversations, StoreDown, Talks, TurnLog
from bot.telemetry.keys import METRICS, STAGES
from bot.telemetry.turns import told_to
from bot.web.tokens import secret_of
from bot.wire import Wire
from telemetry import PREFIX, BadSetting

_log = logging.getLogger(__name__)
#: Seconds that messages being answered are given when the gateway stops.
_FAREWELL: Final = 5.0
#: Seconds in which the turns that are not yet recorded may be.
_WRITTEN_WITHIN: Final = 5.0
#: Seconds that a message left by an earlier gateway waits for Rasa.
_PATIENCE: Final = 60


def add_conversations(app: web.Application) -> None:
    """Add them to an application that has the dialogue. Raises BadSetting."""
    settings = app[keys.SETTINGS]
    if not settings.conversation_days >= 0.001:
        raise BadSetting(f"{PREFIX}CONVERSATION_DAYS: must be at least 0.001")
    if not settings.turn_days >= 0.001:
        raise BadSetting(f"{PREFIX}TURN_DAYS: must be at least 0.001")
    app[keys.STORE] = store = _store(settings)
    app[keys.HUB] = hub = Hub()
    app[keys.RECORDING] = recording = _recording(app)
    recording.heard = told_to(app[METRICS])
    answering = Answering(
        store, hub, app[keys.DIALOGUE], app[keys.OFFERED], app[keys.RASA], app[keys.CLOCK],
        patience=_PATIENCE, recording=recording, hotline=_hotline(app), stages=app[STAGES],
    )  # fmt: skip
    app[keys.CHANNEL] = channel = Channel(store, hub, recording, answering)
    app[METRICS].needs("conversations", lambda: store.answers)
    if (shared := app[keys.SHARED]) is not None:
        app[METRICS].needs("shared", lambda: shared.answers)
    app[METRICS].watch("messages", lambda: channel.busy)
    app[METRICS].watch("streams", lambda: hub.open)
    app[METRICS].watch("turns to record", lambda: recording.waiting)
    app[keys.HOUSEKEEPING] = Housekeeping(store, channel, dt.timedelta(days=settings.conversation_days))
    app.on_shutdown.append(_end_streams)
    app.cleanup_ctx.append(_running)
    app.cleanup_ctx.append(_beside_others)


async def _running(app: web.Application) -> AsyncIterator[None]:
    """The housekeeping runs beside the handlers; at the end those being answered get a little time."""
    await app[keys.HOUSEKEEPING].open()
    await app[keys.RECORDING].start()
    keeping = run_beside(app[keys.HOUSEKEEPING].run(), "the housekeeping")
    yield
    app[keys.HOUSEKEEPING].stop()
    await asyncio.wait([keeping])
    await app[keys.CHANNEL].stop(_FAREWELL)
    await app[keys.RECORDING].stop(_WRITTEN_WITHIN)
    await asyncio.to_thread(app[keys.STORE].close)


async def _beside_others(app: web.Application) -> AsyncIterator[None]:
    """Several gateways share a PostgreSQL; where there is a Redis, they tell each other at once what happened."""
    store, shared = app[keys.STORE], app[keys.SHARED]
    claiming = Claiming(app[keys.CHANNEL])
    rounds = None if store.is_alone else run_beside(claiming.run(), "the claiming")
    wire = run_beside(Wire(shared, app[keys.HUB], store.name).run(), "the wire") if shared else None
    yield
    claiming.stop()
    if rounds is not None:
        await asyncio.wait([rounds])
    if wire is not None:
        wire.cancel()
        await asyncio.wait([wire])


async def _end_streams(app: web.Application) -> None:
    app[keys.HUB].close()


def _recording(app: web.Application) -> Recording:
    settings, store = app[keys.SETTINGS], app[keys.STORE]
    ages = Ages(dt.timedelta(days=settings.conversation_days), dt.timedelta(days=settings.turn_days))
    scribe = Scribe(TurnLog(store), secret_of(settings))
    return Recording(scribe, app[keys.KNOWLEDGE], app[keys.CLOCK], lambda: store.now(), ages)  # noqa: PLW0108 -- it may be set anew


def _hotline(app: web.Application) -> Hotline:
    settings = app[keys.SETTINGS]
    try:
        hours = Hours.read(settings.hotline_hours)
    except BadHours as error:
        raise BadSetting(f"{PREFIX}HOTLINE_HOURS: {error}") from error
    return Hotline(hours, moments(settings.today), Talks(app[keys.STORE]).has_agents)


def _store(settings: Settings) -> Conversations:
    try:
        return Conversations(settings.bot_database_url or owned.own_database())
    except StoreDown as error:
        raise BadSetting(f"{PREFIX}BOT_DATABASE_URL: cannot be used ({error})") from error
