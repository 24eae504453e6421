"""Talks to a bot over Rasa's REST channel, many at a time: a process of its own, so that it slows nobody it measures.

    python benchmarks/_load.py URL TALKERS SECONDS MESSAGES.json

Each talker waits for the reply before it writes again, and begins a new conversation after five messages. Prints JSON:
`{"seconds": …, "taken": [seconds of each message], "unanswered": …}`.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
import uuid
from pathlib import Path
from typing import Any, Final

import aiohttp

TURNS: Final = 5


class Crowd:
    """Talkers who share a list of messages; each begins somewhere else in it."""

    def __init__(self, url: str, messages: list[str]) -> None:
        self._url = f"{url}/webhooks/rest/webhook"
        self._messages = messages
        self.taken: list[float] = []
        self.unanswered = 0

    async def talk(self, session: aiohttp.ClientSession, first: int, until: float) -> None:
        """One talker, until that moment (monotonic)."""
        place = first
        while time.monotonic() < until:
            sender = uuid.uuid4().hex
            for _ in range(TURNS):
                if time.monotonic() >= until:
                    return
                await self._say(session, sender, self._messages[place % len(self._messages)])
                place += 1

    async def _say(self, session: aiohttp.ClientSession, sender: str, message: str) -> None:
        begun = time.perf_counter()
        async with session.post(self._url, json={"sender": sender, "message": message}) as reply:
            replies: list[dict[str, Any]] = await reply.json()
        self.taken.append(time.perf_counter() - begun)
        statuses = {(one.get("custom") or {}).get("answer", {}).get("status") for one in replies}
        self.unanswered += not replies or "unavailable" in statuses


async def crowd(url: str, talkers: int, seconds: float, messages: list[str]) -> dict[str, Any]:
    """Let them talk."""
    people = Crowd(url, messages)
    apart = max(1, len(messages) // talkers)
    begun = time.monotonic()
    connector = aiohttp.TCPConnector(limit=0)
    async with (
        aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=120)) as session,
        asyncio.TaskGroup() as group,
    ):
        for number in range(talkers):
            group.create_task(people.talk(session, number * apart, begun + seconds))
    return {"seconds": time.monotonic() - begun, "taken": people.taken, "unanswered": people.unanswered}


if __name__ == "__main__":
    url, talkers, seconds, file = sys.argv[1:]
    said = json.loads(Path(file).read_text(encoding="utf-8"))
    json.dump(asyncio.run(crowd(url, int(talkers), float(seconds), said)), sys.stdout)
