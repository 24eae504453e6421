"""What the web's handlers find in the application, beside what every handler finds there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from aiohttp import web

from bot.web.files import Assets
from bot.web.limits import CommonRate, Open
from bot.web.origins import Origins
from bot.web.tokens import Tokens


@dataclass(frozen=True)
class Limits:
    """What one session and one address may do."""

    session: CommonRate
    address: CommonRate
    session_streams: Open
    address_streams: Open


TOKENS: Final = web.AppKey("tokens", Tokens)
LIMITS: Final = web.AppKey("limits", Limits)
ORIGINS: Final = web.AppKey("origins", Origins)
ASSETS: Final = web.AppKey("assets", Assets)
