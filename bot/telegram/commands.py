"""The commands: what each one leads to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from bot.clock import Clock
from bot.store import Chat
from bot.telegram.incoming import Incoming
from bot.telegram.opinions import Opinions
from bot.telegram.phrases import LANGUAGES, MENU, menu, say, spoken
from bot.telegram.reminding import Reminding
from bot.telegram.steps import OWN, Ask, Forget, Step, Tell, message_of, told
from policies_kb.catalogue import Catalogue
from policies_kb.model.text import Lang

_EXAMPLES: Final = 3


@dataclass(frozen=True)
class Asked:
    """A command with all that it takes to deal with it. `lang` is the language to reply in."""

    incoming: Incoming
    chat: Chat
    catalogue: Catalogue
    lang: Lang

    @property
    def said(self) -> str:
        """The command as the conversation keeps it."""
        return f"/{self.incoming.name} {self.incoming.text}".strip()

    def tell(self, text: str, *buttons: tuple[str, str]) -> Tell:
        """Reply with one message."""
        return Tell(self.said, [told(text, buttons)])


class Commands:
    """Deals with commands, by name."""

    def __init__(
        self, clock: Clock, name: Callable[[], str], days: float, reminding: Reminding, opinions: Opinions
    ) -> None:
        self._clock = clock
        self._name = name
        self._days = days
        self._reminding = reminding
        self._opinions = opinions
        self._by_name: dict[str, Callable[[Asked], Awaitable[Step]]] = {
            "start": self._start,
            "ask": self._ask,
            "check": self._check,
            "deadlines": self._deadlines,
            "remind": self._remind,
            "notices": self._notices,
            "language": self._language,
            "feedback": self._feedback,
            "forget": self._forget,
            "help": self._help,
        }
        assert set(self._by_name) == {"start", *MENU}

    async def step(self, asked: Asked) -> Step:
        """What a command leads to. Raises StoreDown."""
        found = self._by_name.get(asked.incoming.name)
        return await found(asked) if found else asked.tell(say("unknown", asked.lang))

    async def _start(self, asked: Asked) -> Step:
        if asked.incoming.text == "check":  # the link that groups are given
            return await self._check(asked)
        return asked.tell(say("welcome", asked.lang), *_examples(asked))

    async def _ask(self, asked: Asked) -> Step:
        if asked.incoming.text:
            return Ask(asked.incoming.text)
        return asked.tell(say("ask", asked.lang), *_examples(asked))

    async def _check(self, asked: Asked) -> Step:
        if asked.incoming.in_group:
            link = f"https://t.me/{self._name()}?start=check"
            return asked.tell(say("check_in_private", asked.lang, link=link))
        behind = asked.incoming.text if asked.incoming.name == "check" else ""
        return Ask(f"{say('check', asked.lang)} {behind}".strip())

    async def _deadlines(self, asked: Asked) -> Step:
        return Tell(asked.said, [message_of(asked.catalogue.deadlines_reply(asked.lang, self._clock()))])

    async def _notices(self, asked: Asked) -> Step:
        return Tell(asked.said, [message_of(asked.catalogue.held(asked.lang, self._clock()))])

    async def _remind(self, asked: Asked) -> Step:
        return Tell(asked.said, [await self._reminding.menu(asked.chat, asked.catalogue, asked.lang)])

    async def _language(self, asked: Asked) -> Step:
        buttons = [(say("language_auto", asked.lang), f"{OWN}lang:auto")]
        buttons += [(say(f"language_{lang}", asked.lang), f"{OWN}lang:{lang}") for lang in LANGUAGES]
        return asked.tell(say("language", asked.lang), *buttons)

    async def _feedback(self, asked: Asked) -> Step:
        return Tell(asked.said, [await self._opinions.asked(asked.incoming, asked.lang)])

    async def _forget(self, asked: Asked) -> Step:
        return Forget([told(say("forgotten", asked.lang))])

    async def _help(self, asked: Asked) -> Step:
        listed = "\n".join(f"/{name} {menu(name, asked.lang)}" for name in MENU)
        return asked.tell(say("help", asked.lang, commands=listed, days=f"{self._days:g}"))


def language_for(incoming: Incoming, chat: Chat) -> Lang:
    """The language of what the channel itself says: the one wished, else that of the person's app."""
    return chat.lang if chat.lang in LANGUAGES else spoken(incoming.spoken)


def _examples(asked: Asked) -> list[tuple[str, str]]:
    """Questions that the knowledge base can answer, as buttons: what people ask most, of the newest notices."""
    notices = sorted(asked.catalogue.notices, key=lambda notice: -notice.year)
    topics = [topic for topic in asked.catalogue.knowledge.topics if topic.leading]
    questions = [
        f"{notice.short.in_(asked.lang)} {topic.name.in_(asked.lang)}"
        for notice, topic in zip(notices, topics, strict=False)
    ]
    return [(question, f"{OWN}say:{question}") for question in questions[:_EXAMPLES]]
