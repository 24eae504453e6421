"""The gateway as an aiohttp application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from aiohttp import web

from bot import api, bodies, eligibility, health, keys, openapi, photo, rest
from bot.clock import clock
from bot.console.routes import add_console
from bot.conversing import add_conversations
from bot.dialogue import Dialogue, read_ahead
from bot.knowledge import Knowledge
from bot.offered import Offering
from bot.problems import one_shape
from bot.rasa import Rasa
from bot.settings import Settings
from bot.shared import Shared
from bot.telegram.routes import add_telegram
from bot.telemetry.keys import METRICS, STAGES, TRACES
from bot.telemetry.metrics import Metrics
from bot.telemetry.requests import watched
from bot.telemetry.routes import metrics
from bot.telemetry.stages import Stages
from bot.web.routes import add_web
from telemetry.spans import traces_of


def create_app(settings: Settings) -> web.Application:
    """The application with its routes. Nothing is opened before it starts. Raises BadSetting."""
    app = web.Application(
        middlewares=[watched, one_shape, bodies.in_time], client_max_size=settings.body_most
    )
    app[keys.SETTINGS] = settings
    app[METRICS] = Metrics()
    app[TRACES] = traces_of(settings.traces_url, "zhiwen-gateway")
    app[STAGES] = Stages(app[METRICS].spent, app[TRACES])
    app[keys.CLOCK] = clock(settings.today)
    app[keys.KNOWLEDGE] = Knowledge(settings.database_url)
    app[keys.RASA] = Rasa(settings.rasa_url, settings.rasa_timeout, app[METRICS].asked, app[STAGES])
    app[keys.SHARED] = Shared(settings.redis_url) if settings.redis_url else None
    app[keys.OFFERED] = Offering(app[keys.SHARED])
    app[keys.DIALOGUE] = dialogue = Dialogue(
        app[keys.RASA], app[keys.KNOWLEDGE], app[keys.OFFERED], app[keys.CLOCK], settings.message_most,
        app[STAGES],
    )  # fmt: skip
    app[METRICS].watch("turns of conversations", lambda: dialogue.waiting)
    app.cleanup_ctx.append(_connections)
    app.router.add_post("/webhooks/rest/webhook", rest.webhook)
    app.router.add_get("/healthz", health.healthz)
    app.router.add_get("/readyz", health.readyz)
    app.router.add_get("/metrics", metrics)
    app.router.add_get("/api/notices", api.notices)
    app.router.add_get("/api/notices/{notice}", api.notice)
    app.router.add_get("/api/search", api.search)
    app.router.add_get("/api/openapi.json", openapi.openapi)
    app.router.add_post("/api/self-check", eligibility.self_check)
    app.router.add_post("/api/screen", eligibility.screen)
    app.router.add_post("/api/photo-check", photo.photo_check)
    add_conversations(app)
    add_web(app)
    add_console(app)
    add_telegram(app)
    return app


async def _connections(app: web.Application) -> AsyncIterator[None]:
    """The pools to Rasa and Redis live as long as the application; the catalogue is loaded before the first message."""
    await app[keys.RASA].open()
    await asyncio.to_thread(read_ahead, await app[keys.KNOWLEDGE].catalogue())
    yield
    await app[keys.KNOWLEDGE].close()
    await app[keys.RASA].close()
    if (shared := app[keys.SHARED]) is not None:
        await shared.close()
    await asyncio.to_thread(app[TRACES].close)
