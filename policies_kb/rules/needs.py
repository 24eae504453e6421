"""Whether something that depends on a condition, but is no rule, concerns a person: a material, for instance."""

from __future__ import annotations

import datetime as dt

from policies_kb.model.condition import Condition
from policies_kb.rules.formula import occurrences, runner
from policies_kb.rules.leaves import Ask, Judge, Leaf, judge
from policies_kb.rules.ruleset import Ruleset, formula_of
from policies_kb.rules.truth import Truth
from policies_kb.rules.values import Facts


def applies(rules: Ruleset, condition: Condition | None, facts: Facts, on: dt.date) -> Truth:
    """The truth of `condition` in the round of `rules`; no condition is always met.

    Raises MisfitError where the condition does not fit the attributes.
    """
    if condition is None:
        return Truth.TRUE
    formula = formula_of(condition)
    judges: dict[Leaf, Judge] = {
        leaf: judge(rules.attribute(leaf.attribute), leaf.test, rules.days, rules.regions)
        for leaf in occurrences(formula)
        if isinstance(leaf, Ask)
    }
    return Truth(runner(formula, judges)(facts, on))
