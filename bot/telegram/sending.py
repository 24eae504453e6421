"""Sends the messages of a reply, each once, although Telegram has no key against doubles.

Before a message goes out it is noted that it is on its way, afterwards that it arrived. Where the second note is
missing (the process was killed, the line broke), Telegram is asked for the message before it is sent again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from httpx import ConnectError, ConnectTimeout, PoolTimeout
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter
from telegram.ext import ExtBot

from bot.store import Chat, Chats, Delivered, Event
from bot.telegram.buttons import mark_of
from bot.telegram.incoming import replied_to
from bot.telegram.letters import Letter, letters_of
from bot.telegram.notes import Notes
from bot.telegram.numbers import Numbers

_log = logging.getLogger(__name__)
#: How Telegram says that a chat is there no more.
_GONE: Final = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "chat_write_forbidden",
    "group chat was deactivated",
)
#: How it says that a message is there just as it is, and that there is none of ours with this number.
_THERE: Final = "message is not modified"
_NOT_THERE: Final = ("message to edit not found", "message can't be edited", "message_id_invalid")
#: So many numbers are looked at: more than are given while one message is on its way.
_FAR: Final = 100
#: What fails this way did not leave the house.
_NOT_SENT: Final = (ConnectError, ConnectTimeout, PoolTimeout)
_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)

Bot = ExtBot[None]


class NotOurs(Exception):
    """Another gateway speaks for the bot, or may do so any moment."""


class Sender:
    """Sends to the chats of one bot."""

    def __init__(
        self, bot: Bot, chats: Chats, notes: Notes, numbers: Numbers, may_send: Callable[[], bool]
    ) -> None:
        self._bot = bot
        self._chats = chats
        self._notes = notes
        self._numbers = numbers
        self._may_send = may_send
        #: Conversations in which a message was sent by this process, and that it arrived is not noted.
        self._unsure: set[str] = set()

    async def send(self, chat: Chat, event: Event, done: Delivered) -> bool:
        """The messages of one reply, from the first that was not delivered; False where the chat is gone.

        Raises NetworkError and RetryAfter: then it is to be called again, with what is noted. Raises NotOurs.
        """
        letters = letters_of(event.n, event.body["messages"], mark_of(chat.conversation, event))
        so_far = done if done.n == event.n - 1 else Delivered(event.n - 1, 0, done.message)
        for number, letter in enumerate(letters[so_far.parts :], so_far.parts + 1):
            try:
                message = await self._once(chat, letter, event, so_far)
            except (Forbidden, BadRequest) as error:
                if _is_gone(error):
                    await asyncio.to_thread(self._chats.block, chat.chat)
                    return False
                # It would be refused for ever, and nothing behind it would arrive.
                _log.error("Telegram refuses a message: %s", type(error).__name__)
                message = None
            except ChatMigrated as error:
                await asyncio.to_thread(self._chats.move, chat.chat, error.new_chat_id)
                raise NetworkError("the group moved") from error
            is_last = number == len(letters)
            so_far = Delivered(event.n, 0, message) if is_last else Delivered(event.n - 1, number, message)
            await self._notes.add(chat.conversation, so_far)
            self._unsure.discard(chat.conversation)
        return True

    async def _once(self, chat: Chat, letter: Letter, event: Event, so_far: Delivered) -> int:
        """Send a message unless it is there; its number."""
        if not self._may_send():
            raise NotOurs
        if so_far.sending is not None:
            found = await self._found(chat, letter, so_far)
            if found is not None:
                return found
        await self._note(chat, so_far, self._numbers.newest(chat.chat))
        if not self._may_send():
            raise NotOurs
        self._unsure.add(chat.conversation)
        try:
            message = await self._post(chat, letter, replied_to(event.client) if _in_group(chat) else None)
        except RetryAfter:
            await self._note(chat, so_far, None)
            raise
        except NetworkError as error:
            if isinstance(error.__cause__, _NOT_SENT):
                await self._note(chat, so_far, None)
            raise
        self._numbers.sent(chat.chat, message)
        return message

    async def _note(self, chat: Chat, so_far: Delivered, sending: int | None) -> None:
        await self._notes.add(chat.conversation, replace(so_far, sending=sending))

    async def _found(self, chat: Chat, letter: Letter, so_far: Delivered) -> int | None:
        """The number of a message that may have been sent; None where it is not there.

        There is no way to read a chat. But to write what stands there already is refused, and in those words. Not in
        groups: where others are answered too, another's answer could be written over.
        """
        if _in_group(chat) or so_far.sending is None:
            return None
        for message in range(so_far.sending + 1, so_far.sending + 1 + _FAR):
            if self._is_later(chat, message):
                break
            if self._numbers.is_known(chat.chat, message):
                continue
            try:
                if await self._is_there(chat, letter, message):
                    return message
            except RetryAfter:
                await self._note(chat, so_far, message - 1)
                raise
        return None

    def _is_later(self, chat: Chat, message: int) -> bool:
        """Whether a number was given after the one that is looked for, which a process before this one sent."""
        last = self._numbers.newest_sent(chat.chat)
        return chat.conversation not in self._unsure and last is not None and message >= last

    async def _is_there(self, chat: Chat, letter: Letter, message: int) -> bool:
        try:
            await self._bot.edit_message_text(
                letter.html,
                chat.chat,
                message,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard(letter),
                link_preview_options=_NO_PREVIEW,
            )
        except BadRequest as error:
            said = error.message.lower()
            if _THERE in said:
                return True
            if any(sign in said for sign in _NOT_THERE):
                return False
            raise
        return True

    async def _post(self, chat: Chat, letter: Letter, to: int | None) -> int:
        reply = ReplyParameters(to, allow_sending_without_reply=True) if to else None
        message = await self._bot.send_message(
            chat.chat,
            letter.html,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(letter),
            reply_parameters=reply,
            link_preview_options=_NO_PREVIEW,
        )
        return message.message_id


def keyboard(letter: Letter) -> InlineKeyboardMarkup | None:
    """The buttons of a message; None where it has none."""
    rows: Sequence[Sequence[InlineKeyboardButton]] = [
        [InlineKeyboardButton(key.title, callback_data=key.data) for key in row] for row in letter.rows
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def _in_group(chat: Chat) -> bool:
    """Whether others are answered in the same chat."""
    return "." in chat.conversation


def _is_gone(error: Forbidden | BadRequest) -> bool:
    """Whether nothing can be sent to the chat any more: the bot is blocked or was put out, the person is gone."""
    if isinstance(error, Forbidden):
        return True
    return any(sign in error.message.lower() for sign in _GONE)
