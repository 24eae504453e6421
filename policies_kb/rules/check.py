"""The verdict for one person and one title, with every rule behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from policies_kb.rules.formula import And, Choose, Const, Formula, Neg, Or, runner
from policies_kb.rules.leaves import Ask, Leaf, Open
from policies_kb.rules.relevance import decide
from policies_kb.rules.ruleset import AnyRule, Kind, RuleFormula, Ruleset
from policies_kb.rules.truth import OPEN, YES, Truth
from policies_kb.rules.values import Facts, Lasting, Since, Value


class Verdict(StrEnum):
    """Whether a person may apply."""

    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    UNDETERMINED = "undetermined"


_VERDICTS = {
    Truth.TRUE: Verdict.ELIGIBLE,
    Truth.FALSE: Verdict.INELIGIBLE,
    Truth.UNKNOWN: Verdict.UNDETERMINED,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One test, after adjustment, or one thing left to a document; its truth; what the person said."""

    leaf: Leaf
    truth: Truth
    said: Value | None = None


@dataclass(frozen=True, slots=True)
class RuleTruth:
    """One rule (with its citation in `rule.at`), its truth, and its tests from left to right."""

    kind: Kind
    rule: AnyRule
    truth: Truth
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict and what it rests on.

    An undetermined verdict depends on `missing` (attributes the person has not told, or not exactly enough), on
    `left_to` (documents of the notice that decide), or on `unstated`: attributes told exactly, where the notice
    does not say up to which day time counts.
    """

    verdict: Verdict
    trace: tuple[RuleTruth, ...]
    missing: tuple[str, ...] = ()
    left_to: tuple[str, ...] = ()
    unstated: tuple[str, ...] = ()

    def of_kind(self, kind: Kind) -> tuple[RuleTruth, ...]:
        """The rules of one kind, in the order of the file."""
        return tuple(one for one in self.trace if one.kind == kind)


def verdict(rules: Ruleset, facts: Facts, on: dt.date) -> Verdict:
    """The verdict alone."""
    quick = rules.run(facts, on)
    return _VERDICTS[Truth(quick) if quick != OPEN else decide(rules, rules.whole, facts, on).truth]


def check(rules: Ruleset, facts: Facts, on: dt.date) -> Outcome:
    """The verdict with its trace. Raises MisfitError where a fact is not of its attribute's type."""
    decision = decide(rules, rules.whole, facts, on)
    trace = tuple(rule_truth(rules, one, facts, on) for one in rules.rules)
    exact = tuple(name for name in decision.attributes if _exact(facts.get(name)))
    missing = tuple(name for name in decision.attributes if name not in exact)
    return Outcome(_VERDICTS[decision.truth], trace, missing, decision.documents, exact)


def rule_truth(rules: Ruleset, one: RuleFormula, facts: Facts, on: dt.date) -> RuleTruth:
    """How it stands with one rule."""
    findings = tuple(
        Finding(
            leaf,
            Truth(rules.truth(leaf, facts, on)),
            facts.get(leaf.attribute) if isinstance(leaf, Ask) else None,
        )
        for leaf in dict.fromkeys(_leaves(rules, one.formula, facts, on))
    )
    return RuleTruth(one.kind, one.rule, decide(rules, one.formula, facts, on).truth, findings)


def _leaves(rules: Ruleset, formula: Formula, facts: Facts, on: dt.date) -> Iterator[Leaf]:
    """The tests that apply: of two demands of time the one that holds, both while that is open."""
    match formula:
        case Ask() | Open():
            yield formula
        case And(parts) | Or(parts):
            for part in parts:
                yield from _leaves(rules, part, facts, on)
        case Neg(part):
            yield from _leaves(rules, part, facts, on)
        case Choose(when, yes, no):
            truth = runner(when, rules.judges)(facts, on)
            sides = (yes, no) if truth == OPEN else (yes,) if truth == YES else (no,)
            for side in sides:
                yield from _leaves(rules, side, facts, on)
        case Const():
            return


def _exact(value: Value | None) -> bool:
    """Whether nothing more can be asked about it; then only the counting day is in doubt."""
    match value:
        case Since(first, last):
            return first == last
        case Lasting(low, high):
            return low == high
        case _:
            return False
