"""`/console/accounts`: who has an account. They are made and removed at the command line only."""

from __future__ import annotations

import asyncio
from typing import Final

from aiohttp import web

from bot.console import keys
from bot.console.guard import require
from bot.console.pages import page
from bot.console.people.moments import local
from bot.roles import Role

#: What is typed where the gateway runs; names and roles stand for others.
COMMANDS: Final = (
    ("add", ".venv/bin/python -m bot accounts add li.na --role agent"),
    ("role", ".venv/bin/python -m bot accounts role li.na editor"),
    ("password", ".venv/bin/python -m bot accounts password li.na"),
    ("remove", ".venv/bin/python -m bot accounts remove li.na"),
)


@require(Role.ADMIN)
async def show(request: web.Request) -> web.Response:
    """Name, role, how they sign in, when they last did."""
    accounts = await asyncio.to_thread(request.app[keys.STAFF].accounts)
    values = {
        "here": "people",
        "part": "accounts",
        "accounts": accounts,
        "local": local,
        "commands": COMMANDS,
        "roles": [role.value for role in Role],
    }
    return page(request, "people/accounts.html", values)
