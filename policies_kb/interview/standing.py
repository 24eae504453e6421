"""What the rules make of what a person told before anything was asked: the few conditions that it touches.

Somebody who says what they have and asks whether that is enough wants the figure it is measured by, at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from policies_kb.interview.state import Case
from policies_kb.rules import Ask, Facts, Finding, Ruleset, RuleTruth, Since, Truth, Unsure, check

#: So many conditions are told before the first question, of so many notices at most.
_TOLD: Final = 2
_NOTICES: Final = 2
#: Every notice is for some place; that one works there says nothing of the other conditions.
_PLACE: Final = "region"
#: What is told first: what excludes, then a way to qualify, then what hangs on one more answer, then what is met.
_FAILS, _WAY, _HANGS, _MET = range(4)


@dataclass(frozen=True)
class Touched:
    """A condition of `case` and whether it is met; `met` is never true of a bar that excludes.

    `dated`: it counts time from a day that was told, so that the day up to which time counts matters.
    """

    case: Case
    rule: RuleTruth
    met: Truth
    dated: bool


def standing(rulesets: Sequence[tuple[Case, Ruleset]], facts: Facts, on: dt.date) -> tuple[Touched, ...]:
    """The conditions that say most of what was told; none where too many notices are in view."""
    if len({case.notice for case, _ in rulesets}) > _NOTICES:
        return ()
    ranked = [pair for case, rules in rulesets for pair in _ranked(case, rules, facts, on)]
    best = min((rank for rank, _ in ranked), default=0)
    # A condition that is met is told only where nothing else is: it is what was asked about then.
    telling = [pair for pair in ranked if pair[0] < _MET or best == _MET]
    return _chosen([one for _, one in sorted(telling, key=lambda pair: pair[0])])


def _ranked(case: Case, rules: Ruleset, facts: Facts, on: dt.date) -> Iterator[tuple[int, Touched]]:
    outcome = check(rules, facts, on)
    for one in outcome.trace:
        told = [finding for finding in one.findings if _is_told(finding)]
        rank = _rank(rules, one, told) if told else None
        if rank is not None:
            met = ~one.truth if one.kind == "bar" else one.truth
            yield rank, Touched(case, one, met, any(isinstance(finding.said, Since) for finding in told))


def _is_told(finding: Finding) -> bool:
    told = finding.said is not None and not isinstance(finding.said, Unsure)
    return told and isinstance(finding.leaf, Ask) and finding.leaf.attribute != _PLACE


def _rank(rules: Ruleset, one: RuleTruth, told: Sequence[Finding]) -> int | None:
    """How soon a condition is told; None where what was told says nothing of it."""
    fits = any(finding.truth is Truth.TRUE for finding in told)
    match one.kind:
        case "route":
            return _WAY if fits and not _is_another(rules, told) else None
        case "adjustment":
            return _WAY if one.truth is Truth.TRUE else None
        case "bar" if one.truth is Truth.TRUE:
            return _FAILS
        case "bar":
            return _HANGS if fits and one.truth is Truth.UNKNOWN else None
        case _ if one.truth is Truth.UNKNOWN:
            return _HANGS if _hangs_on_news(rules, one) else None
        case _:
            return _MET if one.truth is Truth.TRUE else _FAILS


def _is_another(rules: Ruleset, told: Iterable[Finding]) -> bool:
    """Whether a route is for people of another kind; one for which time or points lack is still theirs."""
    return any(
        finding.truth is Truth.FALSE
        and isinstance(finding.leaf, Ask)
        and rules.attribute(finding.leaf.attribute).type not in ("duration", "date", "number")
        for finding in told
    )


def _hangs_on_news(rules: Ruleset, one: RuleTruth) -> bool:
    """Whether a condition hangs on what was told inexactly, or on what is not the same for nearly everybody."""
    return any(
        finding.truth is Truth.UNKNOWN
        and isinstance(finding.leaf, Ask)
        and (_is_told(finding) or rules.attribute(finding.leaf.attribute).usual is None)
        for finding in one.findings
    )


def _chosen(touched: Sequence[Touched]) -> tuple[Touched, ...]:
    """The first, and then rather one of another kind, or of another title, than two that say the same."""
    kept: list[Touched] = []
    for one in touched:
        if not any(_alike(one, other) for other in kept):
            kept.append(one)
    return tuple(kept[:_TOLD])


def _alike(one: Touched, other: Touched) -> bool:
    if (one.case.notice, one.rule.rule.id) == (other.case.notice, other.rule.rule.id):
        return True
    if one.rule.kind != "route" or other.rule.kind != "route" or one.case != other.case:
        return False
    return _fitting(one) == _fitting(other)


def _fitting(one: Touched) -> frozenset[str]:
    """Which of the things told a condition is met by."""
    return frozenset(
        finding.leaf.attribute
        for finding in one.rule.findings
        if isinstance(finding.leaf, Ask) and finding.truth is Truth.TRUE and _is_told(finding)
    )
