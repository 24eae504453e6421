"""Has messages answered one by one, and each reply stored once, also where the database is away for a while."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, Final, cast

from bot.beside import end_within
from bot.clock import Clock
from bot.dialogue import Dialogue, message
from bot.hotline import Hotline, asks_for_person
from bot.hub import Hub
from bot.offered import Offering
from bot.rasa import Rasa, RasaDown, Turn
from bot.recording import Recording
from bot.scribe import kept_message
from bot.store import Conversations, Kind, Pending, StoreDown
from bot.telemetry.ids import named
from bot.telemetry.stages import UNTIMED, Stage, Stages
from bot.turned import forgets
from policies_kb.catalogue import language_of
from policies_kb.model.status import Status
from policies_kb.model.text import Lang
from policies_kb.wording.reply import phrase_reply

_log = logging.getLogger(__name__)
#: Seconds between two attempts to store a reply; after the last one it is asked for again later.
_PAUSES: Final = (0.2, 1.0, *(5.0,) * 60)
#: How many messages that an earlier gateway left are taken up at the same time.
_TAKEN_UP: Final = 4
#: Seconds to wait for Rasa to forget a conversation.
_FORGOTTEN_WITHIN: Final = 2.0


class Answering:
    """The messages that this gateway is answering just now. They are stored before, and so are their replies behind."""

    def __init__(
        self,
        store: Conversations,
        hub: Hub,
        dialogue: Dialogue,
        offered: Offering,
        rasa: Rasa,
        clock: Clock,
        patience: float,
        recording: Recording,
        hotline: Hotline,
        stages: Stages = UNTIMED,
    ) -> None:
        self._store = store
        self._hub = hub
        self._dialogue = dialogue
        self._offered = offered
        self._rasa = rasa
        self._clock = clock
        self._patience = patience
        self._recording = recording
        self._hotline = hotline
        self._stages = stages
        self._tasks: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._taking_up = asyncio.Semaphore(_TAKEN_UP)

    @property
    def busy(self) -> int:
        """How many messages are being answered here."""
        return len(self._tasks)

    async def settled(self, conversation: str) -> None:
        """Wait until nothing of a conversation is worked on here."""
        while tasks := [task for key, task in self._tasks.items() if key[0] == conversation]:
            await asyncio.wait(tasks)

    def has(self, conversation: str, client: str) -> bool:
        """Whether this message is among them."""
        return (conversation, client) in self._tasks

    @property
    def conversations(self) -> set[str]:
        """Those of which a message is among them."""
        return {name for name, client in self._tasks if client}

    async def end(self, seconds: float) -> None:
        """Give those being answered so long; the others are taken up by another gateway, or at the next start."""
        await end_within(self._tasks.values(), seconds)

    def begin(self, pending: Pending, *, again: bool = False, left: bool = False) -> None:
        """Have a message answered. `again`: Rasa may have heard it already; `left`: by an earlier gateway."""
        key = (pending.conversation, pending.client)
        if key not in self._tasks:
            turn = Turn(pending.client, again)
            work = self._later(pending, turn) if left else self._answer(pending, turn)
            task = self._tasks[key] = asyncio.create_task(work)
            task.add_done_callback(lambda _: self._tasks.pop(key, None))

    async def _later(self, pending: Pending, turn: Turn) -> None:
        """After a start Rasa may still be loading its model: a real answer is worth a wait."""
        async with self._taking_up:
            for _ in range(int(self._patience)):
                if await self._rasa.is_ready():
                    break
                await asyncio.sleep(1)
            await self._answer(pending, turn)

    async def _answer(self, pending: Pending, turn: Turn) -> None:
        named()
        with self._stages.span("turn"):
            await self._answered(pending, turn)

    async def _answered(self, pending: Pending, turn: Turn) -> None:
        begun = time.monotonic()
        await self._recall(pending)
        replies = [_public(one) for one in await self._said(pending, turn)]
        with self._stages.of(Stage.STORING):
            is_kept = await self._keep(pending, replies)
        if not is_kept:
            return
        self._hub.wake(pending.conversation)
        taken = kept_message(pending.conversation, pending.client, pending.text, pending.payload)
        self._recording.turned(taken, replies, time.monotonic() - begun)
        if forgets(replies):
            await self.forget(pending.sender)

    async def _said(self, pending: Pending, turn: Turn) -> Sequence[Mapping[str, Any]]:
        """What the dialogue says, or that it cannot: a conversation must not wait for ever."""
        lang = cast(Lang | None, pending.lang)
        asked = asyncio.ensure_future(
            self._dialogue.say(pending.sender, pending.payload or pending.text, lang, turn)
        )
        try:
            await asyncio.wait([asked])
        finally:
            asked.cancel()
        if (fault := asked.exception()) is None:
            return asked.result()
        _log.error("a message could not be answered: %s", type(fault).__name__)
        lang = lang or language_of(pending.text)
        return [message("", phrase_reply("unavailable", Status.UNAVAILABLE, lang, self._clock()))]

    async def _recall(self, pending: Pending) -> None:
        """What was offered before a restart is still offered: the buttons stand in the stored replies."""
        if pending.payload is not None and not await self._offered.allows(pending.sender, pending.payload):
            try:
                state = await asyncio.to_thread(self._store.after, pending.conversation, 0)
            except StoreDown as error:
                _log.warning("what was offered cannot be read: %s", error)
                return
            for event in state.events:
                if event.kind is Kind.REPLY:
                    await self._offered.note(pending.sender, event.body["messages"])

    async def _keep(self, pending: Pending, messages: Sequence[Mapping[str, Any]]) -> bool:
        """Whether it was stored: not where it was deleted meanwhile, or another answers in place of this assistant."""
        is_forgotten = forgets(messages)
        for pause in (*_PAUSES, None):
            try:
                if is_forgotten:
                    cleared = await asyncio.to_thread(
                        self._store.clear, pending.conversation, pending.client, messages, as_reply=True
                    )
                    return cleared is not None
                return await self._store_reply(pending, messages)
            except StoreDown as error:
                if pause in (_PAUSES[0], None):
                    _log.warning("a reply could not be stored: %s", error)
                if pause is not None:
                    await asyncio.sleep(pause)
        return False

    async def _store_reply(self, pending: Pending, messages: Sequence[Mapping[str, Any]]) -> bool:
        told = await self._hotline.told(messages)
        n = await asyncio.to_thread(
            self._store.answer, pending.conversation, pending.client, told, asks_for_person(messages)
        )
        return n is not None

    async def forget(self, sender: str) -> None:
        """Have Rasa forget a conversation; wait a little for it, and no longer: it may still be answering."""
        task = self._tasks[sender, ""] = asyncio.create_task(self._restarted(sender))
        task.add_done_callback(lambda _: self._tasks.pop((sender, ""), None))
        await asyncio.wait([task], timeout=_FORGOTTEN_WITHIN)

    async def _restarted(self, sender: str) -> None:
        with suppress(RasaDown):  # nobody can be told
            await self._rasa.forget(sender)


def _public(reply: Mapping[str, Any]) -> dict[str, Any]:
    """Without the name by which Rasa knows the conversation."""
    return {key: value for key, value in reply.items() if key != "recipient_id"}
