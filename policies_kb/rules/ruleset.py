"""The rules of one notice for one title, put together once and asked often."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count
from typing import Literal

from policies_kb.model.attribute import Attribute, Attributes
from policies_kb.model.condition import All, Compare, Condition, Has, LeftTo, Not, Some
from policies_kb.model.dates import Period
from policies_kb.model.eligibility import Adjustment, Bar, Eligibility, Requirement, Route, for_target
from policies_kb.model.notice import Notice
from policies_kb.model.regions import Regions
from policies_kb.rules.formula import And, Choose, Formula, Neg, Or, Run, occurrences, runner
from policies_kb.rules.leaves import Ask, Judge, Leaf, Open, judge, wanted
from policies_kb.rules.rounds import Round
from policies_kb.rules.truth import OPEN
from policies_kb.rules.values import Facts, MisfitError

Kind = Literal["bar", "requirement", "route", "adjustment"]
AnyRule = Bar | Requirement | Route | Adjustment


@dataclass(frozen=True, slots=True)
class RuleFormula:
    """One rule and its formula; routes have their adjustments in it."""

    kind: Kind
    rule: AnyRule
    formula: Formula


@dataclass(frozen=True)
class Ruleset:
    """All rules of `notice` for `target`, ready to be asked. Make one with `compile_notice`."""

    notice: str
    target: str
    days: Round
    attributes: Attributes
    regions: Regions
    rules: tuple[RuleFormula, ...]

    @cached_property
    def way(self) -> Formula:
        """One of the routes; nothing is demanded where there are none."""
        routes = self.of_kind("route")
        return Or(tuple(one.formula for one in routes)) if routes else And(())

    @cached_property
    def whole(self) -> Formula:
        """Whether a person may apply."""
        bars = tuple(Neg(one.formula) for one in self.of_kind("bar"))
        needs = tuple(one.formula for one in self.of_kind("requirement"))
        return And((*bars, *needs, self.way))

    @cached_property
    def judges(self) -> dict[Leaf, Judge]:
        """How each test is judged."""
        return self.judges_in(self.days)

    @cached_property
    def sharp(self) -> dict[Leaf, Judge]:
        """How each test is judged on exact answers, the counting day taken for certain."""
        return self.judges if not self.days.slack else self.judges_in(replace(self.days, slack=0))

    @cached_property
    def run(self) -> Run:
        """Kleene's evaluation of the whole."""
        return runner(self.whole, self.judges)

    @cached_property
    def asks(self) -> dict[str, tuple[Ask, ...]]:
        """Which tests there are of each attribute, in the order of the rules."""
        found: dict[str, dict[Ask, None]] = {}
        for one in self.rules:
            for leaf in occurrences(one.formula):
                if isinstance(leaf, Ask):
                    found.setdefault(leaf.attribute, {})[leaf] = None
        return {name: tuple(leaves) for name, leaves in found.items()}

    @cached_property
    def degenerate(self) -> frozenset[Leaf]:
        """Tests that every (or no) answer passes; `lint` refuses them."""
        return frozenset(
            leaf
            for name, leaves in self.asks.items()
            if (attribute := self.attribute(name)).values and not attribute.optional
            for leaf in leaves
            if len(set(wanted(attribute, leaf.test))) in (0, len(attribute.values))
        )

    def attribute(self, name: str) -> Attribute:
        """The attribute called `name`. Raises MisfitError where it is not declared."""
        attribute = self.attributes.get(name)
        if attribute is None:
            raise MisfitError(f"{name} is not declared; declare it in attributes.yml")
        return attribute

    def of_kind(self, kind: Kind) -> tuple[RuleFormula, ...]:
        """The rules of one kind, in the order of the file."""
        return tuple(one for one in self.rules if one.kind == kind)

    def judges_in(self, days: Round) -> dict[Leaf, Judge]:
        """How each test would be judged in a round with other days."""
        return {
            leaf: judge(self.attribute(name), leaf.test, days, self.regions)
            for name, leaves in self.asks.items()
            for leaf in leaves
        }

    def truth(self, leaf: Leaf, facts: Facts, on: dt.date) -> int:
        """What is known of one leaf: 0, 1 or 2."""
        return OPEN if isinstance(leaf, Open) else self.judges[leaf](facts.get(leaf.attribute), on)


def compile_notice(notice: Notice, target: str, attributes: Attributes, regions: Regions) -> Ruleset:
    """The rules of `notice` for `target`. Raises MisfitError where it has none or they do not fit the attributes."""
    if notice.eligibility is None:
        raise MisfitError(f"{notice.id} has no section eligibility; write one to check people against it")
    return compile_rules(notice.eligibility, target, Round.of(notice), attributes, regions, notice.id)


def compile_rules(
    section: Eligibility, target: str, days: Round, attributes: Attributes, regions: Regions, notice: str = ""
) -> Ruleset:
    """The rules of a section for `target`. Raises MisfitError where a test does not fit its attribute."""
    reader = _Reader(for_target(section.adjustments, target), count())
    rules = Ruleset(notice, target, days, attributes, regions, tuple(reader.rules(section, target)))
    _ = rules.judges
    return rules


def formula_of(condition: Condition) -> Formula:
    """A condition that stands alone, as a formula."""
    return _Reader((), count()).read(condition)


class _Reader:
    """Turns conditions into formulas, with the adjustments that concern a route."""

    def __init__(self, adjustments: Iterable[Adjustment], numbers: Iterator[int]) -> None:
        self.numbers = numbers
        self.adjustments = tuple(adjustments)
        # Read once: what an adjustment leaves to a document is one open point, wherever it is used.
        self.whens = {one.id: self.read(one.when) for one in self.adjustments}

    def rules(self, section: Eligibility, target: str) -> Iterator[RuleFormula]:
        for bar in for_target(section.bars, target):
            yield RuleFormula("bar", bar, self.read(bar.when))
        for need in for_target(section.requirements, target):
            yield RuleFormula("requirement", need, self.read(need.need))
        routes = for_target(section.routes, target)
        for route in routes:
            changes = tuple(one for one in self.adjustments if route.id in one.to)
            yield RuleFormula("route", route, self.read(route.need, changes))
        for one in self.adjustments:
            if any(route.id in one.to for route in routes):
                yield RuleFormula("adjustment", one, self.whens[one.id])

    def read(self, condition: Condition, changes: tuple[Adjustment, ...] = ()) -> Formula:
        match condition:
            case All(parts):
                return And(tuple(self.read(part, changes) for part in parts))
            case Some(parts):
                return Or(tuple(self.read(part, changes) for part in parts))
            case Not(part):
                return Neg(self.read(part, changes))
            case LeftTo(document):
                return Open(document, next(self.numbers))
            case Has(attribute, test):
                return self.adjusted(Ask(attribute, test), changes)

    def adjusted(self, ask: Ask, changes: tuple[Adjustment, ...]) -> Formula:
        test = ask.test
        mine = [one for one in changes if one.attribute == ask.attribute]
        if not mine or not isinstance(test, Compare) or not isinstance(test.bound, Period):
            return ask
        if test.how not in ("at_least", "more_than"):
            return ask
        first, rest = mine[0], tuple(mine[1:])
        more = Ask(ask.attribute, replace(test, bound=test.bound + first.adds))
        return Choose(self.whens[first.id], self.adjusted(more, rest), self.adjusted(ask, rest))
