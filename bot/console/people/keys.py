"""What this section's handlers find in the application."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from bot.store import OwnAccount

OWN: Final = web.AppKey("own_account", OwnAccount)
