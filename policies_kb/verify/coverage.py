"""Which places of a text no fact cites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policies_kb.model.fact import Fact
from policies_kb.model.notice import Notice
from policies_kb.model.place import Place
from policies_kb.verify.passages import Passages


def uncited(notice: Notice, facts: Sequence[Fact], found: Passages) -> list[Place]:
    """The places with words that neither a fact, nor a rule of eligibility, nor a reason in the file names.

    A place without parts must be cited itself; that something around it is cited is not enough. A place with parts
    is mostly a heading or an introduction: it counts as cited when it or something inside it is.
    """
    cited = _cited(notice, facts)
    explained = {place for reason in notice.uncited for place in reason.at}
    return [
        place
        for place, words in found.own.items()
        if words and place not in explained and not any(one.within(place) for one in cited)
    ]


def idle_reasons(notice: Notice, facts: Sequence[Fact], found: Passages) -> Iterator[tuple[Place, str]]:
    """(place, what is wrong) of each reason under `uncited` that names no place, or one that is cited itself."""
    cited = _cited(notice, facts)
    for reason in notice.uncited:
        for place in reason.at:
            if place not in found:
                yield place, "is no place of the text"
            elif place in cited:
                yield place, "is cited by a fact after all"


def _cited(notice: Notice, facts: Sequence[Fact]) -> set[Place]:
    """What facts and rules cite. A gap cites where something is missing, which is no fact about the place."""
    places = {place for fact in facts if fact.kind != "gap" for place in fact.at}
    if notice.eligibility is not None:
        places |= {place for rule in notice.eligibility.rules() for place in rule.at}
    return places
