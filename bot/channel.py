"""Takes messages, has them answered one by one, and stores each reply once, also across a restart."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final, ParamSpec, TypeVar, cast

from bot.clock import Clock
from bot.dialogue import Dialogue, message
from bot.hotline import Hotline, asks_for_person
from bot.hub import Hub
from bot.offered import Offering
from bot.rasa import Rasa, RasaDown, Turn
from bot.recording import Recording
from bot.scribe import kept_message
from bot.store import Accepted, Answer, Conversations, Kind, Pending, State, StoreDown
from bot.telemetry.ids import named
from bot.telemetry.stages import UNTIMED, Stage, Stages
from bot.turned import forgets
from policies_kb.catalogue import language_of
from policies_kb.model.status import Status
from policies_kb.model.text import Lang
from policies_kb.wording.reply import phrase_reply

_log = logging.getLogger(__name__)
_P = ParamSpec("_P")
_T = TypeVar("_T")
#: Seconds between two attempts to store a reply; after the last one it is asked for again later.
_PAUSES: Final = (0.2, 1.0, *(5.0,) * 60)
#: How many messages that an earlier gateway left are taken up at the same time.
_TAKEN_UP: Final = 4
#: No event comes after this one: for who asks what is pending, and not what was said.
NO_EVENTS: Final = 2**31 - 1
#: Seconds to wait for Rasa to forget a conversation.
_FORGOTTEN_WITHIN: Final = 2.0


class Channel:
    """The conversations that are kept, as the handlers of every such channel use them."""

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

    async def take(
        self,
        conversation: str,
        client: str,
        text: str,
        payload: str | None = None,
        lang: Lang | None = None,
    ) -> Accepted:
        """Store a message that is fit to be kept, and have it answered. Raises StoreDown."""
        accepted = await self._stored(self._store.accept, conversation, client, text, payload, lang)
        if accepted.answer is Answer.NEW:
            if accepted.pending is not None:  # else it waits for a person
                self._work_on(accepted.pending)
            self._hub.wake(conversation)
        elif accepted.answer is Answer.KNOWN and (conversation, client) not in self._tasks:
            await self.resume(conversation)
        return accepted

    async def resume(self, conversation: str) -> bool:
        """Have answered what waits in a conversation and nobody works on; whether it is answered here.

        Raises StoreDown.
        """
        waiting = await self._stored(self._store.take_up, conversation)
        for pending in waiting:
            self._work_on(pending, again=True)
        return bool(waiting)

    @property
    def busy(self) -> int:
        """How many messages are being answered here."""
        return len(self._tasks)

    async def settled(self, conversation: str) -> None:
        """Wait until nothing of a conversation is worked on here."""
        while tasks := [task for key, task in self._tasks.items() if key[0] == conversation]:
            await asyncio.wait(tasks)

    async def enter(
        self, conversation: str, client: str, text: str, messages: Sequence[Mapping[str, Any]]
    ) -> Answer:
        """Store a message with a reply that needs no dialogue, unless another waits for its own. Raises StoreDown."""
        answer = await self._stored(self._store.enter, conversation, client, text, messages)
        self._hub.wake(conversation)
        return answer

    async def after(self, conversation: str, n: int) -> State:
        """Everything after event `n`. Raises StoreDown."""
        return await self._stored(self._store.after, conversation, n)

    async def judge(self, conversation: str, client: str, good: bool, reason: str | None) -> bool:
        """Keep an opinion; False where there is no such reply. Raises StoreDown."""
        kept = await self._stored(self._store.judge, conversation, client, good, reason)
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
        sender = await self._stored(self._store.clear, conversation, client, farewell)
        self._hub.wake(conversation)
        if sender is not None:
            await self._forget(sender)

    async def take_up(self) -> None:
        """Have answered what nobody works on: what an earlier gateway had accepted, or one that is gone.

        Raises StoreDown.
        """
        for pending in await self._stored(self._store.take_up):
            self._work_on(pending, again=True, left=True)

    async def still_answering(self) -> None:
        """Tell other gateways what is being answered here. Raises StoreDown."""
        await self._stored(self._store.still_answering, {name for name, client in self._tasks if client})

    async def stop(self, seconds: float) -> None:
        """Give those being answered so long; the others are taken up by another gateway, or at the next start."""
        tasks = set(self._tasks.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        with suppress(StoreDown):  # then the claims end by themselves
            await self._stored(self._store.let_go)

    def _work_on(self, pending: Pending, *, again: bool = False, left: bool = False) -> None:
        """`again`: Rasa may have heard it already."""
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
        asked = asyncio.ensure_future(
            self._dialogue.say(
                pending.sender, pending.payload or pending.text, cast(Lang | None, pending.lang), turn
            )
        )
        try:
            await asyncio.wait([asked])
        finally:
            asked.cancel()
        fault = asked.exception()
        if fault is None:
            messages = asked.result()
        else:  # nobody foresaw it: the conversation must not wait for ever
            _log.error("a message could not be answered: %s", type(fault).__name__)
            lang = cast(Lang | None, pending.lang) or language_of(pending.text)
            messages = [message("", phrase_reply("unavailable", Status.UNAVAILABLE, lang, self._clock()))]
        replies = [_public(one) for one in messages]
        with self._stages.of(Stage.STORING):
            is_kept = await self._keep(pending, replies)
        if not is_kept:
            return
        self._hub.wake(pending.conversation)
        taken = kept_message(pending.conversation, pending.client, pending.text, pending.payload)
        self._recording.turned(taken, replies, time.monotonic() - begun)
        if forgets(replies):
            await self._forget(pending.sender)

    async def _recall(self, pending: Pending) -> None:
        """What was offered before a restart is still offered: the buttons stand in the stored replies."""
        if pending.payload is not None and not await self._offered.allows(pending.sender, pending.payload):
            try:
                state = await self._stored(self._store.after, pending.conversation, 0)
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
                    cleared = await self._stored(
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
        n = await self._stored(
            self._store.answer, pending.conversation, pending.client, told, asks_for_person(messages)
        )
        return n is not None

    async def _forget(self, sender: str) -> None:
        """Tell Rasa; wait a little for it, and no longer: it may still be answering."""
        task = self._tasks[sender, ""] = asyncio.create_task(self._restarted(sender))
        task.add_done_callback(lambda _: self._tasks.pop((sender, ""), None))
        await asyncio.wait([task], timeout=_FORGOTTEN_WITHIN)

    async def _restarted(self, sender: str) -> None:
        with suppress(RasaDown):  # nobody can be told
            await self._rasa.forget(sender)

    @staticmethod
    async def _stored(call: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        return await asyncio.to_thread(call, *args, **kwargs)


def _public(reply: Mapping[str, Any]) -> dict[str, Any]:
    """Without the name by which Rasa knows the conversation."""
    return {key: value for key, value in reply.items() if key != "recipient_id"}
