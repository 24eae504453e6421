"""The leaves of a rule: one test of one attribute, or one thing left to another document.

`judge` puts a test together with its attribute once and gives a function from what is known to 0, 1 or 2 (see
`truth`). The functions are called for thousands of notices at a time, so that everything that can be worked out
beforehand is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from policies_kb.model.attribute import Attribute
from policies_kb.model.condition import Compare, In, Is, Test, Within
from policies_kb.model.regions import Regions
from policies_kb.rules.moments import judge_moment
from policies_kb.rules.rounds import Round
from policies_kb.rules.truth import NO, OPEN, YES
from policies_kb.rules.values import (
    Absent,
    Between,
    Flag,
    Located,
    MisfitError,
    OneOf,
    Unsure,
    Value,
    misfit,
)

#: From what is known of an attribute (None: nothing) and the day of asking to 0, 1 or 2.
Judge = Callable[[Value | None, dt.date], int]


@dataclass(frozen=True, slots=True)
class Ask:
    """A test of an attribute, after adjustment."""

    attribute: str
    test: Test


@dataclass(frozen=True, slots=True)
class Open:
    """Something left to a document. `number` tells several such places of a notice apart."""

    document: str
    number: int


Leaf = Ask | Open


def judge(attribute: Attribute, test: Test, days: Round, regions: Regions) -> Judge:
    """The function that judges answers about `attribute` by `test`. Raises MisfitError where they do not fit."""
    kind = attribute.type
    if kind == "boolean" and isinstance(test, Is):
        return _flag(attribute, test.value)
    if kind in ("choice", "ordered"):
        return _choice(attribute, frozenset(wanted(attribute, test)))
    if kind == "number" and isinstance(test, Compare) and isinstance(test.bound, int | float):
        return _number(attribute, test.how, test.bound)
    if kind == "region" and isinstance(test, Within):
        return _region(attribute, test.region, regions)
    if kind in ("duration", "date"):
        return judge_moment(attribute, test, days)
    raise MisfitError(
        f"{attribute.name} is a {kind} and cannot be tested so; see the attribute's type in attributes.yml"
    )


def wanted(attribute: Attribute, test: Test) -> tuple[str, ...]:
    """Which values of a choice pass the test. Raises MisfitError where the test names none of them."""
    values = attribute.choices
    if isinstance(test, In):
        unknown = [value for value in test.values if value not in values]
        if unknown:
            raise MisfitError(
                f"{attribute.name} has no value {', '.join(unknown)}; write one of {', '.join(values)}"
            )
        return test.values
    if not isinstance(test, Compare) or attribute.type != "ordered":
        raise MisfitError(
            f"{attribute.name} is a choice; test it with «is» or «in», an ordered one also with at_least …"
        )
    if test.bound not in values:
        raise MisfitError(f"{attribute.name} has no value {test.bound}; write one of {', '.join(values)}")
    place = values.index(str(test.bound))
    if test.how in ("at_least", "less_than"):
        return values[place:] if test.how == "at_least" else values[:place]
    return values[place + 1 :] if test.how == "more_than" else values[: place + 1]


def _flag(attribute: Attribute, wanted_value: bool) -> Judge:
    def run(value: Value | None, on: dt.date) -> int:
        if value is None:
            return OPEN
        if isinstance(value, Flag):
            return YES if value.value is wanted_value else NO
        return _no_answer(attribute, value)

    return run


def _choice(attribute: Attribute, passing: frozenset[str]) -> Judge:
    def run(value: Value | None, on: dt.date) -> int:
        if value is None:
            return OPEN
        if isinstance(value, OneOf):
            if value.values <= passing:
                return YES
            return NO if value.values.isdisjoint(passing) else OPEN
        return _no_answer(attribute, value)

    return run


def _number(attribute: Attribute, how: str, bound: float) -> Judge:
    upward = how in ("at_least", "more_than")
    strict = how in ("more_than", "at_most")

    def run(value: Value | None, on: dt.date) -> int:
        if value is None:
            return OPEN
        if not isinstance(value, Between):
            return _no_answer(attribute, value)
        low = value.low > bound if strict else value.low >= bound
        high = value.high > bound if strict else value.high >= bound
        above = YES if low else OPEN if high else NO
        return above if upward else YES - above

    return run


def _region(attribute: Attribute, region: str, regions: Regions) -> Judge:
    known = {name for name in regions.by_name if regions.covers(region, name)} | {region}
    wider = set(regions.upwards(region)) - {region}

    def run(value: Value | None, on: dt.date) -> int:
        if value is None:
            return OPEN
        if not isinstance(value, Located):
            return _no_answer(attribute, value)
        if value.region in known:
            return YES
        return OPEN if value.region in wider and not value.elsewhere else NO

    return run


def _no_answer(attribute: Attribute, value: Value) -> int:
    if isinstance(value, Unsure):
        return OPEN
    if isinstance(value, Absent):
        return NO
    raise misfit(attribute, value)
