"""The section as the console knows it."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from typing import Any, Final

from aiohttp import web

from bot import keys as gateway
from bot.attending import Attending
from bot.console import keys as console
from bot.console.describe import form, page, refused
from bot.console.section import Section
from bot.console.talks import acting, conversation, keys, listing, ready
from bot.console.talks.watch import Watch
from bot.roles import Role
from bot.settings import variable
from bot.store import TalkList, Talks, TalkTexts
from telemetry import BadSetting

_TALK: Final = "/console/talks/{talk}"
_NAMED: Final = "/console/talks/{talk:[0-9a-f]{16}}"
_STREAM: Final = {
    "200": {
        "description": "server-sent events",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}


def _stream(summary: str) -> dict[str, Any]:
    return {"get": {"summary": summary, "responses": _STREAM | refused(303, 401, 403, 404)}}


#: Its paths for `/api/openapi.json`.
PATHS: Final[dict[str, Any]] = {
    "/console/talks": {"get": page("The conversations, the newest first", 303, 403)},
    "/console/talks/events": _stream("The list, each time that it changes"),
    "/console/talks/ready": {
        "get": page("Replies that are ready to be sent", 303, 403),
        "post": form("Write or change one", "number title text", 403, 409, 422),
    },
    "/console/talks/ready/drop": {"post": form("Delete one", "number", 403)},
    _TALK: {"get": page("One conversation", 303, 403, 404)},
    f"{_TALK}/events": _stream("What happens in it"),
    f"{_TALK}/facts": {"get": page("Facts to quote, as a part of the page", 303, 403, 404)},
    f"{_TALK}/take": {"post": form("Answer in place of the assistant", "", 403, 404, 409)},
    f"{_TALK}/back": {"post": form("Let the assistant answer again", "", 403, 404, 409)},
    f"{_TALK}/reply": {"post": form("Say something to the visitor", "text key fact", 403, 404, 409, 422)},
    f"{_TALK}/alive": {"post": form("A sign of life; `writing`: one writes", "writing", 403, 404, 409)},
    f"{_TALK}/settle": {"post": form("Nobody has to see to it", "", 403, 404)},
    f"{_TALK}/notes": {"post": form("Write a note down, or delete one", "note drop", 403, 404)},
}


def _add(app: web.Application) -> None:
    """Add what it needs and its routes. Raises BadSetting."""
    minutes = app[gateway.SETTINGS].console_talk_minutes
    if not minutes >= 0.01:
        raise BadSetting(f"{variable('console_talk_minutes')}: must be at least 0.01")
    store, hub = app[gateway.STORE], app[gateway.HUB]
    app[keys.TALKS], app[keys.LIST], app[keys.TEXTS] = Talks(store), TalkList(store), TalkTexts(store)
    app[keys.ATTENDING] = Attending(
        app[keys.TALKS],
        app[gateway.CHANNEL],
        hub,
        app[console.SESSIONS].lifetimes,
        dt.timedelta(minutes=minutes),
    )
    app[keys.WATCH] = watch = Watch()
    hub.listen(watch.wake)
    app.on_shutdown.append(_wake)
    app.cleanup_ctx.append(_running)
    _add_routes(app.router)


def _add_routes(router: web.UrlDispatcher) -> None:
    router.add_get("/console/talks", listing.show)
    router.add_get("/console/talks/events", listing.events, allow_head=False)
    router.add_get("/console/talks/ready", ready.show)
    router.add_post("/console/talks/ready", ready.save)
    router.add_post("/console/talks/ready/drop", ready.drop)
    router.add_get(_NAMED, conversation.show)
    router.add_get(f"{_NAMED}/events", conversation.events, allow_head=False)
    router.add_get(f"{_NAMED}/facts", conversation.facts)
    for name, handler in (
        ("take", acting.take),
        ("back", acting.back),
        ("reply", acting.reply),
        ("alive", acting.alive),
        ("settle", acting.settle),
        ("notes", acting.note),
    ):
        router.add_post(f"{_NAMED}/{name}", handler)


async def _running(app: web.Application) -> AsyncIterator[None]:
    """Those who are gone hold nothing for long, as long as the gateway runs."""
    looking = asyncio.create_task(app[keys.ATTENDING].run())
    yield
    app[keys.ATTENDING].stop()
    await asyncio.wait([looking])


async def _wake(app: web.Application) -> None:
    app[keys.WATCH].wake()


SECTION: Final = Section("talks", "/console/talks", Role.AGENT, _add, PATHS)
