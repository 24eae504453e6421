"""Has turns written down, beside the replies: it keeps nobody waiting, and a reply never fails for it."""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
import logging
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from bot.beside import end_within, run_beside
from bot.clock import Clock
from bot.knowledge import Knowledge
from bot.scribe import Opinion, Scribe
from bot.store import Gap, StoreDown
from bot.turned import Asked, Finished, Messages, status_of
from policies_kb.catalogue import Catalogue

_log = logging.getLogger(__name__)
Now = Callable[[], dt.datetime]
#: So many turns wait to be written at most; the next ones go unrecorded.
_MOST: Final = 2000
#: Written in one transaction.
_TOGETHER: Final = 200
#: Seconds in which turns gather before they are written, between two attempts, and between two rounds of deletion.
_GATHER: Final = 0.3
_AGAIN: Final = 5.0
_ROUND: Final = 3600.0
#: Seconds that somebody who has everything forgotten waits for it.
_FORGOTTEN_WITHIN: Final = 2.0


@dataclass(frozen=True)
class Ages:
    """How long is kept what came by REST, and how long the turns that figures are made of."""

    questions: dt.timedelta
    turns: dt.timedelta


@dataclass(frozen=True)
class _Forgotten:
    """Somebody had everything forgotten whose conversation is not kept here; `done` once it is."""

    asker: str
    done: asyncio.Future[None]


class Recording:
    """The turns of every channel on their way into the database, written one after the other."""

    def __init__(self, scribe: Scribe, knowledge: Knowledge, clock: Clock, now: Now, ages: Ages) -> None:
        self._scribe = scribe
        self._knowledge = knowledge
        self._clock = clock
        self._now = now
        self._ages = ages
        self._waiting: deque[Finished | Gap | Opinion | _Forgotten] = deque()
        self._some = asyncio.Event()
        self._idle = asyncio.Event()
        self._stopped = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._tidied: dt.datetime | None = None
        #: Is told of every finished turn at once: its channel, how it ended, its seconds.
        self.heard: Callable[[str, str, float], None] = lambda *_: None

    def turned(self, asked: Asked, messages: Messages, seconds: float) -> None:
        """Take note of a finished turn, which took so long."""
        status = status_of(messages)
        self.heard(asked.channel, status.value if status else "none", seconds)
        ms = max(0, round(seconds * 1000))
        self._take(Finished(asked, messages, self._now(), self._clock(), ms))

    def judged(self, conversation: str, client: str, good: bool, reason: str | None) -> None:
        """Take note of an opinion on the reply to a message that is kept."""
        self._take(Opinion(conversation, client, good, reason, self._now(), self._clock()))

    async def forget(self, channel: str, sender: str) -> None:
        """Delete what somebody asked whose conversation is not kept; wait a little for it.

        While the database does not answer it is tried again, behind the questions that still wait to be written.
        """
        forgotten = _Forgotten(
            self._scribe.asker(channel, sender), asyncio.get_running_loop().create_future()
        )
        self._append(forgotten)
        await asyncio.wait([forgotten.done], timeout=_FORGOTTEN_WITHIN)

    async def start(self) -> None:
        """Begin to write."""
        self._task = run_beside(self._run(), "the recording of turns")

    async def stop(self, seconds: float) -> None:
        """Write what waits, if that takes no longer than so."""
        self._stopped.set()
        self._some.set()
        if self._task is not None:
            await end_within([self._task], seconds)

    @property
    def waiting(self) -> int:
        """How many wait to be written."""
        return len(self._waiting)

    async def settled(self) -> None:
        """Wait until everything is written."""
        await self._idle.wait()

    def _take(self, one: Finished | Opinion) -> None:
        if len(self._waiting) < _MOST:
            self._append(one)
        else:
            _log.warning("a turn goes unrecorded: %d wait to be written", len(self._waiting))

    def _append(self, one: Finished | Opinion | _Forgotten) -> None:
        self._waiting.append(one)
        self._idle.clear()
        self._some.set()

    async def _run(self) -> None:
        while not self._stopped.is_set():
            pause = _GATHER
            try:
                await self._write()
                await self._tidy()
            except StoreDown as error:
                _log.warning("turns cannot be recorded: %s", error)
                pause = _AGAIN
            await self._rest(pause)
        with suppress(StoreDown):
            await self._write()

    async def _rest(self, pause: float) -> None:
        """Until there is something to write, or a round of deletion is due; then let some more gather."""
        if not self._waiting and not self._stopped.is_set():
            self._some.clear()
            self._idle.set()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._some.wait(), _ROUND)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopped.wait(), pause)

    async def _write(self) -> None:
        """Write what waits, in its order: what is not written when the store fails is still the next."""
        catalogue = await self._knowledge.catalogue() if self._waiting else None
        while self._waiting:
            together = itertools.islice(self._waiting, _TOGETHER)
            batch = [one for one in itertools.takewhile(_is_turn, together) if isinstance(one, Finished)]
            if batch:
                gaps = await asyncio.to_thread(self._scribe.count, batch, catalogue)
                for _ in batch:
                    self._waiting.popleft()
                self._waiting.extendleft(reversed(gaps))
            else:
                await self._settle(self._waiting[0], catalogue)
                self._waiting.popleft()

    async def _settle(self, one: Finished | Gap | Opinion | _Forgotten, catalogue: Catalogue | None) -> None:
        match one:
            case Gap():
                await asyncio.to_thread(self._scribe.add, one)
            case Opinion():
                await asyncio.to_thread(self._scribe.judge, one, catalogue)
            case _Forgotten():
                await asyncio.to_thread(self._scribe.forget, one.asker)
                if not one.done.done():
                    one.done.set_result(None)

    async def _tidy(self) -> None:
        now = self._now()
        if self._tidied is None or now - self._tidied >= dt.timedelta(seconds=_ROUND):
            await asyncio.to_thread(self._scribe.tidy, now - self._ages.questions, now - self._ages.turns)
            self._tidied = now


def _is_turn(one: object) -> bool:
    return isinstance(one, Finished)
