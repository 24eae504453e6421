"""Tells people that something they were told is amended, if they wish so: once for each publication."""

from __future__ import annotations

import asyncio
import logging
from typing import Final, cast

from bot.clock import Clock
from bot.hub import Hub
from bot.knowledge import Knowledge
from bot.store import Amendments, Chats, Informed
from bot.telegram.steps import message_of
from policies_kb.catalogue import Catalogue
from policies_kb.errors import StoreDown
from policies_kb.model.text import Lang

_log = logging.getLogger(__name__)
_DEFAULT: Final[Lang] = "zh"


class Amending:
    """Compares what stands in conversations with what is in force."""

    def __init__(
        self, amendments: Amendments, chats: Chats, knowledge: Knowledge, hub: Hub, clock: Clock
    ) -> None:
        self._amendments = amendments
        self._chats = chats
        self._knowledge = knowledge
        self._hub = hub
        self._clock = clock

    async def tell_what_is_new(self) -> None:
        """Put the news into the conversations of those who do not know them. Raises bot.store.StoreDown."""
        catalogue = await self._knowledge.catalogue()
        if catalogue is None or catalogue.publication is None:
            return
        number = catalogue.publication.number
        changed: dict[int, frozenset[str]] = {}
        for one in await asyncio.to_thread(self._amendments.behind, number):
            if one.since not in changed:
                try:
                    changed[one.since] = await self._changed(one.since, catalogue)
                except StoreDown as error:
                    _log.warning("what was amended cannot be found out: %s", error)
                    return
            await self._tell(one, one.facts & changed[one.since], catalogue, number)

    async def _changed(self, since: int, catalogue: Catalogue) -> frozenset[str]:
        """What says something else than in publication `since`; nothing where that is no longer held."""
        before = await self._knowledge.earlier(since)
        return catalogue.changed_facts(before) if before else frozenset()

    async def _tell(
        self, informed: Informed, facts: frozenset[str], catalogue: Catalogue, number: int
    ) -> None:
        messages = []
        if facts:
            chat = await asyncio.to_thread(self._chats.chat, informed.conversation)
            lang = cast(Lang, (chat.lang if chat else None) or informed.lang or _DEFAULT)
            messages = [message_of(catalogue.amended_reply(facts, lang, self._clock()))]
        told = await asyncio.to_thread(self._amendments.tell, informed, number, messages)
        if told and messages:
            self._hub.wake(informed.conversation)
