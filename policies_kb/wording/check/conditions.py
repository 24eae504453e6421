"""The conditions of a verdict: which are told, each with its place and what the person said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from policies_kb.interview import Judged
from policies_kb.model.text import Lang
from policies_kb.rules import Ask, Finding, Lasting, RuleTruth, Since, Truth, Unsure
from policies_kb.wording.check.phrases import MARKS, PHRASES
from policies_kb.wording.check.values import told

#: So many routes that are not met are told; the others are only named by their places.
_ROUTES: Final = 3


def shown(judged: Judged) -> Iterator[tuple[RuleTruth, Truth]]:
    """The conditions that are told, each with whether it is met; what fails first, then what is open.

    Of the routes those that are met, or else the nearest.
    """
    conditions = [
        (one, ~one.truth if one.kind == "bar" else one.truth)
        for one in (*_of_kind(judged, "bar"), *_of_kind(judged, "requirement"), *_routes(judged))
    ]
    rank = {Truth.FALSE: 0, Truth.UNKNOWN: 1, Truth.TRUE: 2}
    yield from sorted(conditions, key=lambda pair: rank[pair[1]])
    yield from ((one, one.truth) for one in _of_kind(judged, "adjustment") if one.truth is Truth.TRUE)


def _of_kind(judged: Judged, kind: str) -> list[RuleTruth]:
    return [one for one in judged.explanation.conditions if one.kind == kind]


def _routes(judged: Judged) -> list[RuleTruth]:
    routes = [one.route for one in judged.explanation.routes]
    met = [one for one in routes if one.truth is Truth.TRUE]
    open_ = [one for one in routes if one.truth is Truth.UNKNOWN]
    return met or (open_ or routes)[:_ROUTES]


def conditions(judged: Judged, lang: Lang) -> Iterator[str]:
    """A line a condition; the bars that do not concern the person in one."""
    clear: list[str] = []
    for one, met in shown(judged):
        places = "、".join(map(str, one.rule.at))
        if one.kind == "bar" and met is Truth.TRUE and not _happened(one, judged):
            clear.append(places)
            continue
        said = said_about(one, judged, lang) if met is not Truth.TRUE or one.kind == "bar" else ""
        line = f"{MARKS[met]} {one.rule.say.in_(lang)}（{places}）"
        yield line + (PHRASES["you_said"].in_(lang).format(said=said) if said else "")
    if clear:
        yield f"{MARKS[Truth.TRUE]} {PHRASES['not_barred'].in_(lang)}（{'、'.join(clear)}）"


def _happened(one: RuleTruth, judged: Judged) -> bool:
    """Whether the person told of what a bar is about, though it does not exclude them (any more)."""
    told_of = [judged.facts.get(leaf.attribute) for leaf in _asks(one.findings)]
    return any(isinstance(value, Since | Lasting) for value in told_of)


def said_about(one: RuleTruth, judged: Judged, lang: Lang) -> str:
    """What the person told about a rule, each attribute once."""
    names = dict.fromkeys(leaf.attribute for leaf in _asks(one.findings))
    facts = {
        name: judged.facts[name]
        for name in names
        if name in judged.facts and not isinstance(judged.facts[name], Unsure)
    }
    return told(judged.rules.attributes, facts, lang)


def _asks(findings: Iterable[Finding]) -> Iterator[Ask]:
    yield from (one.leaf for one in findings if isinstance(one.leaf, Ask))


def other_routes(judged: Judged, lang: Lang) -> str:
    """The places of the routes that are not told; empty where one is met, or may be."""
    told_already = {one.rule.id for one, _ in shown(judged)}
    left = [
        one.route
        for one in judged.explanation.routes
        if one.route.rule.id not in told_already and one.route.truth is Truth.FALSE
    ]
    if not left or any(one.route.truth is not Truth.FALSE for one in judged.explanation.routes):
        return ""
    places = "、".join(dict.fromkeys(str(place) for one in left for place in one.rule.at))
    return PHRASES["more_routes"].in_(lang).format(routes=places)
