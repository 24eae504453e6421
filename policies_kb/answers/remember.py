"""What a conversation keeps of a turn: the scope, the one notice in view, what was asked, where what was told stands,
and the question before."""

from __future__ import annotations

import json
from typing import Final

from policies_kb.answers.heard import Heard
from policies_kb.answers.scope import Scope
from policies_kb.answers.turns import Kind
from policies_kb.model.answer import Answer
from policies_kb.model.regions import Regions
from policies_kb.model.status import Status

#: The field that holds the turn before as one line of JSON, for «上一个问题».
_BEFORE: Final = "before"
#: Between the places of the facts told; of more places than these none is the one meant by «电话呢».
PLACES: Final = "|"
_FEW_PLACES: Final = 3


def kept_of(heard: Heard, answer: Answer, regions: Regions) -> dict[str, str]:
    """What replaces what was kept."""
    if answer.status is Status.NO_SUCH_NOTICE and heard.earlier.notice:
        return dict(heard.question.kept)
    used = heard.now.filled_from(heard.earlier if heard.fit.notices else Scope())
    fit = heard.fit.notices if len(heard.fit.notices) == 1 else ()
    told = [one.notice for one in answer.found] or [*fit]
    kept = used.without("notice").kept()
    if len({notice.id for notice in told}) == 1:
        kept["notice"] = told[0].id
        if not any(regions.touch(told[0].region, place) for place in used.region):
            kept.pop("region", None)  # where something was done («社保交在安徽»), not where the review is
    if answer.topic:
        kept["topic"] = answer.topic
    if heard.asked:
        kept["asked"] = heard.asked
    if told_at := _places(answer):
        kept["told"] = told_at
    before = _before(heard)
    return kept | ({_BEFORE: before} if before else {})


def _places(answer: Answer) -> str:
    """Where in the one notice that answered the facts told stand; empty where they stand in many places."""
    facts = answer.found[0].facts if len(answer.found) == 1 else ()
    places = tuple(dict.fromkeys(str(place) for fact in facts for place in fact.at))
    return PLACES.join(places) if len(places) <= _FEW_PLACES else ""


def _before(heard: Heard) -> str:
    """The turn before this one; for a turn that only repeats, what was before that."""
    kept = dict(heard.kept)
    older = kept.pop(_BEFORE, "")
    if heard.kind is Kind.AGAIN:
        return older
    return json.dumps(kept, ensure_ascii=False) if kept.get("asked") else older
