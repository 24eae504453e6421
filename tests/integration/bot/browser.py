"""A browser as the tests play it, and a Rasa that can be made to wait."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientResponse

from bot import keys
from tests.integration.bot.conftest import Client

#: Seconds within which everything happens, also what a gateway left that was killed: its claim has to end first.
WITHIN = 40.0


@dataclass(frozen=True)
class Told:
    """One event as it came over the stream."""

    id: int | None
    event: str
    data: dict[str, Any]


class Browser:
    """One session with a gateway."""

    def __init__(
        self, client: Client, session: dict[str, Any], headers: dict[str, str] | None = None
    ) -> None:
        self.client = client
        self.session = session
        self.headers = {"Authorization": f"Bearer {session['token']}", **(headers or {})}

    @classmethod
    async def enter(cls, client: Client, token: str | None = None) -> Browser:
        """Begin or renew a session."""
        reply = await client.post("/web/session", json={"token": token} if token else {})
        assert reply.status == 201, await reply.text()
        return cls(client, await reply.json())

    def at(self, client: Client) -> Browser:
        """The same session with another gateway, as after a restart."""
        return Browser(client, self.session)

    async def post(self, text: str, client: str | None = None, **more: Any) -> ClientResponse:
        """Send a message."""
        body = {"client": client or str(uuid.uuid4()), "text": text, **more}
        return await self.client.post("/web/messages", json=body, headers=self.headers)

    async def ask(self, text: str, **more: Any) -> list[dict[str, Any]]:
        """Send a message and return the messages of its reply."""
        client = str(uuid.uuid4())
        sent = await self.post(text, client, **more)
        assert sent.status == 202, await sent.text()
        n = (await sent.json())["n"]
        async for one in self.events(after=n):
            if one.event == "reply" and one.data["to"] == client:
                return list(one.data["messages"])
        raise AssertionError("the stream ended without a reply")

    async def history(self, after: int = 0) -> dict[str, Any]:
        """What is held."""
        reply = await self.client.get("/web/history", params={"after": after}, headers=self.headers)
        assert reply.status == 200, await reply.text()
        found: dict[str, Any] = await reply.json()
        return found

    async def events(self, after: int | None = None) -> AsyncIterator[Told]:
        """The events as they come, until the stream ends."""
        headers = self.headers | ({} if after is None else {"Last-Event-ID": str(after)})
        async with asyncio.timeout(WITHIN), self.client.get("/web/events", headers=headers) as reply:
            assert reply.status == 200, await reply.text()
            fields: dict[str, str] = {}
            async for line in reply.content:
                name, _, value = line.decode().rstrip("\n").partition(": ")
                if name:
                    fields[name] = value
                elif "event" in fields:
                    number = int(fields["id"]) if "id" in fields else None
                    yield Told(number, fields["event"], json.loads(fields["data"]))
                    fields = {}

    async def first(self, count: int, after: int | None = None) -> list[Told]:
        """The first events of the stream."""
        found: list[Told] = []
        async for one in self.events(after):
            found.append(one)
            if len(found) == count:
                break
        return found

    async def answered(self) -> dict[str, Any]:
        """The history once nothing is pending."""
        async with asyncio.timeout(WITHIN):
            while (found := await self.history())["pending"] is not None:
                await asyncio.sleep(0.02)
        return found


def kinds(history: dict[str, Any]) -> list[tuple[int, str]]:
    """The numbers and kinds of the events."""
    return [(one["id"], one["event"]) for one in history["events"]]


async def until_open(gateway: Client, count: int) -> None:
    """Return when so many streams are read."""
    assert gateway.app is not None
    async with asyncio.timeout(WITHIN):
        while gateway.app[keys.HUB].open != count:
            await asyncio.sleep(0.02)
