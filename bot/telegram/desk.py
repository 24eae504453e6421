"""Deals with what came in, one thing of a chat after the other, until it is in the store what is replied."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final, TypeVar, cast

from telegram.constants import ChatAction
from telegram.error import NetworkError, RetryAfter, TelegramError

from bot.channel import Channel
from bot.clock import Clock
from bot.knowledge import Knowledge
from bot.masking import masked
from bot.store import Answer, Chat, Chats, StoreDown, Updates
from bot.telegram.buttons import pressed
from bot.telegram.commands import Asked, Commands, language_for
from bot.telegram.courier import Bot
from bot.telegram.incoming import Incoming, What
from bot.telegram.opinions import Opinions
from bot.telegram.photos import Photos
from bot.telegram.phrases import LANGUAGES, say, spoken
from bot.telegram.reminding import Reminding
from bot.telegram.steps import OWN, Ask, Forget, Message, Step, Tell, told
from policies_kb.catalogue import Catalogue, language_of
from policies_kb.model.status import Status
from policies_kb.model.text import Lang
from policies_kb.wording.reply import phrase_reply

_log = logging.getLogger(__name__)
#: Seconds until a person sees that the assistant is at it, and for how long Telegram shows that.
_TYPING_AFTER: Final = 0.4
_TYPING_FOR: Final = 4.5
#: Seconds until a store or a server that does not answer is asked again.
_AGAIN: Final = 1.0
#: Seconds between two looks at what an earlier process had accepted.
_LOOK: Final = 0.1
_T = TypeVar("_T")


@dataclass(frozen=True)
class Helpers:
    """Those who know what their part of the channel replies, and what day it is."""

    clock: Clock
    commands: Commands
    photos: Photos
    reminding: Reminding
    opinions: Opinions


class Desk:
    """Deals with everything that comes in."""

    def __init__(
        self,
        bot: Bot,
        updates: Updates,
        chats: Chats,
        channel: Channel,
        knowledge: Knowledge,
        helpers: Helpers,
    ) -> None:
        self._bot = bot
        self._updates = updates
        self._chats = chats
        self._channel = channel
        self._knowledge = knowledge
        self._helpers = helpers
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """What is not answered yet is dealt with after the next start."""
        self._stopping.set()

    async def deal(self, incoming: Incoming) -> None:
        """Deal with it; as long as the store or Telegram is down, again and again."""
        while not self._stopping.is_set():
            try:
                await self._deal(incoming)
                if not self._stopping.is_set():
                    await asyncio.to_thread(self._updates.finish, incoming.number)
            except (StoreDown, NetworkError, RetryAfter) as error:
                _log.warning("an update is dealt with again: %s", type(error).__name__)
                await self._unless_stopping(asyncio.sleep(_AGAIN))
            else:
                return

    async def give_up(self, incoming: Incoming) -> None:
        """Nobody foresaw what happened with it: it is said so, and must not happen at every start."""
        lang = spoken(incoming.spoken)
        sorry = phrase_reply("unavailable", Status.UNAVAILABLE, lang, self._helpers.clock())
        with suppress(StoreDown):
            await self._enter(incoming.conversation, incoming.client, "[?]", [told(sorry.text)])
            await asyncio.to_thread(self._updates.finish, incoming.number)

    async def _deal(self, incoming: Incoming) -> None:
        if incoming.what is What.BLOCKED:
            await asyncio.to_thread(self._chats.block, incoming.chat)
            return
        if incoming.what is What.MOVED:
            await asyncio.to_thread(self._chats.move, incoming.chat, int(incoming.text))
            return
        chat = await asyncio.to_thread(self._chats.meet, incoming.conversation, incoming.chat)
        incoming = replace(incoming, known_as=chat.conversation)
        catalogue = await self._knowledge.catalogue()
        lang = language_for(incoming, chat)
        if catalogue is None:
            unavailable = phrase_reply("unavailable", Status.UNAVAILABLE, lang, self._helpers.clock())
            await self._take(incoming, chat, Tell(incoming.text, [told(unavailable.text)]))
            return
        await self._take(incoming, chat, await self._step(incoming, chat, catalogue, lang))

    async def _step(self, incoming: Incoming, chat: Chat, catalogue: Catalogue, lang: Lang) -> Step:
        """What it leads to."""
        match incoming.what:
            case What.COMMAND:
                return await self._helpers.commands.step(Asked(incoming, chat, catalogue, lang))
            case What.BUTTON:
                return await self._pressed(incoming, chat, catalogue, lang)
            case What.PHOTO | What.FILE:
                written = language_of(incoming.text) if incoming.text and not chat.lang else lang
                sent = self._helpers.photos.sent(incoming, chat, catalogue, written)
                return Tell(f"[{incoming.what}] {incoming.text}".strip(), [await self._typing(chat, sent)])
            case What.TEXT if incoming.text:
                return Ask(incoming.text)
            case What.TEXT:
                return await self._helpers.commands.step(Asked(_help(incoming), chat, catalogue, lang))
            case _:
                return Tell(f"[{incoming.name}]", [told(say("only_text", lang))])

    async def _pressed(self, incoming: Incoming, chat: Chat, catalogue: Catalogue, lang: Lang) -> Step:
        """A button: of the dialogue, of the channel, or one that is no longer there."""
        state = await self._channel.after(incoming.conversation, 0)
        button = pressed(incoming.conversation, state, incoming.text)
        if button is None:
            return Tell("[button]", [told(say("stale", lang))])
        title, payload = button
        if not payload.startswith(OWN):
            return Ask(title, payload)
        action, _, value = payload.removeprefix(OWN).partition(":")
        helpers = self._helpers
        match action:
            case "say":
                return Ask(value)
            case "remind":
                reply = await helpers.reminding.wish(chat, value, catalogue, lang)
            case "cancel":
                reply = await helpers.reminding.cancel(chat, value, catalogue, lang)
            case "amendments":
                reply = await helpers.reminding.amendments(chat, value == "on", lang)
            case "photo":
                reply = await self._typing(chat, helpers.photos.chosen(chat, value, catalogue, lang))
            case "judge":
                client, _, name = value.partition(":")
                reply = await helpers.opinions.judged(chat.conversation, client, name, lang)
            case _:
                reply = await self._speak(incoming, chat, value)
        return Tell(title, [reply])

    async def _speak(self, incoming: Incoming, chat: Chat, value: str) -> dict[str, object]:
        """Reply in the chosen language from now on."""
        wished = value if value in LANGUAGES else None
        await asyncio.to_thread(self._chats.wish, chat.conversation, lang=wished)
        if wished is None:
            return dict(told(say("language_free", spoken(incoming.spoken))))
        return dict(told(say("language_set", wished)))

    async def _take(self, incoming: Incoming, chat: Chat, step: Step) -> None:
        conversation, client = incoming.conversation, incoming.client
        match step:
            case Ask(text, payload):
                await self._ask(incoming, chat, text, payload)
            case Tell(said, messages):
                await self._enter(conversation, client, masked(said), messages)
            case Forget(messages):
                await self._enter(conversation, client, "/forget", [])
                await self._channel.clear(conversation, client, messages)

    async def _ask(self, incoming: Incoming, chat: Chat, text: str, payload: str | None) -> None:
        """Have it answered, and wait until it is: the next thing of this chat comes after that."""
        conversation, lang = incoming.conversation, cast(Lang | None, chat.lang)
        while not self._stopping.is_set():
            accepted = await self._channel.take(conversation, incoming.client, text, payload, lang)
            if accepted.answer is Answer.BUSY:
                await self._free(conversation)
                continue
            await self._typing(chat, self._unless_stopping(self._channel.settled(conversation)))
            state = await self._channel.after(conversation, accepted.n)
            if state.pending != incoming.client:
                return
            await self._free(conversation)  # its reply could not be stored: it is asked for again

    async def _enter(self, conversation: str, client: str, said: str, messages: Sequence[Message]) -> None:
        while not self._stopping.is_set():
            if await self._channel.enter(conversation, client, said, messages) is not Answer.BUSY:
                return
            await self._free(conversation)

    async def _free(self, conversation: str) -> None:
        """See to what waits in this conversation: what an earlier process left, or could not store."""
        await self._channel.resume(conversation)
        await self._unless_stopping(self._channel.settled(conversation))
        await self._unless_stopping(asyncio.sleep(_LOOK))

    async def _unless_stopping(self, waiting: Awaitable[None]) -> None:
        """Wait, but no longer than until the gateway stops."""
        tasks = {asyncio.ensure_future(waiting), asyncio.ensure_future(self._stopping.wait())}
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()

    async def _typing(self, chat: Chat, work: Awaitable[_T]) -> _T:
        """The result of `work`; if it takes its time the person sees that the assistant is at it."""
        showing = asyncio.create_task(self._show_typing(chat.chat))
        try:
            return await work
        finally:
            showing.cancel()

    async def _show_typing(self, chat: int) -> None:
        await asyncio.sleep(_TYPING_AFTER)
        while True:
            with suppress(TelegramError):  # a courtesy, no part of the answer
                await self._bot.send_chat_action(chat, ChatAction.TYPING)
            await asyncio.sleep(_TYPING_FOR)


def _help(incoming: Incoming) -> Incoming:
    """A mention without words asks what this is."""
    return replace(incoming, what=What.COMMAND, name="help")
