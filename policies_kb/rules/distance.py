"""How far a person is from a rule: which tests fail, which are open, and which of them time alone will meet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from policies_kb.model.condition import Compare
from policies_kb.rules.formula import And, Choose, Const, Formula, Neg, Or, runner
from policies_kb.rules.leaves import Ask, Leaf, Open
from policies_kb.rules.ruleset import Ruleset
from policies_kb.rules.truth import OPEN, YES
from policies_kb.rules.values import Facts
from policies_kb.rules.waiting import pinned, turns


@dataclass(frozen=True, slots=True)
class Lack:
    """A test that came out the wrong way; `until` is the day on which it does not any more, None: never by itself."""

    leaf: Leaf
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Distance:
    """What keeps a formula from coming out as wanted; `unknown` counts its open tests."""

    lacking: tuple[Lack, ...] = ()
    unknown: int = 0

    @property
    def key(self) -> tuple[int, dt.date, int, int]:
        """Orders by nearness: first what needs no more than time and answers, then the shortest wait."""
        stuck = sum(lack.until is None for lack in self.lacking)
        until = max((lack.until for lack in self.lacking if lack.until), default=dt.date.min)
        return stuck, until, self.unknown, len(self.lacking)

    def __add__(self, other: Distance) -> Distance:
        return Distance(self.lacking + other.lacking, self.unknown + other.unknown)


def distance(rules: Ruleset, formula: Formula, facts: Facts, on: dt.date, *, wanted: bool) -> Distance:
    """How far `formula` is from coming out `wanted`."""
    return _Measure(rules, facts, on).of(formula, wanted)


class _Measure:
    def __init__(self, rules: Ruleset, facts: Facts, on: dt.date) -> None:
        self.rules, self.facts, self.on = rules, facts, on
        self.fixed = pinned(rules, facts, on)

    def of(self, formula: Formula, wanted: bool) -> Distance:
        match formula:
            case And(parts):
                return self._all(parts, wanted) if wanted else self._one(parts, wanted)
            case Or(parts):
                return self._one(parts, wanted) if wanted else self._all(parts, wanted)
            case Neg(part):
                return self.of(part, not wanted)
            case Choose(when, yes, no):
                truth = runner(when, self.rules.judges)(self.facts, self.on)
                if truth == OPEN:
                    return self._one((yes, no), wanted) + Distance(unknown=1)
                return self.of(yes if truth == YES else no, wanted)
            case Const(value):
                return Distance() if value is wanted else Distance(unknown=1)
            case Ask() | Open():
                return self._leaf(formula, wanted)

    def _all(self, parts: tuple[Formula, ...], wanted: bool) -> Distance:
        return sum((self.of(part, wanted) for part in parts), Distance())

    def _one(self, parts: tuple[Formula, ...], wanted: bool) -> Distance:
        return min((self.of(part, wanted) for part in parts), key=lambda one: one.key, default=Distance())

    def _leaf(self, leaf: Leaf, wanted: bool) -> Distance:
        truth = self.rules.truth(leaf, self.facts, self.on)
        if truth == OPEN:
            return Distance(unknown=1)
        if (truth == YES) is wanted:
            return Distance()
        return Distance((Lack(leaf, self._until(leaf, wanted)),))

    def _until(self, leaf: Leaf, wanted: bool) -> dt.date | None:
        """Time passes for those who must have served long enough, or for whom a ban must have run out."""
        if not isinstance(leaf, Ask) or not isinstance(leaf.test, Compare):
            return None
        grows = leaf.test.how in ("at_least", "more_than")
        return turns(self.rules, leaf, self.fixed) if grows is wanted else None
