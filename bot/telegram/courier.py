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
from bot.telegram.incoming import replied_to
from bot.telegram.letters import Letter, letters_of

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

    def wake(self, conversation: str) -> None:
        """Something happened in a conversation; those of other channels are none of ours."""
        if not conversation.startswith("tg") or self._stopped:
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
        chat = await asyncio.to_thread(self._chats.chat, conversation)
        if chat is None or chat.blocked:
            return
        done = await asyncio.to_thread(self._chats.delivered, conversation)
        state = await self._channel.after(conversation, done.n)
        for event in state.events:
            if event.kind is Kind.REPLY and not await self._send(chat, event, done):
                return
            done = Delivered(event.n)
        if any(event.kind is Kind.CLEARED for event in state.events) and state.pending is None:
            await asyncio.to_thread(self._chats.purge, conversation)

    async def _send(self, chat: Chat, event: Event, done: Delivered) -> bool:
        """The messages of one reply, from the first that was not delivered; False where the chat is gone."""
        letters = letters_of(event.n, event.body["messages"])
        sent = done.parts
        for number, letter in enumerate(letters[sent:], sent + 1):
            try:
                await self._post(chat, letter, replied_to(event.client) if "." in chat.conversation else None)
            except (Forbidden, BadRequest) as error:
                if not _is_gone(error):
                    raise
                await asyncio.to_thread(self._chats.block, chat.chat)
                return False
            except ChatMigrated as error:
                await asyncio.to_thread(self._chats.move, chat.chat, error.new_chat_id)
                raise NetworkError("the group moved") from error
            so_far = Delivered(event.n - 1, number) if number < len(letters) else Delivered(event.n)
            await asyncio.to_thread(self._chats.deliver, chat.conversation, so_far)
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
