"""The conversations that are kept: takes their messages and tells what was said."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

from bot.answering import Answering
from bot.hub import Hub
from bot.recording import Recording
from bot.store import Accepted, Answer, Conversations, State, StoreDown
from policies_kb.model.text import Lang

#: No event comes after this one: for who asks what is pending, and not what was said.
NO_EVENTS: Final = 2**31 - 1


class Channel:
    """The conversations that are kept, as the handlers of every such channel use them."""

    def __init__(self, store: Conversations, hub: Hub, recording: Recording, answering: Answering) -> None:
        self._store = store
        self._hub = hub
        self._recording = recording
        self._answering = answering

    async def take(
        self,
        conversation: str,
        client: str,
        text: str,
        payload: str | None = None,
        lang: Lang | None = None,
    ) -> Accepted:
        """Store a message that is fit to be kept, and have it answered. Raises StoreDown."""
        accepted = await asyncio.to_thread(self._store.accept, conversation, client, text, payload, lang)
        if accepted.answer is Answer.NEW:
            if accepted.pending is not None:  # else it waits for a person
                self._answering.begin(accepted.pending)
            self._hub.wake(conversation)
        elif accepted.answer is Answer.KNOWN and not self._answering.has(conversation, client):
            await self.resume(conversation)
        return accepted

    async def resume(self, conversation: str) -> bool:
        """Have answered what waits in a conversation and nobody works on; whether it is answered here.

        Raises StoreDown.
        """
        waiting = await asyncio.to_thread(self._store.take_up, conversation)
        for pending in waiting:
            self._answering.begin(pending, again=True)
        return bool(waiting)

    @property
    def busy(self) -> int:
        """How many messages are being answered here."""
        return self._answering.busy

    async def settled(self, conversation: str) -> None:
        """Wait until nothing of a conversation is worked on here."""
        await self._answering.settled(conversation)

    async def enter(
        self, conversation: str, client: str, text: str, messages: Sequence[Mapping[str, Any]]
    ) -> Answer:
        """Store a message with a reply that needs no dialogue, unless another waits for its own. Raises StoreDown."""
        answer = await asyncio.to_thread(self._store.enter, conversation, client, text, messages)
        self._hub.wake(conversation)
        return answer

    async def after(self, conversation: str, n: int) -> State:
        """Everything after event `n`. Raises StoreDown."""
        return await asyncio.to_thread(self._store.after, conversation, n)

    async def judge(self, conversation: str, client: str, good: bool, reason: str | None) -> bool:
        """Keep an opinion; False where there is no such reply. Raises StoreDown."""
        kept = await asyncio.to_thread(self._store.judge, conversation, client, good, reason)
        if kept:
            self._recording.judged(conversation, client, good, reason)
            self._hub.wake(conversation)
        return kept

    async def clear(
        self, conversation: str, client: str | None = None, farewell: Sequence[Mapping[str, Any]] = ()
    ) -> None:
        """Delete all that was said, here and as far as possible in Rasa; `farewell` stays, as a reply to `client`.

        Raises StoreDown.
        """
        sender = await asyncio.to_thread(self._store.clear, conversation, client, farewell)
        self._hub.wake(conversation)
        if sender is not None:
            await self._answering.forget(sender)

    async def take_up(self) -> None:
        """Have answered what nobody works on: what an earlier gateway had accepted, or one that is gone.

        Raises StoreDown.
        """
        for pending in await asyncio.to_thread(self._store.take_up):
            self._answering.begin(pending, again=True, left=True)

    async def still_answering(self) -> None:
        """Tell other gateways what is being answered here. Raises StoreDown."""
        await asyncio.to_thread(self._store.still_answering, self._answering.conversations)

    async def stop(self, seconds: float) -> None:
        """Give those being answered so long; the others are taken up by another gateway, or at the next start."""
        await self._answering.end(seconds)
        with suppress(StoreDown):  # then the claims end by themselves
            await asyncio.to_thread(self._store.let_go)
