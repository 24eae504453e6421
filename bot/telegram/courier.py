"""Brings replies to their chats: in order, each once, again and again until they arrive.

How far a conversation was delivered stands in the store, a message at a time. Whoever is told that something
happened in a conversation of Telegram's comes here; so do reminders, and everything that a process before this one
had not delivered.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Final

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter
from telegram.ext import ExtBot

from bot.channel import Channel
from bot.store import Chat, Chats, Delivered, Event, Kind, StoreDown
from bot.telegram.buttons import mark_of
from bot.telegram.due import REMINDER
from bot.telegram.incoming import chat_in, is_ours, replied_to
from bot.telegram.letters import Letter, letters_of
from bot.telegram.notes import Notes

_log = logging.getLogger(__name__)
#: Seconds between attempts while Telegram or the store cannot be reached; the last one again and again.
_PAUSES: Final = (0.5, 1.0, 2.0, 5.0, 15.0, 60.0)
#: How Telegram says that a chat is there no more.
_GONE: Final = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "chat_write_forbidden",
    "group chat was deactivated",
)
_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)

Bot = ExtBot[None]


class Courier:
    """Delivers what the conversations of Telegram hold."""

    def __init__(self, bot: Bot, chats: Chats, channel: Channel) -> None:
        self._bot = bot
        self._chats = chats
        self._channel = channel
        self._rounds: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._stopped = False
        self._notes = Notes(chats)

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
        for conversation in await asyncio.to_thread(self._chats.undelivered):
            self.wake(conversation)

    async def stop(self, seconds: float) -> None:
        """Give those on their way so long; the rest goes out after the next start."""
        self._stopped = True
        tasks = set(self._rounds.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
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
            if chat.blocked or (event.kind is Kind.REPLY and not await self._send(chat, event, done)):
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

    async def _send(self, chat: Chat, event: Event, done: Delivered) -> bool:
        """The messages of one reply, from the first that was not delivered; False where the chat is gone."""
        letters = letters_of(event.n, event.body["messages"], mark_of(chat.conversation, event))
        sent = done.parts
        for number, letter in enumerate(letters[sent:], sent + 1):
            try:
                await self._post(chat, letter, replied_to(event.client) if "." in chat.conversation else None)
            except (Forbidden, BadRequest) as error:
                if _is_gone(error):
                    await asyncio.to_thread(self._chats.block, chat.chat)
                    return False
                # It would be refused for ever, and nothing behind it would arrive.
                _log.error("Telegram refuses a message: %s", type(error).__name__)
            except ChatMigrated as error:
                await asyncio.to_thread(self._chats.move, chat.chat, error.new_chat_id)
                raise NetworkError("the group moved") from error
            so_far = Delivered(event.n - 1, number) if number < len(letters) else Delivered(event.n)
            await self._notes.add(chat.conversation, so_far)
        return True

    async def _post(self, chat: Chat, letter: Letter, to: int | None) -> None:
        reply = ReplyParameters(to, allow_sending_without_reply=True) if to else None
        await self._bot.send_message(
            chat.chat,
            letter.html,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(letter),
            reply_parameters=reply,
            link_preview_options=_NO_PREVIEW,
        )


def keyboard(letter: Letter) -> InlineKeyboardMarkup | None:
    """The buttons of a message; None where it has none."""
    rows: Sequence[Sequence[InlineKeyboardButton]] = [
        [InlineKeyboardButton(key.title, callback_data=key.data) for key in row] for row in letter.rows
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def _is_gone(error: Forbidden | BadRequest) -> bool:
    """Whether nothing can be sent to the chat any more: the bot is blocked or was put out, the person is gone."""
    if isinstance(error, Forbidden):
        return True
    return any(sign in error.message.lower() for sign in _GONE)


def _seconds(error: RetryAfter) -> float:
    """How long Telegram wants to be left alone by this chat."""
    after = error.retry_after
    return after if isinstance(after, (int, float)) else after.total_seconds()
