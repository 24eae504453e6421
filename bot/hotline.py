"""What a visitor who asks for a person is told of the staff behind the assistant."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from bot.attended import moment, say
from bot.clock import Moments
from bot.hours import Hours
from bot.store import status_of
from policies_kb.model.status import Status
from policies_kb.model.text import Lang
from policies_kb.wording.reply import say as kb_say


class Hotline:
    """The staff, as far as visitors are concerned."""

    def __init__(self, hours: Hours, now: Moments, has_agents: Callable[[], bool]) -> None:
        self._hours = hours
        self._now = now
        self._has_agents = has_agents

    async def told(self, messages: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The reply to who asks for a person, with a word of when one comes. Raises StoreDown.

        Where no account could take the conversation over, the reply stays as it is. The offices always do.
        """
        plain = [dict(one) for one in messages]
        if not asks_for_person(messages) or not await asyncio.to_thread(self._has_agents):
            return plain
        return [self._with_word(one) if asks_for_person([one]) else one for one in plain]

    def _with_word(self, message: dict[str, Any]) -> dict[str, Any]:
        lang = cast(Lang, message["custom"]["answer"].get("lang") or "zh")
        opens = self._hours.opens(self._now())
        word = say("closed", lang, when=moment(opens, lang)) if opens else say("told", lang)
        # «I have no staff» would not be true here.
        offices = str(message.get("text", "")).replace(kb_say("handoff", lang), say("offices", lang), 1)
        return {**message, "text": f"{word}\n\n{offices}"}


def asks_for_person(messages: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a reply is to somebody who asked for a person."""
    return status_of(messages) == Status.HANDOFF
