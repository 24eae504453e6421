"""What this section's handlers find in the application."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from bot.attending import Attending
from bot.console.talks.watch import Watch
from bot.store import TalkList, Talks, TalkTexts

TALKS: Final = web.AppKey("talks", Talks)
LIST: Final = web.AppKey("talk_list", TalkList)
TEXTS: Final = web.AppKey("talk_texts", TalkTexts)
ATTENDING: Final = web.AppKey("attending", Attending)
WATCH: Final = web.AppKey("watch", Watch)
