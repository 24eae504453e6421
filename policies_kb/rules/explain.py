"""Why: every condition with what was said, the nearest route first, and what would change the verdict."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from policies_kb.rules.check import Outcome, RuleTruth, Verdict, check
from policies_kb.rules.distance import Distance, distance
from policies_kb.rules.leaves import Ask, Leaf
from policies_kb.rules.relevance import decide
from policies_kb.rules.ruleset import RuleFormula, Ruleset
from policies_kb.rules.truth import Truth
from policies_kb.rules.values import Facts
from policies_kb.rules.waiting import Waiting, earliest


@dataclass(frozen=True, slots=True)
class RouteStanding:
    """A route, its truth, and how far the person is from it."""

    route: RuleTruth
    distance: Distance


@dataclass(frozen=True, slots=True)
class Change:
    """A test that fails and would have to come out otherwise.

    `until`: the day on which it does so by itself. `enough`: with another answer to it alone, and all else as it
    is, the verdict could be better.
    """

    rule: str
    leaf: Leaf
    until: dt.date | None
    enough: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything there is to say about a verdict. `conditions` are bars, requirements and then routes by nearness.

    `closed`: nobody can apply in this round any more on the day of asking.
    """

    outcome: Outcome
    conditions: tuple[RuleTruth, ...]
    routes: tuple[RouteStanding, ...]
    changes: tuple[Change, ...]
    earliest: Waiting | None
    closed: bool

    @property
    def verdict(self) -> Verdict:
        """The verdict."""
        return self.outcome.verdict


def explain(rules: Ruleset, facts: Facts, on: dt.date) -> Explanation:
    """The verdict and all its reasons. Raises MisfitError where a fact is not of its attribute's type."""
    outcome = check(rules, facts, on)
    routes = _standings(rules, outcome, facts, on)
    conditions = (*outcome.of_kind("bar"), *outcome.of_kind("requirement"), *(one.route for one in routes))
    bad = outcome.verdict is Verdict.INELIGIBLE
    return Explanation(
        outcome,
        (*conditions, *outcome.of_kind("adjustment")),
        routes,
        _changes(rules, routes, facts, on) if bad else (),
        earliest(rules, facts, on) if bad else None,
        rules.days.closed(on),
    )


def _standings(rules: Ruleset, outcome: Outcome, facts: Facts, on: dt.date) -> tuple[RouteStanding, ...]:
    truths = {one.rule.id: one for one in outcome.of_kind("route")}
    standings = [
        RouteStanding(truths[one.rule.id], distance(rules, one.formula, facts, on, wanted=True))
        for one in rules.of_kind("route")
    ]
    return tuple(sorted(standings, key=lambda one: one.distance.key))


def _changes(
    rules: Ruleset, routes: tuple[RouteStanding, ...], facts: Facts, on: dt.date
) -> tuple[Change, ...]:
    found: list[Change] = []
    for one in (*rules.of_kind("bar"), *rules.of_kind("requirement")):
        found += _lacking(rules, one, facts, on)
    if routes and decide(rules, rules.way, facts, on).truth is Truth.FALSE:
        nearest = routes[0].route.rule.id
        for one in rules.of_kind("route"):
            if one.rule.id == nearest:
                found += _lacking(rules, one, facts, on)
    return tuple(found)


def _lacking(rules: Ruleset, one: RuleFormula, facts: Facts, on: dt.date) -> list[Change]:
    gap = distance(rules, one.formula, facts, on, wanted=one.kind != "bar")
    return [
        Change(one.rule.id, lack.leaf, lack.until, _enough(rules, lack.leaf, facts, on))
        for lack in gap.lacking
    ]


def _enough(rules: Ruleset, leaf: Leaf, facts: Facts, on: dt.date) -> bool:
    """Whether the verdict could be better if only this attribute were otherwise."""
    if not isinstance(leaf, Ask):
        return False
    without = {name: value for name, value in facts.items() if name != leaf.attribute}
    return decide(rules, rules.whole, without, on).truth is not Truth.FALSE
