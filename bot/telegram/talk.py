"""One thing said in a chat and its reply, as the channel keeps them; waiting that ends when the gateway stops."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from typing import Final, TypeVar, cast

from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.channel import Channel
from bot.store import Answer, Chat
from bot.telegram.incoming import Incoming, chat_in, is_ours
from bot.telegram.sending import Bot
from bot.telegram.steps import Message
from policies_kb.model.text import Lang

#: Seconds until a person sees that the assistant is at it, and for how long Telegram shows that.
_TYPING_AFTER: Final = 0.4
_TYPING_FOR: Final = 4.5
#: Seconds between two looks at what an earlier process had accepted.
_LOOK: Final = 0.1
_T = TypeVar("_T")


class Talk:
    """Has things answered, one of a conversation after the other. What raises StoreDown may be done again."""

    def __init__(self, bot: Bot, channel: Channel) -> None:
        self._bot = bot
        self._channel = channel
        self._stopping = asyncio.Event()
        self._writing: set[asyncio.Task[None]] = set()

    @property
    def is_over(self) -> bool:
        """Whether the gateway stops: what is not answered yet is dealt with after the next start."""
        return self._stopping.is_set()

    def stop(self) -> None:
        """Wait for nothing any more."""
        self._stopping.set()

    async def ask(self, incoming: Incoming, chat: Chat, text: str, payload: str | None) -> None:
        """Have it answered, and wait until it is: the next thing of this chat comes after that."""
        conversation, lang = incoming.conversation, cast(Lang | None, chat.lang)
        while not self.is_over:
            accepted = await self._channel.take(conversation, incoming.client, text, payload, lang)
            if accepted.answer is Answer.BUSY:
                await self._free(conversation)
                continue
            await self.typing(chat, self._unless_stopping(self._channel.settled(conversation)))
            state = await self._channel.after(conversation, accepted.n)
            if state.pending != incoming.client:
                return
            await self._free(conversation)  # its reply could not be stored: it is asked for again

    async def enter(self, conversation: str, client: str, said: str, messages: Sequence[Message]) -> None:
        """Keep what was said together with its reply."""
        while not self.is_over:
            if await self._channel.enter(conversation, client, said, messages) is not Answer.BUSY:
                return
            await self._free(conversation)

    async def _free(self, conversation: str) -> None:
        """See to what waits in this conversation: what an earlier process left, or could not store."""
        await self._channel.resume(conversation)
        await self._unless_stopping(self._channel.settled(conversation))
        await self.pause(_LOOK)

    async def pause(self, seconds: float) -> None:
        """Wait so long, or until the gateway stops."""
        await self._unless_stopping(asyncio.sleep(seconds))

    async def _unless_stopping(self, waiting: Awaitable[None]) -> None:
        """Wait, but no longer than until the gateway stops."""
        tasks = {asyncio.ensure_future(waiting), asyncio.ensure_future(self._stopping.wait())}
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()

    async def typing(self, chat: Chat, work: Awaitable[_T]) -> _T:
        """The result of `work`; if it takes its time the person sees that the assistant is at it."""
        showing = asyncio.create_task(self._show_typing(chat.chat))
        try:
            return await work
        finally:
            showing.cancel()

    def written_to(self, conversation: str) -> None:
        """A person of the staff is writing: the chat shows it for some seconds."""
        if is_ours(conversation) and not self.is_over:
            showing = asyncio.create_task(self._show_once(chat_in(conversation)))
            self._writing.add(showing)
            showing.add_done_callback(self._writing.discard)

    async def _show_once(self, chat: int) -> None:
        with suppress(TelegramError, RuntimeError):  # a courtesy; RuntimeError: the bot has not begun yet
            await self._bot.send_chat_action(chat, ChatAction.TYPING)

    async def _show_typing(self, chat: int) -> None:
        await asyncio.sleep(_TYPING_AFTER)
        while True:
            await self._show_once(chat)
            await asyncio.sleep(_TYPING_FOR)
