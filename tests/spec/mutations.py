"""Rules with one thing changed: what a slip of an author, or of a later editor, could look like.

A mutant is a section `eligibility` that differs from the notice's own in one figure, value, test, day or rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final, get_args

from policies_kb.model.attribute import Attribute, Attributes
from policies_kb.model.condition import (
    All,
    AsOf,
    Compare,
    Comparison,
    Condition,
    Has,
    In,
    Is,
    LeftTo,
    Not,
    On,
    Some,
    Test,
    Within,
    leaves,
)
from policies_kb.model.dates import Period
from policies_kb.model.eligibility import Adjustment, Bar, Eligibility, Requirement, Route, Rule
from policies_kb.model.notice import Notice
from policies_kb.model.regions import Regions
from policies_kb.model.titles import Title

_NEIGHBOUR: Final[dict[Comparison, Comparison]] = {
    "at_least": "more_than",
    "more_than": "at_least",
    "at_most": "less_than",
    "less_than": "at_most",
}
_DAY: Final = timedelta(days=1)
_KINDS: Final = ("bars", "requirements", "routes", "adjustments")


@dataclass(frozen=True)
class Mutant:
    """A changed section; the counting day is moved by `days`. `rule` is the id of what was changed, if it is a rule."""

    what: str
    section: Eligibility
    targets: tuple[Title, ...]
    rule: str = ""
    days: int = 0


@dataclass(frozen=True)
class Mutator:
    """Makes the mutants of a notice."""

    notice: Notice
    section: Eligibility
    attributes: Attributes
    regions: Regions

    def mutants(self) -> Iterator[Mutant]:
        """Every mutant, rule by rule."""
        for kind in _KINDS:
            for rule in getattr(self.section, kind):
                targets = tuple(title for title in self.notice.titles if rule.is_for(title))
                for target in targets:
                    yield self._dropped(kind, rule, target)
                for what, changed in self._changed(rule):
                    rules = tuple(
                        changed if one.id == rule.id else one for one in getattr(self.section, kind)
                    )
                    yield self._mutant(f"{rule.id}: {what}", kind, rules, targets, rule.id)
        if self.section.counting and any(map(_counts, self._leaves())):
            for days, words in ((-1, "earlier"), (1, "later")):
                what = f"counting: the day one day {words}"
                yield Mutant(what, self.section, self.notice.titles, days=days)

    def _mutant(
        self, what: str, kind: str, rules: tuple[Rule, ...], targets: tuple[Title, ...], rule: str
    ) -> Mutant:
        return Mutant(what, self.section.model_copy(update={kind: rules}), targets, rule)

    def _dropped(self, kind: str, rule: Rule, target: Title) -> Mutant:
        """The section in which a rule is not for `target`."""
        others = tuple(title for title in self.notice.titles if rule.is_for(title) and title != target)
        kept = [rule.model_copy(update={"targets": others})] if others else []
        rules = tuple(new for one in getattr(self.section, kind) for new in (kept if one is rule else [one]))
        return self._mutant(f"{rule.id}: dropped for {target}", kind, rules, (target,), rule.id)

    def _changed(self, rule: Rule) -> Iterator[tuple[str, Rule]]:
        key = "when" if isinstance(rule, Bar | Adjustment) else "need"
        for what, condition in self._conditions(condition_of(rule)):
            yield what, rule.model_copy(update={key: condition})
        if isinstance(rule, Adjustment):
            for months in (rule.adds.months - 1, rule.adds.months + 1):
                yield f"adds {months} months", rule.model_copy(update={"adds": Period(months)})
            for route in rule.to:
                left = tuple(one for one in rule.to if one != route)
                yield f"not to {route}", rule.model_copy(update={"to": left})

    def _conditions(self, condition: Condition) -> Iterator[tuple[str, Condition]]:
        match condition:
            case All(parts) | Some(parts):
                for index, part in enumerate(parts):
                    before, after = parts[:index], parts[index + 1 :]
                    for what, changed in self._conditions(part):
                        yield what, type(condition)((*before, changed, *after))
                    if before or after:
                        yield f"without {_short(part)}", type(condition)((*before, *after))
            case Not(part):
                yield f"«not» taken from {_short(part)}", part
                for what, changed in self._conditions(part):
                    yield f"not ({what})", Not(changed)
            case Has(name, test):
                attribute = self.attributes.by_name[name]
                for test_, what in self._tests(attribute, test):
                    yield f"{name} {what}", Has(name, test_)

    def _tests(self, attribute: Attribute, test: Test) -> Iterator[tuple[Test, str]]:
        match test:
            case Is(value):
                yield Is(not value), f"is {not value}"
            case In(values):
                for one in values:
                    yield In(tuple(other for other in values if other != one)), f"in: without {one}"
                yield In(attribute.choices), "in: any value"
            case Within(region):
                around = list(self.regions.upwards(region))[1:2]
                yield from ((Within(one), f"within {one}") for one in around)
            case On(how, day):
                for moved in (day - _DAY, day + _DAY):
                    yield On(how, moved), f"{how} {moved}"
            case Compare():
                yield from _comparisons(attribute, test)

    def _leaves(self) -> Iterator[Has | LeftTo]:
        for rule in self.section.rules():
            yield from leaves(condition_of(rule))


def condition_of(rule: Rule) -> Condition:
    """What a rule tests."""
    match rule:
        case Bar(when=condition) | Adjustment(when=condition):
            return condition
        case Requirement(need=condition) | Route(need=condition):
            return condition
    raise TypeError(type(rule).__name__)


def _comparisons(attribute: Attribute, test: Compare) -> Iterator[tuple[Test, str]]:
    swapped = replace(test, how=_NEIGHBOUR[test.how])
    yield swapped, f"{swapped.how} {_bound(test)}"
    for bound in _steps(attribute, test):
        moved = replace(test, bound=bound)
        yield moved, f"{test.how} {_bound(moved)}"
    if test.as_of != "counting":
        for as_of in get_args(AsOf):
            if as_of != test.as_of:
                yield replace(test, as_of=as_of), f"{test.how} {_bound(test)} as of {as_of}"
    if test.start != "day":
        yield replace(test, start="day"), f"{test.how} {_bound(test)} from the day"


def _steps(attribute: Attribute, test: Compare) -> Iterator[Period | float | str]:
    """The bounds one smallest step below and above: a month, one, or the next value."""
    bound = test.bound
    if isinstance(bound, Period):
        yield from (Period(months) for months in (bound.months - 1, bound.months + 1) if months >= 0)
    elif isinstance(bound, str):
        place = attribute.choices.index(bound)
        yield from attribute.choices[max(place - 1, 0) : place]
        yield from attribute.choices[place + 1 : place + 2]
    else:
        yield from (bound - 1, bound + 1)


def _counts(leaf: Has | LeftTo) -> bool:
    """Whether a test counts time up to the counting day."""
    return (
        isinstance(leaf, Has)
        and isinstance(leaf.test, Compare)
        and isinstance(leaf.test.bound, Period)
        and leaf.test.as_of == "counting"
    )


def _bound(test: Compare) -> str:
    return f"{test.bound.months} months" if isinstance(test.bound, Period) else str(test.bound)


def _short(condition: Condition) -> str:
    names = [leaf.attribute if isinstance(leaf, Has) else leaf.document for leaf in leaves(condition)]
    return "/".join(dict.fromkeys(names))
