"""A person with a browser that does not give up: sends to one gateway, listens at the other, tries again."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from types import TracebackType
from typing import Any, Final, Self

import aiohttp

#: Seconds in which a message is taken, and in which its reply comes, whatever is killed meanwhile.
WITHIN: Final = 180.0
#: Seconds in which a gateway has to say something to a request, and between two attempts.
_PATIENCE: Final = aiohttp.ClientTimeout(total=15)
_STREAM: Final = aiohttp.ClientTimeout(total=None, sock_connect=5, sock_read=40)
_AGAIN: Final = 0.2
_FAILURES: Final = (aiohttp.ClientError, TimeoutError, ConnectionError)

Messages = list[dict[str, Any]]


@dataclass
class Said:
    """A message: by what id it was sent, which number it got, what was replied and after how many seconds."""

    text: str
    client: str = field(default_factory=lambda: str(uuid.uuid4()))
    n: int = 0
    refused: int = 0
    messages: Messages = field(default_factory=list)
    seconds: float = 0.0


class Talker:
    """One conversation over the web channel of several gateways."""

    def __init__(self, http: aiohttp.ClientSession, gateways: Sequence[str], random: Random) -> None:
        self._http = http
        self._gateways = tuple(gateways)
        self._random = random
        self._headers: dict[str, str] = {}
        self._replies: dict[str, asyncio.Future[Messages]] = {}
        self._listens_at = 0
        self._listening: asyncio.Task[None] | None = None
        #: Everything that the stream told, in the order in which it did.
        self.told: list[tuple[int, str]] = []
        self.said: list[Said] = []

    async def __aenter__(self) -> Self:
        """Begin a session with any gateway, and listen."""
        reply = await self._tried("POST", "/web/session", {})
        self._headers["Authorization"] = f"Bearer {reply[1]['token']}"
        self._listening = asyncio.create_task(self._listen())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Listen no more."""
        if self._listening is not None:
            self._listening.cancel()
            with suppress(asyncio.CancelledError):
                await self._listening

    async def send(self, text: str) -> Said:
        """Return when it is taken: sent to the gateway that is not listened to, sometimes to both at once."""
        said = Said(text)
        self.said.append(said)
        self._replies[said.client] = asyncio.get_running_loop().create_future()
        if self._random.random() < 0.1:
            numbers = await asyncio.gather(*(self._taken(said, at) for at in range(len(self._gateways))))
        else:
            numbers = [await self._taken(said, self._listens_at + 1)]
        assert len(set(numbers)) == 1, f"one message became several: {numbers}"
        said.n = numbers[0]
        return said

    async def reply(self, said: Said) -> Messages:
        """What the stream brings for this message."""
        async with asyncio.timeout(WITHIN):
            said.messages = await asyncio.shield(self._replies[said.client])
        return said.messages

    async def ask(self, text: str) -> Said:
        """Send, and wait for the reply."""
        begun = time.monotonic()
        said = await self.send(text)
        await self.reply(said)
        said.seconds = time.monotonic() - begun
        return said

    async def history(self, http: aiohttp.ClientSession) -> dict[str, Any]:
        """Everything that is kept, by any gateway."""
        self._http = http
        return (await self._tried("GET", "/web/history", None))[1]

    async def _listen(self) -> None:
        """Until cancelled: read events; where a stream breaks off, go on at the other gateway after the last one."""
        while True:
            with suppress(*_FAILURES):
                async for n, kind, data in self._events(self._gateways[self._listens_at]):
                    self.told.append((n, kind))
                    waiting = self._replies.get(str(data.get("to")))
                    if kind == "reply" and waiting is not None and not waiting.done():
                        waiting.set_result(data["messages"])
            self._listens_at = (self._listens_at + 1) % len(self._gateways)
            await asyncio.sleep(_AGAIN)

    async def _events(self, gateway: str) -> AsyncIterator[tuple[int, str, dict[str, Any]]]:
        last = str(self.told[-1][0] if self.told else 0)
        headers = {**self._headers, "Last-Event-ID": last}
        async with self._http.get(f"{gateway}/web/events", headers=headers, timeout=_STREAM) as stream:
            if stream.status != 200:
                return
            fields: dict[str, str] = {}
            async for line in stream.content:
                name, _, value = line.decode().rstrip("\n").partition(": ")
                if name:
                    fields[name] = value
                else:
                    if "id" in fields:
                        yield int(fields["id"]), fields["event"], json.loads(fields["data"])
                    fields = {}

    async def _taken(self, said: Said, at: int) -> int:
        """Its number. While the message before it waits for its reply it is refused, and sent again."""
        body = {"client": said.client, "text": said.text}
        async with asyncio.timeout(WITHIN):
            while True:
                status, told = await self._tried("POST", "/web/messages", body, at)
                if status != 409:
                    return int(told["n"])
                said.refused += 1
                await asyncio.sleep(_AGAIN / 2)

    async def _tried(
        self, method: str, path: str, body: object, at: int | None = None
    ) -> tuple[int, dict[str, Any]]:
        """The first answer that is neither an error nor the silence of a gateway that is gone."""
        at = self._random.randrange(len(self._gateways)) if at is None else at
        async with asyncio.timeout(WITHIN):
            while True:
                address = self._gateways[at % len(self._gateways)] + path
                with suppress(*_FAILURES):
                    async with self._http.request(
                        method, address, json=body, headers=self._headers, timeout=_PATIENCE
                    ) as reply:
                        if reply.status < 500:
                            assert reply.status in (200, 201, 202, 409), await reply.text()
                            return reply.status, await reply.json()
                at += 1
                await asyncio.sleep(_AGAIN)
