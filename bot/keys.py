"""What the handlers find in the application, with its type."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from bot.clock import Clock
from bot.dialogue import Dialogue
from bot.knowledge import Knowledge
from bot.offered import Offered
from bot.rasa import Rasa
from bot.settings import Settings

SETTINGS: Final = web.AppKey("settings", Settings)
CLOCK: Final[web.AppKey[Clock]] = web.AppKey("clock")
KNOWLEDGE: Final = web.AppKey("knowledge", Knowledge)
RASA: Final = web.AppKey("rasa", Rasa)
OFFERED: Final = web.AppKey("offered", Offered)
DIALOGUE: Final = web.AppKey("dialogue", Dialogue)
