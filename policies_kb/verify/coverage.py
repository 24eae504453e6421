"""Which numbered places of a text no fact cites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policies_kb.model.fact import Fact
from policies_kb.model.notice import Notice
from policies_kb.model.place import Place
from policies_kb.verify.passages import Passages


def uncited(notice: Notice, facts: Sequence[Fact], found: Passages) -> list[Place]:
    """The places with words of their own that neither a fact nor a reason in the file names.

    A place without parts must be cited itself. A place with parts is a heading: it counts as cited
    when something inside it is.
    """
    cited = set(_cited(notice, facts))
    explained = {place for reason in notice.uncited for place in reason.at}
    return [
        place
        for place, words in found.own.items()
        if words and not any(one.within(place) for one in cited) and place not in explained
    ]


def idle_reasons(notice: Notice, facts: Sequence[Fact], found: Passages) -> Iterator[tuple[Place, str]]:
    """(place, what is wrong) of each reason under `uncited` that is not needed or names no place."""
    cited = set(_cited(notice, facts))
    for reason in notice.uncited:
        for place in reason.at:
            if place not in found:
                yield place, "is no place of the text"
            elif place in cited:
                yield place, "is cited by a fact"


def _cited(notice: Notice, facts: Sequence[Fact]) -> Iterator[Place]:
    yield from (place for fact in facts for place in fact.at)
    if notice.eligibility is not None:
        yield from (place for rule in notice.eligibility.rules() for place in rule.at)
