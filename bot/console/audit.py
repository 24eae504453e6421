"""Into the audit log, from a handler."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web

from bot import keys as gateway
from bot.console import keys
from bot.console.accounts import masked_address
from bot.store import Action, Actor
from bot.web.reading import address_of


def actor(request: web.Request) -> Actor:
    """Who sends this request: the account signed in, or nobody by name; from which network."""
    signed_in = request.get(keys.SIGNED_IN)
    address = masked_address(address_of(request, request.app[gateway.SETTINGS]))
    return Actor(signed_in.account.name if signed_in else "", address)


async def audit(request: web.Request, action: Action, target: str | None = None, **detail: Any) -> None:
    """Write that whoever is signed in does this, on `target`. Before it is done: then nothing goes unwritten.

    `detail` is small and fit for JSON; no texts of visitors, no secrets. Raises StoreDown.
    """
    await asyncio.to_thread(request.app[keys.AUDIT].write, actor(request), action, target, detail)
