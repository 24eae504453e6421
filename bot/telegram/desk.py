"""Deals with what came in, one thing of a chat after the other, until it is in the store what is replied."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from telegram.error import NetworkError, RetryAfter

from bot.channel import Channel
from bot.clock import Clock
from bot.knowledge import Knowledge
from bot.masking import masked
from bot.store import Chat, Chats, StoreDown, Updates
from bot.telegram.buttons import pressed
from bot.telegram.commands import Asked, Commands, language_for
from bot.telegram.incoming import Incoming, What
from bot.telegram.opinions import Opinions
from bot.telegram.photos import Photos
from bot.telegram.phrases import LANGUAGES, say, spoken
from bot.telegram.reminding import Reminding
from bot.telegram.steps import OWN, Ask, Forget, Step, Tell, told
from bot.telegram.talk import Talk
from policies_kb.catalogue import Catalogue, language_of
from policies_kb.model.status import Status
from policies_kb.model.text import Lang
from policies_kb.wording.reply import phrase_reply

_log = logging.getLogger(__name__)
#: Seconds until a store or a server that does not answer is asked again.
_AGAIN: Final = 1.0


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
        talk: Talk,
        updates: Updates,
        chats: Chats,
        channel: Channel,
        knowledge: Knowledge,
        helpers: Helpers,
    ) -> None:
        self._talk = talk
        self._updates = updates
        self._chats = chats
        self._channel = channel
        self._knowledge = knowledge
        self._helpers = helpers

    async def deal(self, incoming: Incoming) -> None:
        """Deal with it; as long as the store or Telegram is down, again and again."""
        while not self._talk.is_over:
            try:
                await self._deal(incoming)
                if not self._talk.is_over:
                    await asyncio.to_thread(self._updates.finish, incoming.number)
            except (StoreDown, NetworkError, RetryAfter) as error:
                _log.warning("an update is dealt with again: %s", type(error).__name__)
                await self._talk.pause(_AGAIN)
            else:
                return

    async def give_up(self, incoming: Incoming) -> None:
        """Nobody foresaw what happened with it: it is said so, and must not happen at every start."""
        lang = spoken(incoming.spoken)
        sorry = phrase_reply("unavailable", Status.UNAVAILABLE, lang, self._helpers.clock())
        with suppress(StoreDown):
            await self._talk.enter(incoming.conversation, incoming.client, "[?]", [told(sorry.text)])
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
                return Tell(
                    f"[{incoming.what}] {incoming.text}".strip(), [await self._talk.typing(chat, sent)]
                )
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
                reply = await self._talk.typing(chat, helpers.photos.chosen(chat, value, catalogue, lang))
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
                await self._talk.ask(incoming, chat, text, payload)
            case Tell(said, messages):
                await self._talk.enter(conversation, client, masked(said), messages)
            case Forget(messages):
                await self._talk.enter(conversation, client, "/forget", [])
                await self._channel.clear(conversation, client, messages)


def _help(incoming: Incoming) -> Incoming:
    """A mention without words asks what this is."""
    return replace(incoming, what=What.COMMAND, name="help")
