"""`/console`: who is signed in. The lookup takes this place."""

from __future__ import annotations

from aiohttp import web

from bot.console.guard import account_of, require
from bot.console.pages import language_of, page
from bot.console.phrases import PHRASES
from bot.roles import Role


@require(Role.READER)
async def home(request: web.Request) -> web.Response:
    """Name and role, and the ways out."""
    account, say = account_of(request), PHRASES[language_of(request)]
    text = say["signed_in_as"].format(name=account.name, role=say[f"role_{account.role.value}"])
    return page(request, "home.html", {"signed_in_as": text})
