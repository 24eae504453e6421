"""Which of the facts found are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from policies_kb.model.answer import Found
from policies_kb.model.entries import Contact
from policies_kb.model.fact import Fact
from policies_kb.search.index import Hit
from policies_kb.terms.grams import grams
from policies_kb.terms.recogniser import Term, mask

__all__ = ["Hit", "as_good", "chosen", "good_enough", "grams_of", "is_gap", "without_gaps", "words_of"]

#: Below this a fact has too little to do with the question to be shown.
_ENOUGH: Final = 0.20
_ENOUGH_WORDS: Final = 0.12
_ENOUGH_MEANING: Final = 0.2
#: A classifier so sure of the topic makes up for words that the fact does not share.
_SURE_TOPIC: Final = 0.5
#: A notice answers beside the best one when its best fact is nearly as good.
_AS_GOOD: Final = 0.72
_AS_GOOD_ALIKE: Final = 0.5
#: Facts so near to the best one belong to the same answer.
_TOGETHER: Final = 0.85
_MOST: Final = 4
#: So many characters are told in all where one fact does not take more by itself.
_SPACE: Final = 220
_WHOLE: Final = frozenset({"listing", "routes"})
#: From so many single ways on, the statement of all of them is told instead.
_MANY_ROUTES: Final = 3


def words_of(plain: str, terms: Iterable[Term], scope_facets: Mapping[str, str]) -> str:
    """The words of a question without the names that only say which notice is meant."""
    return mask(plain, terms, scope_facets)


def grams_of(words: str) -> Iterator[str]:
    """What is left to look for in `words`; nothing where they hold only filler."""
    return grams(words)


def good_enough(hit: Hit) -> bool:
    """Whether a fact fits well enough to be told."""
    return hit.score >= _ENOUGH and (
        hit.words >= _ENOUGH_WORDS
        or hit.meaning >= _ENOUGH_MEANING
        or hit.topic >= _SURE_TOPIC
        or hit.narrowed > 0
    )


def as_good(score: float, best: float, *, alike: bool) -> bool:
    """Whether a second notice's answer stands beside the best one's; `alike`: it is on the same topic."""
    return score >= (_AS_GOOD_ALIKE if alike else _AS_GOOD) * best


def stated_first(hits: Sequence[Hit]) -> list[Hit]:
    """Among several notices: what one states on a topic before what it does not, where both fit nearly alike."""
    best = hits[0]
    alike = (
        hit
        for hit in hits
        if hit.fact.kind != "gap"
        and hit.fact.topics[:1] == best.fact.topics[:1]
        and hit.score >= _TOGETHER * best.score
    )
    stated = next(alike, None) if best.fact.kind == "gap" else None
    return [stated, *(hit for hit in hits if hit is not stated)] if stated else list(hits)


def chosen(hits: Sequence[Hit]) -> tuple[Fact, ...]:
    """The best fact, with those of its main topic that fit nearly as well, in the order of the notice."""
    best = hits[0]
    together = [
        hit.fact
        for hit in hits
        if hit.score >= _TOGETHER * best.score
        and hit.fact.topics[:1] == best.fact.topics[:1]
        and (hit.fact.kind == "gap") == (best.fact.kind == "gap")
        and (_for_all(hit.fact) or not _for_all(best.fact))
    ]
    return within(tuple(_one_an_entry(_routes_once(together, hits)))[:_MOST])


def within(facts: Sequence[Fact], most: int = _SPACE) -> tuple[Fact, ...]:
    """The first fact, and of those behind it as many as fit into `most` characters: nobody reads on for ever.

    Lists, and all ways to a title, are told whole where they fit the question; they take no room from the others.
    """
    told: list[Fact] = []
    room = most
    for fact in facts:
        size = 0 if fact.kind in _WHOLE else len(fact.text.zh)
        if not told or size <= room:
            told.append(fact)
            room -= size
    return tuple(told)


def _routes_once(facts: Sequence[Fact], hits: Sequence[Hit]) -> list[Fact]:
    """The ways to a title singly, or all of them in one statement, never both.

    Many single ways that fit alike (no education was named) are told as the one statement that has them all.
    """
    single = [fact for fact in facts if fact.kind == "route"]
    if not single:
        return list(facts)
    titles = {title for fact in single for title in fact.facets.get("title", ())}
    sums = [
        hit.fact
        for hit in hits
        if hit.fact.kind == "routes" and not titles.isdisjoint(hit.fact.facets.get("title", ()))
    ]
    others = [fact for fact in facts if fact.kind not in ("route", "routes")]
    if len(single) >= _MANY_ROUTES and sums:
        return [*sums[: len(titles)], *others]
    return (
        [fact for fact in facts if fact.kind != "routes"]
        if facts[0].kind == "route"
        else [fact for fact in facts if fact.kind != "route"]
    )


def _for_all(fact: Fact) -> bool:
    """False for a contact that is only for some purpose: it does not stand beside the general one."""
    return not isinstance(fact.entry, Contact) or fact.entry.general


def is_gap(found: Found) -> bool:
    """Whether all that a notice says is that it does not say."""
    unstated = (found.lead or "").startswith("unstated_")
    return not found.facts or unstated or found.facts[0].kind == "gap"


def agree(found: Sequence[Found]) -> bool:
    """Whether all notices say the same: the same value, or the same sentence."""
    if any(len(one.facts) != 1 or one.lead for one in found):
        return False
    facts = [one.facts[0] for one in found]
    values = {fact.value for fact in facts}
    return (len(values) == 1 and None not in values) or len({fact.text.zh for fact in facts}) == 1


def without_gaps(found: Sequence[Found]) -> list[Found]:
    """Where one notice states something, that others do not is left out."""
    stating = [one for one in found if not is_gap(one)]
    return stating or list(found)


def _one_an_entry(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Of the statements that one entry gives (a list and its groups) only the best."""
    told: list[object] = []
    for fact in facts:
        if fact.entry is None or fact.entry not in told:
            told.append(fact.entry)
            yield fact
