"""What a short message asks that hangs on the answer before it, and what it asks by itself all the same."""

from __future__ import annotations

from typing import Final

from policies_kb.answers import wanted
from policies_kb.answers.heard import Heard
from policies_kb.answers.remember import PLACES
from policies_kb.model.answer import Found
from policies_kb.search import FactIndex, Query

#: The topics of facts that tell of an office.
_OF_OFFICES: Final = frozenset({"contact", "offices", "where_to_submit"})
#: So much of its words a fact must have to be what a message names by itself.
OF_ITS_OWN: Final = 0.45


def of_the_office_told(index: FactIndex, heard: Heard) -> list[Found]:
    """«电话呢», «那地址有吗» behind an answer that named an office: what the notice says of that one."""
    told = set(heard.question.kept.get("told", "").split(PLACES))
    if not heard.aside or len(heard.fit.notices) != 1:
        return []
    notice = heard.fit.notices[0]
    sorts = tuple(wanted.wanted(heard.words))
    for hit in index.rank(Query(heard.words), [notice.id]):
        there = hit.fact.at and told.issuperset(map(str, hit.fact.at))
        of_office = not _OF_OFFICES.isdisjoint(hit.fact.topics)
        if there and of_office and hit.words > 0 and wanted.tells(hit.fact, sorts):
            return [Found(notice, (hit.fact,))]
    return []


def by_its_own_words(index: FactIndex, heard: Heard) -> list[Found]:
    """What the message's own words name («几时考»), though the question before was about something else."""
    found = []
    for notice in heard.fit.notices:
        best = next(iter(index.rank(Query(heard.words), [notice.id])), None)
        found += [Found(notice, (best.fact,))] if best and best.words >= OF_ITS_OWN else []
    return found
