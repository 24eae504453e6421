"""Two handlers such as later parts add, and desks of those who use them."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp import web

from bot import app as gateway_app
from bot.console.audit import audit
from bot.console.guard import account_of, require
from bot.console.routes import add_console
from bot.roles import Role
from bot.store import Action
from tests.integration.bot.console.desks import Desk, Office, add


@require(Role.AGENT)
async def agents(request: web.Request) -> web.Response:
    """Something that only agents do."""
    await audit(request, Action.TAKE_OVER, "talk-1", reason="asked for a person")
    return web.json_response({"name": account_of(request).name})


async def forgotten(request: web.Request) -> web.Response:
    """A handler whose author did not think of who may reach it."""
    return web.Response(text="secret")


def add_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have gateways serve the two."""

    def added(app: web.Application) -> None:
        add_console(app)
        app.router.add_route("*", "/console/agents", agents)
        app.router.add_get("/console/forgotten", forgotten)

    monkeypatch.setattr(gateway_app, "add_console", added)


async def signed_in(office: Office, role: Role = Role.AGENT, **settings: Any) -> Desk:
    """A desk of somebody with this role."""
    desk = await office.desk(**settings)
    add(desk, role=role)
    await desk.sign_in()
    return desk
