"""Staff who take conversations over and hand them back, and those who went away without a word."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

from bot.attended import JOINED, LEFT, language, notice, said
from bot.channel import Channel
from bot.hub import Hub
from bot.store import Account, Actor, Lifetimes, Outcome, StoreDown, Talk, Talks
from policies_kb.model.text import Lang

_log = logging.getLogger(__name__)
#: Seconds between two looks for holders who are gone, and while the store does not answer.
_ROUND: Final = 5.0
_AGAIN: Final = 30.0
#: In the audit log, where a conversation went back by itself.
_ITSELF: Final = Actor("gateway:talks")


class Attending:
    """Who answers a conversation: a person or the assistant. Raises StoreDown."""

    def __init__(
        self, talks: Talks, channel: Channel, hub: Hub, lifetimes: Lifetimes, silent: dt.timedelta
    ) -> None:
        """Who holds a conversation and gives no sign of life for `silent` holds it no more."""
        self._talks = talks
        self._channel = channel
        self._hub = hub
        self._lifetimes = lifetimes
        self._silent = silent
        self._stopped = asyncio.Event()
        self._going_on: dict[asyncio.Task[None], str] = {}

    async def take(self, talk: Talk, account: Account, by: Actor) -> Outcome:
        """Let this person answer from now on."""
        told = notice(JOINED, await self._language(talk))
        outcome = await asyncio.to_thread(self._talks.take, talk.handle, account, by, told)
        self._hub.wake(talk.conversation)
        return outcome

    async def back(self, talk: Talk, account: Account, by: Actor) -> Outcome:
        """Let the assistant answer again."""
        told = notice(LEFT, await self._language(talk))
        outcome = await asyncio.to_thread(self._talks.back, talk.handle, account.id, by, told)
        self._went_back(talk)
        return outcome

    async def say(
        self, talk: Talk, account: Account, key: str, text: str, custom: Mapping[str, Any] | None = None
    ) -> Outcome:
        """A reply of the person who holds it. `text` is fit to be kept."""
        outcome = await asyncio.to_thread(self._talks.say, talk.handle, account, key, said(text, custom))
        self._hub.wake(talk.conversation)
        return outcome

    async def typing(self, talk: Talk, account: Account) -> bool:
        """The person who holds it is writing; False where it is not this one."""
        holds = await asyncio.to_thread(self._talks.alive, talk.handle, account)
        if holds:
            self._hub.typing(talk.conversation)
        return holds

    async def run(self) -> None:
        """Look for holders who are gone, until `stop`."""
        while not self._stopped.is_set():
            pause = _ROUND
            try:
                await self.once()
            except StoreDown as error:
                _log.warning("conversations that nobody holds any more cannot be handed back: %s", error)
                pause = _AGAIN
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopped.wait(), pause)

    def stop(self) -> None:
        """The gateway stops; who holds a conversation holds it after the next start."""
        self._stopped.set()
        for task in self._going_on:
            task.cancel()

    async def once(self) -> None:
        """Hand back what is held by people who are gone."""
        for talk in await asyncio.to_thread(self._talks.abandoned, self._lifetimes, self._silent):
            told = notice(LEFT, await self._language(talk))
            await asyncio.to_thread(
                self._talks.back, talk.handle, talk.holder or 0, _ITSELF, told, talk.holder_at,
                left_by=talk.name or "",
            )  # fmt: skip
            self._went_back(talk)
        for conversation in await asyncio.to_thread(self._talks.left):
            if conversation not in self._going_on.values():
                self._go_on(conversation)

    def _went_back(self, talk: Talk) -> None:
        self._hub.wake(talk.conversation)
        self._go_on(talk.conversation)

    def _go_on(self, conversation: str) -> None:
        """Have the assistant answer, one after the other, what a person left unanswered."""
        if not self._stopped.is_set():
            task = asyncio.create_task(self._answered(conversation))
            self._going_on[task] = conversation
            task.add_done_callback(self._going_on.pop)

    async def _answered(self, conversation: str) -> None:
        try:
            while not self._stopped.is_set() and await self._channel.resume(conversation):
                await self._channel.settled(conversation)
        except StoreDown as error:  # the next round sees to it
            _log.warning("what a person left unanswered waits: %s", error)

    async def _language(self, talk: Talk) -> Lang:
        state = await self._channel.after(talk.conversation, 0)
        return await asyncio.to_thread(language, state.events, talk.lang)
