"""Telegram as the started assistant knows it: served in a thread, while tests wait for the assistant."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, Final, TypeVar

from tests.telegram.botapi import BotApi, Person, Sent

#: Seconds within which a reply comes, also when the assistant has just started.
_WITHIN: Final = 60.0
_T = TypeVar("_T")


class Messenger:
    """The played Bot API with its people. Everything is done in the thread in which it is served."""

    def __init__(self, api: BotApi, loop: asyncio.AbstractEventLoop) -> None:
        self.api = api
        self._loop = loop

    def person(self, name: str, **more: Any) -> Person:
        """Somebody who writes to the bot."""
        return self._do(lambda: Person(self.api, name, **more))

    def says(self, person: Person, text: str, count: int = 1) -> list[Sent]:
        """The `count` messages that the bot sends for a text."""
        return self._replied(person, count, lambda: person.says(text))

    def presses(self, person: Person, title: str, message: Sent, count: int = 1) -> list[Sent]:
        """The `count` messages that the bot sends for a button."""
        return self._replied(person, count, lambda: person.presses(title, message))

    def _replied(self, person: Person, count: int, act: Callable[[], object]) -> list[Sent]:
        before = self._do(lambda: len(self.api.sent(person)))
        self._do(act)
        return run(self._loop, self.api.wait_for(person, before + count, _WITHIN))[before:]

    def _do(self, act: Callable[[], _T]) -> _T:
        async def done() -> _T:
            return act()

        return run(self._loop, done())


def run(loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, _T]) -> _T:
    """The result of work that is done in another thread's loop."""
    return asyncio.run_coroutine_threadsafe(work, loop).result()


@contextmanager
def messenger() -> Iterator[Messenger]:
    """A running one."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def started() -> BotApi:
        api = BotApi()
        await api.start()
        return api

    api = run(loop, started())
    try:
        yield Messenger(api, loop)
    finally:
        run(loop, api.close())
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
    assert not api.broken, api.broken
