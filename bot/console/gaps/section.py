"""The section as the console knows it."""

from __future__ import annotations

from typing import Any, Final

from aiohttp import web

from bot import keys as gateway
from bot.console.describe import form, page
from bot.console.gaps import closing, export, pages, wrong
from bot.console.gaps.keys import GAPS, LOG
from bot.console.section import Section
from bot.console.spreadsheet import described
from bot.roles import Role
from bot.store import Gaps, TurnLog

_FILTERS: Final = "kind channel days topic state"
#: Its paths for `/api/openapi.json`.
PATHS: Final[dict[str, Any]] = {
    "/console/gaps": {"get": page("What could not be answered, in groups", 303)},
    "/console/gaps/export": {"post": described("What could not be answered, as CSV", _FILTERS, 303, 403)},
    "/console/gaps/close": {
        "post": form("Close a group with a reason", f"gaps reason words {_FILTERS}", 403, 422)
    },
    "/console/gaps/reopen": {"post": form("Open a closed group again", f"closing {_FILTERS}", 403, 422)},
    "/console/gaps/wrong": {
        "get": page("The form to say that a fact is wrong", 303, 403, 404),
        "post": form("Say that a fact is wrong", "fact note q talk n back", 403, 404, 422),
    },
}


def _add(app: web.Application) -> None:
    """Add what it needs and its routes."""
    app[GAPS] = Gaps(app[gateway.STORE])
    app[LOG] = TurnLog(app[gateway.STORE])
    app.router.add_get("/console/gaps", pages.show)
    app.router.add_post("/console/gaps/export", export.export)
    app.router.add_post("/console/gaps/close", closing.close)
    app.router.add_post("/console/gaps/reopen", closing.reopen)
    app.router.add_get("/console/gaps/wrong", wrong.show)
    app.router.add_post("/console/gaps/wrong", wrong.say)


SECTION: Final = Section("gaps", "/console/gaps", Role.READER, _add, PATHS)
