"""One message of a person in, the assistant's replies out, whatever is down."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final
from weakref import WeakValueDictionary

from bot.clock import Clock
from bot.knowledge import Knowledge
from bot.markup import without_markup
from bot.masking import masked
from bot.offered import Offering
from bot.rasa import Message, Rasa, RasaDown, Turn
from bot.telemetry.stages import UNTIMED, Stage, Stages
from policies_kb.catalogue import Catalogue, is_foreign, language_of
from policies_kb.model.status import Status
from policies_kb.model.text import Lang
from policies_kb.wording.reply import Reply, phrase_reply, say

_log = logging.getLogger(__name__)

#: What Rasa would take for a command: an intent's name behind a slash.
_LETTERS: Final = re.compile(r"[A-Za-z]{2}")
_COMMAND: Final = re.compile(r"/\s*[A-Za-z_+][\w+]*\s*(\{.*)?$", re.DOTALL | re.ASCII)
#: Halves of characters, which JSON can name and nothing can write: they say nothing.
_HALVES: Final = re.compile(r"[\ud800-\udfff]")
#: A sentence whose language its script does not tell.
_PINYIN: Final = "ni hao qing wen zen me shen bao"


class Dialogue:
    """The assistant as every channel talks to it."""

    def __init__(
        self,
        rasa: Rasa,
        knowledge: Knowledge,
        offered: Offering,
        clock: Clock,
        most: int,
        stages: Stages = UNTIMED,
    ) -> None:
        self._rasa = rasa
        self._knowledge = knowledge
        self._offered = offered
        self._clock = clock
        self._most = most
        self._stages = stages
        self._waiting = 0
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def say(
        self, sender: str, text: str, lang: Lang | None = None, turn: Turn | None = None
    ) -> list[Message]:
        """The replies to one message, in `lang` where one is wished, else in the language of the message.

        Messages of one sender are answered one after the other. What cannot be a question (empty, too long, no letter
        or digit, a command) is told so and goes no further.
        """
        async with self._turn_of(sender):
            text = await self._in_characters(_HALVES.sub("", text))
            refused = await self._refused(sender, text, lang)
            if refused is not None:
                return [message(sender, refused)]
            replies = await self._replies(sender, await self._admitted(sender, text), lang, turn)
            await self._offered.note(sender, replies)
            return replies

    @property
    def waiting(self) -> int:
        """How many messages wait for those before them."""
        return self._waiting

    @asynccontextmanager
    async def _turn_of(self, sender: str) -> AsyncIterator[None]:
        lock = self._locks.setdefault(sender, asyncio.Lock())
        self._waiting += 1
        try:
            with self._stages.of(Stage.WAITING):
                await lock.acquire()
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            lock.release()

    async def _in_characters(self, text: str) -> str:
        """The message with its pinyin written in characters; only then can anybody tell its language."""
        if len(text) > self._most or _COMMAND.match(text.strip()) or not _LETTERS.search(text):
            return text
        catalogue = await self._knowledge.catalogue()
        return await asyncio.to_thread(catalogue.in_characters, text) if catalogue else text

    async def _refused(self, sender: str, text: str, wished: Lang | None) -> Reply | None:
        lang = wished or language_of(text[: self._most])
        if len(text) > self._most:
            return phrase_reply("too_long", Status.REFUSED, lang, self._clock(), most=self._most)
        if not text.strip():
            return phrase_reply("empty", Status.REFUSED, lang, self._clock())
        if not any(character.isalnum() for character in text):
            return phrase_reply("unclear", Status.CLARIFY_TOPIC, lang, self._clock())
        if _COMMAND.match(text.strip()):  # before its language is judged: a button's payload has none
            is_offered = await self._offered.allows(sender, text.strip())
            return None if is_offered else phrase_reply("command", Status.REFUSED, lang, self._clock())
        if is_foreign(without_markup(text)):
            return phrase_reply("foreign", Status.REFUSED, "en", self._clock())
        return None

    async def _admitted(self, sender: str, text: str) -> str:
        """The message as it is passed on: no numbers of persons, no markup, payloads only where they were offered."""
        printable = (character for character in text if character.isprintable() or character.isspace())
        plain = masked("".join(printable)).strip()
        if plain.startswith("/") and not await self._offered.allows(sender, plain):
            plain = plain.lstrip("/ ")
        return without_markup(plain)

    async def _replies(self, sender: str, text: str, wished: Lang | None, turn: Turn | None) -> list[Message]:
        try:
            return await self._rasa.say(sender, text, wished, turn)
        except RasaDown as error:
            _log.warning("dialogue down: %s", error)
        catalogue = await self._knowledge.catalogue()
        lang = wished or language_of(text)
        if catalogue is None:
            return [message(sender, phrase_reply("unavailable", Status.UNAVAILABLE, lang, self._clock()))]
        return [message(sender, self._plain(catalogue, text, lang))]

    def _plain(self, catalogue: Catalogue, text: str, lang: Lang) -> Reply:
        """A cited result of the catalogue's own search, said to be just that."""
        reply = catalogue.plain_search(text, self._clock(), lang)
        return Reply(f"{say('plain_search', lang)}\n{reply.text}", reply.buttons, reply.custom)


def message(sender: str, reply: Reply) -> Message:
    """A reply in the form of Rasa's REST channel."""
    buttons = [{"title": button.title, "payload": button.payload} for button in reply.buttons]
    whole: dict[str, Any] = {"recipient_id": sender, "text": reply.text}
    return {**whole, **({"buttons": buttons} if buttons else {}), "custom": reply.custom}


def read_ahead(catalogue: Catalogue | None) -> None:
    """Read the tables that a message in Latin letters needs: the first one would wait two seconds for them."""
    is_foreign(_PINYIN)
    if catalogue is not None:
        catalogue.in_characters(_PINYIN)
