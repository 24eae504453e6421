"""The Rasa servers, as the gateway talks to them: one question, one list of messages, or a clear failure."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final, Protocol
from uuid import uuid4

import aiohttp

from bot.breaker import Breaker
from bot.telemetry.stages import UNTIMED, Stages
from policies_kb.model.text import Lang

Message = dict[str, Any]
#: Seconds in which a server is connected to, and in which it says whether it is ready.
_CONNECTED_WITHIN: Final = 4.0
_READY_WITHIN: Final = 2.0
#: What a server is asked that failed before it is trusted with questions of people again.
_TRIAL: Final = "您好"
#: What Rasa is told, by the gateway alone: forget every slot and begin anew. It has nothing to say to that.
_RESTART: Final = "/restart"
#: How it looks when nothing was sent. What was sent may have been heard: then the next server is told so.
_NOT_SENT: Final = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)


class RasaDown(Exception):
    """Rasa or its action server gave no answer; the text says which way it failed, never what was asked."""


class NoReply(RasaDown):
    """Rasa answered, and said nothing: so it looks when the action server fails."""


class Observer(Protocol):
    """Is told how long each question took, and whether there was an answer."""

    def __call__(self, seconds: float, *, good: bool) -> None:
        """A question was answered, or not."""


def _unobserved(seconds: float, *, good: bool) -> None:
    """Nobody looks."""


@dataclass(frozen=True)
class Turn:
    """Which message this is, by a name of its own, and whether it may have been heard already.

    Rasa keeps the name with the message; to one that it did hear it gives the reply of that time.
    """

    name: str
    again: bool = False


@dataclass(frozen=True)
class Server:
    """One Rasa server: its address, and what stands before it."""

    url: str
    breaker: Breaker


class Rasa:
    """A client of Rasa's REST channel on one server or several.

    Each sender has servers in an order of their own, the same in every gateway, so that whoever has the tracker at
    hand is asked. When a server is added or taken away, only its own senders change.
    """

    def __init__(
        self, urls: str, timeout: float, observe: Observer = _unobserved, stages: Stages = UNTIMED
    ) -> None:
        """`urls`: the addresses, with spaces between."""
        self._servers = tuple(Server(url.rstrip("/"), Breaker()) for url in urls.split())
        self._timeout = aiohttp.ClientTimeout(total=timeout, connect=min(_CONNECTED_WITHIN, timeout))
        self._ready_within = aiohttp.ClientTimeout(total=min(_READY_WITHIN, timeout))
        self._itself = f"gateway {uuid4().hex}"
        self._session: aiohttp.ClientSession | None = None
        self._observe = observe
        self._stages = stages

    async def open(self) -> None:
        """Open the connection pool; within a running event loop."""
        self._session = aiohttp.ClientSession(timeout=self._timeout)

    async def close(self) -> None:
        """Close the connection pool."""
        if self._session is not None:
            await self._session.close()

    async def say(
        self, sender: str, message: str, lang: Lang | None = None, turn: Turn | None = None
    ) -> list[Message]:
        """The replies to a message, in `lang` where one is wished.

        Raises RasaDown, also for an empty list: that is how a failed action looks.
        """
        begun, good = time.monotonic(), False
        try:
            with self._stages.span("dialogue"):
                replies = await self._asked(sender, message, lang, turn or Turn(uuid4().hex))
            good = True
        finally:
            self._observe(time.monotonic() - begun, good=good)
        return replies

    async def _asked(self, sender: str, message: str, lang: Lang | None, turn: Turn) -> list[Message]:
        told: dict[str, Any] = {"turn": turn.name}
        if turn.again:
            told["again"] = True
        if lang is not None:
            told["lang"] = lang
        body: dict[str, Any] = {"sender": sender, "message": message, "metadata": told}
        refused = "left alone for a while"
        for server in self._in_order(sender):
            if not server.breaker.lets_through() or not await self._has_recovered(server):
                continue
            try:
                return merged(await self._heard(server, body, self._timeout))
            except _NOT_SENT as error:
                refused = type(error).__name__
            except TimeoutError as error:  # it may still be at it, and whoever asked has waited long enough
                raise RasaDown(type(error).__name__) from error
            except (aiohttp.ClientError, NoReply) as error:
                refused, told["again"] = type(error).__name__, True
        raise RasaDown(refused)

    def _in_order(self, sender: str) -> list[Server]:
        """Rendezvous hashing: every server draws a number for this sender, the highest comes first."""
        return sorted(
            self._servers, key=lambda one: blake2b(f"{one.url} {sender}".encode()).digest(), reverse=True
        )

    async def _heard(
        self, server: Server, body: dict[str, Any], within: aiohttp.ClientTimeout
    ) -> list[Message]:
        """What this server says. Its breaker learns how that went."""
        assert self._session is not None, "open() comes first"
        address, told = f"{server.url}/webhooks/rest/webhook", self._stages.headers()
        try:
            async with self._session.post(address, json=body, headers=told, timeout=within) as reply:
                if reply.status != 200:
                    raise RasaDown(f"status {reply.status}")
                messages: list[Message] = await reply.json()
                self._stages.told(reply.headers.get("Server-Timing", ""))
            if not messages and body["message"] != _RESTART:
                raise NoReply("no reply, as when the action server fails")
        except (aiohttp.ClientError, TimeoutError, RasaDown):
            server.breaker.failed()
            raise
        server.breaker.went_well()
        return messages

    async def _has_recovered(self, server: Server) -> bool:
        """Whether a server that failed again and again answers by now: nobody's question waits to find that out."""
        return not server.breaker.is_tripped or await self._is_ready(server)

    async def forget(self, sender: str) -> None:
        """Have every slot of a conversation forgotten. Raises RasaDown."""
        await self._asked(sender, _RESTART, None, Turn(uuid4().hex))

    async def is_ready(self) -> bool:
        """Whether any server has loaded a model and answers; one that failed before shows it by an answer."""
        asked = [one for one in self._servers if not one.breaker.is_open]  # the others would not be asked
        return any(await asyncio.gather(*map(self._is_ready, asked)))

    async def _is_ready(self, server: Server) -> bool:
        assert self._session is not None, "open() comes first"
        try:
            async with self._session.get(f"{server.url}/", timeout=self._ready_within) as reply:
                if reply.status != 200:
                    return False
            if server.breaker.failures:  # Rasa says that it is well, its actions may not be
                begun, trial = time.monotonic(), {"sender": self._itself, "message": _TRIAL}
                await self._heard(server, trial, self._ready_within)
                self._observe(time.monotonic() - begun, good=True)
        except (aiohttp.ClientError, TimeoutError, RasaDown):
            return False
        return True


def merged(messages: list[Message]) -> list[Message]:
    """Rasa sends text and `custom` of one reply as two messages; here they become one again."""
    whole: list[Message] = []
    for message in messages:
        if set(message) <= {"recipient_id", "custom"} and whole and "custom" not in whole[-1]:
            whole[-1] = {**whole[-1], "custom": message["custom"]}
        else:
            whole.append(dict(message))
    return whole
