"""What the handlers of this section find in the application."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from bot.store import CallerChecks

CHECKS: Final = web.AppKey("caller_checks", CallerChecks)
