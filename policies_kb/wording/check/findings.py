"""A verdict part by part, for a page that lays it out: the same words as in a reply, each on its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from policies_kb.interview import Case, Judged
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.text import Lang
from policies_kb.rules import RuleTruth, Truth
from policies_kb.wording.check.asking import case_name
from policies_kb.wording.check.conditions import said_about
from policies_kb.wording.check.phrases import PHRASES, SHORT
from policies_kb.wording.check.result import (
    document_name,
    headline,
    labels_of,
    materials_text,
    waiting_text,
    whom_to_ask,
)
from policies_kb.wording.forms import day
from policies_kb.wording.validity import validity

_RANK: Final = {Truth.FALSE: 0, Truth.UNKNOWN: 1, Truth.TRUE: 2}


@dataclass(frozen=True)
class Condition:
    """One rule: whether it is met (`true`, `false`, `unknown`), what was told about it, its place in the notice."""

    kind: str
    met: str
    text: str
    said: str
    at: str


@dataclass(frozen=True)
class Findings:
    """A verdict. What fails stands before what is open and what is met; the nearest route stands first.

    `missing` are answers, `left_to` documents that decide, `unstated` what lies on an edge that the notice leaves open.
    """

    case: Case
    name: str
    number: str
    verdict: str
    short: str
    headline: str
    conditions: tuple[Condition, ...]
    routes: tuple[Condition, ...]
    adjustments: tuple[Condition, ...]
    missing: tuple[str, ...]
    left_to: tuple[str, ...]
    unstated: str
    changes: tuple[str, ...]
    waiting: str
    materials: tuple[str, ...]
    validity: str
    whom: str


def findings(judged: Judged, knowledge: Knowledge, lang: Lang) -> Findings:
    """Everything there is to say about a verdict."""
    case = Case(judged.notice.id, judged.rules.target)
    name = case_name(case, knowledge, lang)
    why, outcome = judged.explanation, judged.explanation.outcome
    demanded = [one for one in why.conditions if one.kind in ("bar", "requirement")]
    by_id = {one.id: one for one in judged.notice.documents}
    return Findings(
        case=case,
        name=name,
        number=judged.notice.citation,
        verdict=str(why.verdict),
        short=SHORT[why.verdict].in_(lang),
        headline=headline(judged).in_(lang).format(case=name),
        conditions=tuple(_conditions(sorted(demanded, key=lambda one: _RANK[_met(one)]), judged, lang)),
        routes=tuple(_conditions((one.route for one in why.routes), judged, lang)),
        adjustments=tuple(
            _conditions(
                (one for one in outcome.of_kind("adjustment") if one.truth is Truth.TRUE), judged, lang
            )
        ),
        missing=tuple(labels_of(judged, (one,), lang) for one in outcome.missing),
        left_to=tuple(document_name(by_id[one], lang) for one in outcome.left_to if one in by_id),
        unstated=PHRASES["unstated"].in_(lang).format(what=labels_of(judged, outcome.unstated, lang))
        if outcome.unstated
        else "",
        changes=tuple(_changes(judged, lang)),
        waiting=waiting_text(judged, lang),
        materials=tuple(
            text for truth in (Truth.TRUE, Truth.UNKNOWN) if (text := materials_text(judged, truth, lang))
        ),
        validity=validity(judged.notice, (), judged.on, lang),
        whom=whom_to_ask(judged, lang) + PHRASES["disclaimer"].in_(lang),
    )


def _met(one: RuleTruth) -> Truth:
    return ~one.truth if one.kind == "bar" else one.truth


def _conditions(some: Iterable[RuleTruth], judged: Judged, lang: Lang) -> Iterator[Condition]:
    for one in some:
        yield Condition(
            one.kind,
            _met(one).name.lower(),
            one.rule.say.in_(lang),
            said_about(one, judged, lang),
            "、".join(map(str, one.rule.at)),
        )


def _changes(judged: Judged, lang: Lang) -> Iterator[str]:
    """A line a rule that stands in the way: what it demands, what can be done, from when time has met it."""
    rules = {one.rule.id: one.rule for one in judged.explanation.conditions}
    ways = {one.route.rule.id for one in judged.explanation.routes}
    for name in dict.fromkeys(one.rule for one in judged.explanation.changes):
        mine = [one for one in judged.explanation.changes if one.rule == name]
        mend = getattr(rules[name], "mend", None)
        text = (mend or rules[name].say).in_(lang).rstrip("。.")
        if name in ways:
            text = PHRASES["nearest_route"].in_(lang).format(route=text)
        until = [one.until for one in mine]
        if all(until):
            text += PHRASES["met_by_itself"].in_(lang).format(day=day(max(filter(None, until))).in_(lang))
        yield text + (PHRASES["alone_enough"].in_(lang) if len(mine) == 1 and mine[0].enough else "")
