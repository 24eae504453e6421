"""What tests ask the played Bot API: what the bot called, what it sent, what people see."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from tests.telegram.botapi.payloads import Json
from tests.telegram.botapi.world import Sent, World


class InChat(Protocol):
    """A person (who stands for the private chat), a group or a channel."""

    @property
    def id(self) -> int:
        """The number of the chat."""


@dataclass(frozen=True)
class Call:
    """A call of the bot, however it ended; `at` in seconds of the monotonic clock."""

    method: str
    parameters: Json
    at: float


def number_of(chat: int | InChat) -> int:
    """The number of a chat, given as it is or as what stands for it."""
    return chat if isinstance(chat, int) else chat.id


class Record:
    """What happened, in order."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._calls: list[Call] = []
        self._changed = asyncio.Event()

    def calls(self, method: str | None = None, chat: int | InChat | None = None) -> list[Call]:
        """What the bot called, in order, with what went wrong."""
        return [
            one
            for one in self._calls
            if (method is None or one.method.lower() == method.lower())
            and (chat is None or one.parameters.get("chat_id") == number_of(chat))
        ]

    def sent(self, chat: int | InChat) -> list[Sent]:
        """What the bot sent to a chat, in order, each as it was first sent."""
        return [one for one in self.world.sent if one.chat_id == number_of(chat)]

    def shown(self, chat: int | InChat) -> list[Sent]:
        """What people see of it now: edited, without what was deleted."""
        return [one for one in self.world.shown.values() if one.chat_id == number_of(chat)]

    async def wait_for(self, chat: int | InChat, count: int, timeout: float = 60) -> list[Sent]:
        """What was sent to a chat, once it is `count` messages or more. Raises AssertionError after `timeout` s."""
        await self._until(lambda: len(self.sent(chat)) >= count, timeout, lambda: self.sent(chat))
        return self.sent(chat)

    async def wait_for_calls(self, method: str, count: int, timeout: float = 60) -> list[Call]:
        """The calls of a method, once they are `count` or more. Raises AssertionError after `timeout` seconds."""
        await self._until(lambda: len(self.calls(method)) >= count, timeout, lambda: self.calls(method))
        return self.calls(method)

    def _called(self, method: str, parameters: Json) -> None:
        self._calls.append(Call(method, parameters, time.monotonic()))
        self._notice()

    def _notice(self) -> None:
        """Let those look who wait for something to happen."""
        self._changed.set()

    async def _until(self, is_so: Callable[[], bool], seconds: float, seen: Callable[[], object]) -> None:
        try:
            async with asyncio.timeout(seconds):
                while not is_so():
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            raise AssertionError(f"not within {seconds} s; so far: {seen()}") from None
