"""A Rasa that says again what the real one said, so that the tests see what visitors see."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from pathlib import Path
from typing import Any, Final

from aiohttp import web

from tests.integration.bot.rasa import HeldRasa

_REPLIES: Final = Path(__file__).parent / "replies"
Messages = list[dict[str, Any]]


def recorded(name: str) -> list[tuple[str, Messages]]:
    """One recorded conversation: what was sent, and what came back."""
    turns = json.loads((_REPLIES / f"{name}.json").read_text(encoding="utf-8"))
    return [(one["sent"], one["reply"]) for one in turns]


class RecordedRasa(HeldRasa):
    """Answers what was recorded as it was recorded, and echoes everything else («答：…»)."""

    def __init__(self, *names: str) -> None:
        super().__init__()
        self._known: dict[str, list[Messages]] = defaultdict(list)
        self.learn("answers", *names)

    def learn(self, *names: str) -> None:
        """Know the replies of these conversations; a text said twice has two replies, in that order."""
        for name in names:
            for sent, reply in recorded(name):
                self._known[sent].append(reply)

    def hold(self) -> asyncio.Event:
        """Let people wait from now on, until the event that is returned is set."""
        self.arrived.clear()
        self.gate.clear()
        return self.gate

    async def _webhook(self, request: web.Request) -> web.Response:
        text = (await request.json())["message"]
        known = self._known.get(text)
        if not known or self.reply:
            return await super()._webhook(request)
        self.heard.append(await request.json())
        self.arrived.set()
        await self.gate.wait()
        return web.json_response(known.pop(0) if len(known) > 1 else known[0])
