"""Tells the other gateways what happened here, and hears it from them: names of conversations, never a text.

What happened stands in the store. A gateway that hears nothing looks there all the same, at the heartbeat of its
streams: while Redis is down news come later, and none is lost.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterable
from typing import Any, Final

from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.exceptions import RedisError

from bot.hub import Hub, Signal
from bot.shared import Shared

_log = logging.getLogger(__name__)
_CHANNEL: Final = "zhiwen:wire"
#: So many signals may wait to be told; what is more is told as «something was missed».
_MOST: Final = 1000
#: Seconds without a word after which Redis is asked whether it is there, and in which it has to answer.
_QUIET: Final = 5.0
#: Seconds between two attempts to reach it.
_AGAIN: Final = 1.0


class Wire:
    """The line of one gateway, by its name, to all others."""

    def __init__(self, shared: Shared, hub: Hub, name: str) -> None:
        self._redis: Redis = shared.line()
        self._hub = hub
        self._name = name
        self._to_tell: asyncio.Queue[tuple[Signal, str]] = asyncio.Queue(_MOST)
        self._was_lost = False
        self._is_up = True
        hub.carry(self._take)

    async def run(self) -> None:
        """Tell and hear until cancelled."""
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._tell())
                both.create_task(self._hear())
        finally:
            await self._redis.aclose()

    def _take(self, signal: Signal, conversation: str) -> None:
        try:
            self._to_tell.put_nowait((signal, conversation))
        except asyncio.QueueFull:
            self._was_lost = True

    async def _tell(self) -> None:
        """Tell all that came meanwhile at once. What cannot be told is told as missed, when Redis is back."""
        while True:
            signals = dict.fromkeys([await self._to_tell.get()])
            while not self._to_tell.empty():
                signals[self._to_tell.get_nowait()] = None
            told = [(Signal.MISSED, "")] if self._was_lost else list(signals)
            try:
                await self._publish(told)
            except (RedisError, OSError):
                self._was_lost = True
            else:
                self._was_lost = False

    async def _publish(self, signals: Iterable[tuple[Signal, str]]) -> None:
        async with self._redis.pipeline(transaction=False) as pipeline:
            for signal, conversation in signals:
                pipeline.publish(_CHANNEL, json.dumps([self._name, signal, conversation]))
            await pipeline.execute()

    async def _hear(self) -> None:
        while True:
            try:
                async with self._redis.pubsub() as line:
                    await self._listen(line)
            except (RedisError, OSError) as error:
                if self._is_up:
                    _log.warning(
                        "other gateways are not heard, streams look by themselves: %s", type(error).__name__
                    )
                self._is_up = False
            await asyncio.sleep(_AGAIN)

    async def _listen(self, line: PubSub) -> None:
        """Hear until the line breaks. Raises RedisError."""
        await line.subscribe(_CHANNEL)
        is_asked = False
        while True:
            message = await line.get_message(timeout=_QUIET)
            if message is None:
                if is_asked:
                    raise RedisError("no answer")
                await line.ping()
            elif message["type"] == "subscribe":
                self._begun()
            elif message["type"] == "message":
                self._heard(message["data"])
            is_asked = message is None

    def _begun(self) -> None:
        """From now on everything is heard; what was before may have been missed, here and by the others."""
        if not self._is_up:
            _log.info("other gateways are heard again")
        self._is_up = True
        self._hub.hear(Signal.MISSED)
        if self._was_lost:
            self._take(Signal.MISSED, "")

    def _heard(self, data: Any) -> None:
        """A signal of a gateway. What cannot be read is of another version: it is there in the store."""
        try:
            name, signal, conversation = json.loads(data)
            if name != self._name:
                self._hub.hear(Signal(signal), str(conversation))
        except (ValueError, TypeError):
            self._hub.hear(Signal.MISSED)
