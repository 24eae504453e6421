"""What the handlers of this section find in the application."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from bot.store import Gaps, TurnLog

GAPS: Final = web.AppKey("gaps", Gaps)
LOG: Final = web.AppKey("turn_log", TurnLog)
