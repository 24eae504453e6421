"""The section as the console knows it."""

from __future__ import annotations

from typing import Any, Final

from aiohttp import web

from bot import keys as gateway
from bot.console import keys
from bot.console.describe import form, page
from bot.console.people import account, accounts, audit_log
from bot.console.people.keys import OWN
from bot.console.section import Section
from bot.console.spreadsheet import described
from bot.roles import Role
from bot.store import OwnAccount

#: Its paths for `/api/openapi.json`.
PATHS: Final[dict[str, Any]] = {
    "/console/account": {
        "get": page("One's own account: password, and where one is signed in", 303),
        "post": form("Change one's own password", "old new again", 403, 409, 422, 429),
    },
    "/console/accounts": {"get": page("Who has an account", 303, 403)},
    "/console/audit": {"get": page("The audit log, the newest first", 303, 403, 422)},
    "/console/audit/export": {"post": described("The audit log as CSV", "who action from to", 303, 403)},
}


def _add(app: web.Application) -> None:
    """Add what it needs and its routes."""
    app[OWN] = OwnAccount(app[gateway.STORE], app[keys.SESSIONS].lifetimes)
    app.router.add_get("/console/account", account.show)
    app.router.add_post("/console/account", account.change)
    app.router.add_get("/console/accounts", accounts.show)
    app.router.add_get("/console/audit", audit_log.show)
    app.router.add_post("/console/audit/export", audit_log.export)


SECTION: Final = Section("people", "/console/account", Role.READER, _add, PATHS)
