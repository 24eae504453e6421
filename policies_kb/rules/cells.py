"""Which answers can still be given, as far as the rules tell them apart.

The possible answers about an attribute are cut at the bounds in use. One answer of each piece is tried on all tests
of the attribute; pieces that all tests judge alike are one cell. An unknown start is tried as a day and as a length,
because a length is compared as it was given.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from policies_kb.model.attribute import Attribute
from policies_kb.model.condition import Compare, Within
from policies_kb.model.dates import shift_days
from policies_kb.rules.leaves import Ask
from policies_kb.rules.moments import Cut, cut_of
from policies_kb.rules.ruleset import Ruleset
from policies_kb.rules.truth import YES
from policies_kb.rules.values import (
    Absent,
    Between,
    Flag,
    Lasting,
    Located,
    OneOf,
    Since,
    Unsure,
    Value,
    misfit,
)


def cells(
    rules: Ruleset, name: str, asks: Sequence[Ask], value: Value | None, on: dt.date
) -> tuple[tuple[bool, ...], ...]:
    """The distinct outcomes of `asks` (all of attribute `name`) over every answer that `value` leaves possible."""
    attribute, judges = rules.attribute(name), rules.sharp
    known = None if isinstance(value, Unsure) else value
    found = {
        tuple(judges[ask](point, on) == YES for ask in asks): None
        for point in points(rules, attribute, asks, known, on)
    }
    return tuple(found)


def points(
    rules: Ruleset, attribute: Attribute, asks: Sequence[Ask], value: Value | None, on: dt.date
) -> Iterator[Value]:
    """One exact answer out of each piece between bounds."""
    if value is None and attribute.optional:
        yield Absent()
    match value:
        case Flag() | Absent():
            yield value
        case OneOf(values):
            yield from (OneOf(frozenset({one})) for one in sorted(values))
        case Between(low, high):
            yield from _numbers(asks, low, high)
        case Located(region, elsewhere):
            yield from _places(rules, asks, region, elsewhere)
        case Since(first, last):
            yield from _days(rules, attribute, asks, first, last, on)
        case Lasting():
            yield from _lengths(rules, attribute, asks, value, on)
        case None:
            yield from _anything(rules, attribute, asks, on)
        case _:
            raise misfit(attribute, value)


def _anything(rules: Ruleset, attribute: Attribute, asks: Sequence[Ask], on: dt.date) -> Iterator[Value]:
    match attribute.type:
        case "boolean":
            yield from (Flag(True), Flag(False))
        case "choice" | "ordered":
            yield from (OneOf(frozenset({one})) for one in attribute.choices)
        case "number":
            bounds = [float(bound) for bound in _bounds(asks)] or [0.0]
            yield from _numbers(asks, min(bounds) - 1, max(bounds) + 1)
        case "region":
            yield Located("", elsewhere=True)
            yield from (Located(name, elsewhere=True) for name in _tested_places(asks))
        case _:
            yield from _days(rules, attribute, asks, dt.date.min, dt.date.max, on)
            yield from _lengths(rules, attribute, asks, Lasting(0, None), on)


def _bounds(asks: Sequence[Ask]) -> Iterator[float]:
    for ask in asks:
        if isinstance(ask.test, Compare) and isinstance(ask.test.bound, int | float):
            yield float(ask.test.bound)


def _numbers(asks: Sequence[Ask], low: float, high: float) -> Iterator[Value]:
    marks = sorted({low, high, *(bound for bound in _bounds(asks) if low <= bound <= high)})
    for mark, after in zip(marks, [*marks[1:], marks[-1]], strict=True):
        yield Between(mark, mark)
        yield Between((mark + after) / 2, (mark + after) / 2)


def _tested_places(asks: Sequence[Ask]) -> Iterator[str]:
    for ask in asks:
        if isinstance(ask.test, Within):
            yield ask.test.region


def _places(rules: Ruleset, asks: Sequence[Ask], region: str, elsewhere: bool) -> Iterator[Value]:
    yield Located(region, elsewhere=True)
    if not elsewhere:
        inside = (name for name in _tested_places(asks) if rules.regions.covers(region, name))
        yield from (Located(name, elsewhere=True) for name in inside)


def _cuts(rules: Ruleset, attribute: Attribute, asks: Sequence[Ask]) -> list[Cut]:
    return [cut_of(attribute, ask.test, rules.days) for ask in asks]


def _days(
    rules: Ruleset, attribute: Attribute, asks: Sequence[Ask], first: dt.date, last: dt.date, on: dt.date
) -> Iterator[Value]:
    last = shift_days(last, rules.days.slack)
    marks = {first, last}
    for cut in _cuts(rules, attribute, asks):
        # A piece ends with the day of a cut, or with the last day: these stand for all pieces.
        marks |= {mark for mark in (cut.day(on),) if first <= mark <= last}
    yield from (Since(mark, mark) for mark in sorted(marks))


def _lengths(
    rules: Ruleset, attribute: Attribute, asks: Sequence[Ask], value: Lasting, on: dt.date
) -> Iterator[Value]:
    cuts = _cuts(rules, attribute, asks)
    if value.as_of is not None:
        began = value.began(value.as_of)
        yield from _days(rules, attribute, asks, began.first, began.last, on)
        return
    turns = {turn for cut in cuts for turn in _turns(cut, on)}
    high = max([value.low, *turns]) if value.high is None else value.high
    marks = {value.low, high, *(turn for turn in turns if value.low <= turn <= high)}
    yield from (Lasting(mark, mark) for mark in sorted(marks))


def _turns(cut: Cut, on: dt.date) -> tuple[int, ...]:
    """The lengths in months at which the cut may turn: pieces begin with them, or with the shortest length.

    Where only the calendar tells, a length begins in the month so long before the day it counts up to: it turns in
    the month of the cut.
    """
    if cut.months is not None:
        return (cut.months,)
    until, day = cut.counted(on), cut.day(on)
    month = (until.year - day.year) * 12 + until.month - day.month
    return month, month + 1
