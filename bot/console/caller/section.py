"""The section as the console knows it."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from aiohttp import web

from bot import keys as gateway
from bot.console import keys
from bot.console.caller import check, keeping
from bot.console.caller.keys import CHECKS
from bot.console.describe import form, page, refused
from bot.console.section import Section
from bot.roles import Role
from bot.settings import variable
from bot.store import CallerChecks
from telemetry import BadSetting

_FIELDS: Final = "case only a.{attribute} x.{attribute}"


def _answered(summary: str, kind: str, schema: dict[str, Any], *codes: int) -> dict[str, Any]:
    """The form, answered at once."""
    body = form(summary, _FIELDS, 403)["requestBody"]
    answer = {"200": {"description": "the verdict", "content": {kind: {"schema": schema}}}}
    return {"summary": summary, "requestBody": body, "responses": answer | refused(*codes)}


#: Its paths for `/api/openapi.json`.
PATHS: Final[dict[str, Any]] = {
    "/console/check": {
        "get": page(
            "The self-check for a caller: empty, for a title (`case`), or kept under a `code`", 303, 404
        ),
        "post": _answered(
            "The page with the verdict for what was filled in", "text/html", {"type": "string"}, 403
        ),
    },
    "/console/check/verdict": {
        "post": _answered(
            "The verdict as data, and where each question stands", "application/json", {"type": "object"}, 403
        )
    },
    "/console/check/code": {"post": form("Keep the check under a code for the caller", _FIELDS, 403, 422)},
    "/console/check/forget": {"post": form("Delete the check under a code", "code", 403)},
}


def _add(app: web.Application) -> None:
    """Add what it needs and its routes. Raises BadSetting."""
    days = app[gateway.SETTINGS].check_days
    if not 1 <= days <= 3650:
        raise BadSetting(f"{variable('check_days')}: must be from 1 to 3650")
    app[CHECKS] = CallerChecks(app[gateway.STORE], dt.timedelta(days=days))
    app[keys.FORGETTING].append(app[CHECKS].forget)
    app.router.add_get("/console/check", check.show)
    app.router.add_post("/console/check", check.sent)
    app.router.add_post("/console/check/verdict", check.verdict)
    app.router.add_post("/console/check/code", keeping.keep)
    app.router.add_post("/console/check/forget", keeping.forget)


SECTION: Final = Section("caller", "/console/check", Role.READER, _add, PATHS)
