"""Brings replies to their chats: in order, each once, again and again until they arrive.

How far a conversation was delivered stands in the store, a message at a time. Whoever is told that something
happened in a conversation of Telegram's comes here; so do reminders, and everything that a process before this one
had not delivered.
"""

from __future__ import annotations

import asyncio
import logging
import warnings
from collections.abc import Callable
from typing import Final

from telegram.error import NetworkError, RetryAfter
from telegram.warnings import PTBDeprecationWarning

from bot.beside import end_within
from bot.channel import Channel
from bot.store import Chat, Chats, Delivered, Kind, StoreDown
from bot.telegram.due import REMINDER
from bot.telegram.incoming import chat_in, is_ours
from bot.telegram.notes import Notes
from bot.telegram.numbers import Numbers
from bot.telegram.sending import Bot, NotOurs, Sender

_log = logging.getLogger(__name__)
#: Seconds between attempts while Telegram or the store cannot be reached; the last one again and again.
_PAUSES: Final = (0.5, 1.0, 2.0, 5.0, 15.0, 60.0)


class Courier:
    """Delivers what the conversations of Telegram hold."""

    def __init__(self, bot: Bot, chats: Chats, channel: Channel, may_send: Callable[[], bool]) -> None:
        """`may_send` says whether this gateway speaks for the bot."""
        self._bot = bot
        self._chats = chats
        self._channel = channel
        self._rounds: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._stopped = False
        self._notes = Notes(chats)
        self._numbers = Numbers()
        self._sender = Sender(bot, chats, self._notes, self._numbers, may_send)

    def wake(self, conversation: str) -> None:
        """Something happened in a conversation; those of other channels are none of ours."""
        if not is_ours(conversation) or self._stopped:
            return
        if conversation in self._rounds:
            self._again.add(conversation)
            return
        task = self._rounds[conversation] = asyncio.create_task(self._round(conversation))
        task.add_done_callback(lambda done: self._ended(conversation, done))

    async def take_up(self) -> None:
        """Deliver what a process before this one had not delivered. Raises StoreDown."""
        self._numbers.begin(await asyncio.to_thread(self._chats.last_messages))
        await self.look()

    async def look(self) -> None:
        """Deliver what nobody told of. Raises StoreDown."""
        for conversation in await asyncio.to_thread(self._chats.undelivered):
            self.wake(conversation)

    async def stop(self, seconds: float) -> None:
        """Give those on their way so long; the rest goes out after the next start."""
        self._stopped = True
        await end_within(self._rounds.values(), seconds)
        await self._notes.close()

    def _ended(self, conversation: str, done: asyncio.Task[None]) -> None:
        self._rounds.pop(conversation, None)
        if not done.cancelled() and (fault := done.exception()) is not None:
            _log.error("replies could not be delivered: %s", type(fault).__name__, exc_info=fault)
        if conversation in self._again:
            self._again.discard(conversation)
            self.wake(conversation)

    async def _round(self, conversation: str) -> None:
        """Deliver all there is, with ever longer pauses while something is in the way."""
        attempt = 0
        while True:
            try:
                await self._deliver(conversation)
            except RetryAfter as error:
                pause = float(_seconds(error))
            except (NetworkError, StoreDown) as error:
                pause = _PAUSES[min(attempt, len(_PAUSES) - 1)]
                _log.warning("a reply is sent again in %.1f s: %s", pause, type(error).__name__)
            except NotOurs:  # another gateway sends it
                return
            else:
                return
            attempt += 1
            await asyncio.sleep(pause)

    async def _deliver(self, conversation: str) -> None:
        done = await asyncio.to_thread(self._chats.delivered, conversation)
        state = await self._channel.after(conversation, done.n)
        if not state.events:
            return
        chat = await self._chat(conversation)
        for event in state.events:
            if chat.blocked or (event.kind is Kind.REPLY and not await self._sender.send(chat, event, done)):
                if not (event.client or "").startswith(REMINDER):
                    break
                # Replies come when the person is back; of a reminder the days would no longer be true.
                await self._notes.add(conversation, Delivered(event.n))
            done = Delivered(event.n)
        if any(event.kind is Kind.CLEARED for event in state.events):
            await asyncio.to_thread(self._chats.purge, conversation, state.last)

    async def _chat(self, conversation: str) -> Chat:
        """Where its replies go. Who writes while everything is deleted may have lost the chat, not the reply."""
        chat = await asyncio.to_thread(self._chats.chat, conversation)
        if chat is None:
            return await asyncio.to_thread(self._chats.meet, conversation, chat_in(conversation))
        return chat

    def saw(self, chat: int, message: int) -> None:
        """A person's message came in; its number helps to find ours."""
        self._numbers.came(chat, message)


def _seconds(error: RetryAfter) -> float:
    """How long Telegram wants to be left alone by this chat."""
    with warnings.catch_warnings():  # it may be a number or a span, and tells so each time
        warnings.simplefilter("ignore", PTBDeprecationWarning)
        after = error.retry_after
    return after if isinstance(after, (int, float)) else after.total_seconds()
