"""Many notices at once for one person: Kleene first, exactly where that leaves a doubt that could be resolved."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from policies_kb.rules.check import Verdict, verdict
from policies_kb.rules.distance import Distance, distance
from policies_kb.rules.questions import Question, open_questions, worded
from policies_kb.rules.ruleset import Ruleset
from policies_kb.rules.values import Facts

_ORDER = {Verdict.ELIGIBLE: 0, Verdict.UNDETERMINED: 1, Verdict.INELIGIBLE: 2}


@dataclass(frozen=True, slots=True)
class Screened:
    """One notice and title, the verdict, and how far the person is from it."""

    rules: Ruleset
    verdict: Verdict
    distance: Distance


def verdicts(many: Iterable[Ruleset], facts: Facts, on: dt.date) -> list[Verdict]:
    """The verdict of each, in the given order; time and memory grow with their number only."""
    return [verdict(rules, facts, on) for rules in many]


def screen(many: Sequence[Ruleset], facts: Facts, on: dt.date) -> tuple[Screened, ...]:
    """All of them, the best first: eligible, open with the fewest answers missing, then the nearest failures."""
    found = [
        Screened(rules, result, distance(rules, rules.whole, facts, on, wanted=True))
        for rules, result in zip(many, verdicts(many, facts, on), strict=True)
    ]
    return tuple(sorted(found, key=lambda one: (_ORDER[one.verdict], one.distance.key)))


def next_screen_question(
    many: Iterable[Ruleset], facts: Facts, on: dt.date, asked: Collection[str] = ()
) -> Question | None:
    """The question that separates most: asked by the most open notices, and counting more where few are left.

    None where every verdict is certain or nothing that could be asked would change one.
    """
    weights: Counter[str] = Counter()
    first: dict[str, Ruleset] = {}
    for rules in many:
        names = open_questions(rules, facts, on, asked)
        for name in names:
            weights[name] += 1000 + 1000 // len(names)
            first.setdefault(name, rules)
    if not weights:
        return None
    best = max(weights, key=lambda name: (_asked_early(first[name], name), weights[name]))
    return worded(first[best], best)


def _asked_early(rules: Ruleset, name: str) -> bool:
    """Whether people answer differently, so that the question separates; the others come last."""
    return rules.attribute(name).usual is None
