"""Facts of the notices in what staff reply: found as one types, said with their citation."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from policies_kb.catalogue import Catalogue
from policies_kb.model.answer import Answer, Found
from policies_kb.model.fact import Fact
from policies_kb.model.status import Status
from policies_kb.model.text import Lang
from policies_kb.wording.reply import Reply

#: Facts that are shown for what was typed, and that one reply may quote.
_FOUND: Final = 8
MOST: Final = 4
_TYPED_MOST: Final = 200
_CITED: Final = "——"


@dataclass(frozen=True)
class Quotable:
    """A fact that a reply can quote: its name, the sentence with citation to put into the reply, its notice."""

    fact: str
    text: str
    notice: str


async def found_in(catalogue: Catalogue | None, typed: str, lang: Lang, on: dt.date) -> list[Quotable]:
    """The facts that fit what was typed, the best first, in the visitor's language."""
    if catalogue is None or not typed.strip():
        return []
    return await asyncio.to_thread(_found, catalogue, typed[:_TYPED_MOST], lang, on)


def _found(catalogue: Catalogue, typed: str, lang: Lang, on: dt.date) -> list[Quotable]:
    results = catalogue.lookup(typed, on, most=_FOUND).results
    return [
        Quotable(one.fact.id, _reply(catalogue, [one.fact], lang, on).text, one.notice.short.in_(lang))
        for one in results
    ]


def quoted(catalogue: Catalogue, names: Sequence[str], lang: Lang, on: dt.date) -> Reply | None:
    """What the assistant would say of these facts; None where none of them is held."""
    facts = [fact for name in dict.fromkeys(names[:MOST]) if (fact := catalogue.fact(name))]
    return _reply(catalogue, facts, lang, on) if facts else None


def with_citations(text: str, reply: Reply) -> str:
    """What a person wrote, with each citation of the facts in it that they left out."""
    cited = [line for line in reply.text.splitlines() if line.startswith(_CITED) and line not in text]
    return "\n".join([text, *cited])


def _reply(catalogue: Catalogue, facts: Sequence[Fact], lang: Lang, on: dt.date) -> Reply:
    notices = {notice.id: notice for notice in catalogue.notices}
    by_notice: dict[str, tuple[Fact, ...]] = {}
    for fact in facts:
        by_notice[fact.notice] = (*by_notice.get(fact.notice, ()), fact)
    found = tuple(Found(notices[name], mine) for name, mine in by_notice.items())
    status = Status.ANSWERED if len(found) == 1 else Status.ANSWERED_FOR_SEVERAL
    return replace(catalogue.reply(Answer(status, on, lang, found=found)), buttons=())
