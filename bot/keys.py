"""What the handlers find in the application, with its type."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from bot.channel import Channel
from bot.clock import Clock
from bot.dialogue import Dialogue
from bot.housekeeping import Housekeeping
from bot.hub import Hub
from bot.knowledge import Knowledge
from bot.offered import Offering
from bot.rasa import Rasa
from bot.recording import Recording
from bot.settings import Settings
from bot.shared import Shared
from bot.store import Conversations

SETTINGS: Final = web.AppKey("settings", Settings)
CLOCK: Final[web.AppKey[Clock]] = web.AppKey("clock")
KNOWLEDGE: Final = web.AppKey("knowledge", Knowledge)
#: What gateways share; None where there is one gateway, or each is to be alone.
SHARED: Final[web.AppKey[Shared | None]] = web.AppKey("shared")
RASA: Final = web.AppKey("rasa", Rasa)
OFFERED: Final = web.AppKey("offered", Offering)
DIALOGUE: Final = web.AppKey("dialogue", Dialogue)
STORE: Final = web.AppKey("store", Conversations)
HUB: Final = web.AppKey("hub", Hub)
CHANNEL: Final = web.AppKey("channel", Channel)
RECORDING: Final = web.AppKey("recording", Recording)
HOUSEKEEPING: Final = web.AppKey("housekeeping", Housekeeping)
