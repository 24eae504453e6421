"""Makes the lookup's index beside everything else, so that the first search need not wait for it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import suppress

from aiohttp import web

from bot import keys as gateway


async def warmed(app: web.Application) -> AsyncIterator[None]:
    """The index is made in a thread while the gateway already serves."""
    going = asyncio.create_task(_warm(app))
    yield
    going.cancel()
    with suppress(asyncio.CancelledError):
        await going


async def _warm(app: web.Application) -> None:
    catalogue = await app[gateway.KNOWLEDGE].catalogue()
    if catalogue is not None:
        # Not one of the loop's threads: the process would not end before the index is made.
        nothing = ("", app[gateway.CLOCK](), None, 1)
        threading.Thread(target=catalogue.lookup, args=nothing, name="lookup index", daemon=True).start()
