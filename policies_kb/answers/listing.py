"""What is held, and whom to call: replies that list instead of answering a question."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

from policies_kb.answers.deadlines import READABLE
from policies_kb.model.fact import Fact
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.notice import Notice
from policies_kb.model.text import Lang
from policies_kb.search import ALL, Facts
from policies_kb.wording.directory import notices_reply, offices_reply
from policies_kb.wording.reply import Reply

#: So many offices are told of the notice that somebody asks about; of all notices the first of each.
_OFFICES: Final = 5


def newest_first(notices: Iterable[Notice]) -> list[Notice]:
    """By year, the newest first."""
    return sorted(notices, key=lambda one: (-one.year, one.id))


class Listing:
    """Lists the notices and their offices; of many notices the newest."""

    def __init__(self, knowledge: Knowledge, facts: Facts) -> None:
        self._knowledge = knowledge
        self._facts = facts

    def notices(self, lang: Lang, on: dt.date) -> Reply:
        """The notices that are held, as buttons."""
        return notices_reply(self._readable, self._knowledge.topics, lang, on)

    def offices(self, notice: str | None, lang: Lang, on: dt.date) -> Reply:
        """Whom to call: the offices of one notice, or the first of each."""
        held = self._knowledge.notice(notice) if notice is not None else None
        asked = self._readable if notice is None else [held] if held else []
        found = [(one, fact) for one in asked for fact in self._offices(one)[: _OFFICES if notice else 1]]
        return offices_reply(found, lang, on)

    def _offices(self, notice: Notice) -> list[Fact]:
        return [fact for fact in self._facts.of(notice.id) if fact.topics[:1] == ("contact",)]

    @cached_property
    def _readable(self) -> Sequence[Notice]:
        """All notices, or of many as many of the newest as one reply can tell."""
        held = self._knowledge.notices
        return held if len(held) <= ALL else newest_first(held)[:READABLE]
