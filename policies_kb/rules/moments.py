"""Tests of time: how long something has lasted, or on which side of a day it began.

Every such test is a cut in the calendar: whoever began by the cut passes (or fails). So a start that is only known
to the month is judged like any interval, and an answer in years is compared as it was given.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from policies_kb.model.attribute import Attribute
from policies_kb.model.condition import AsOf, Compare, On, Start, Test
from policies_kb.model.dates import Period, latest_start, shift_days
from policies_kb.rules.rounds import Round
from policies_kb.rules.truth import NO, OPEN, YES
from policies_kb.rules.values import Absent, Lasting, MisfitError, Since, Unsure, Value, misfit


@dataclass(frozen=True, slots=True)
class Cut:
    """A test of time, ready to judge: passed by what began on or before `day(on)`, or after it if `later`.

    `months` is the length that passes as such, None where only the calendar tells; `counted(on)` is the day up to
    which a length without a day of its own is meant.
    """

    day: Callable[[dt.date], dt.date]
    counted: Callable[[dt.date], dt.date]
    later: bool
    months: int | None


def cut_of(attribute: Attribute, test: Test, days: Round) -> Cut:
    """The cut that `test` makes. Raises MisfitError where the test is none of time."""
    if isinstance(test, On):
        before = shift_days(test.day, -1)
        return Cut(lambda on: before, lambda on: days.counting, test.how == "since", None)
    if not isinstance(test, Compare) or not isinstance(test.bound, Period):
        raise MisfitError(
            f"{attribute.name} is a {attribute.type}; test it with a bound like {{years: 6}}, since or before"
        )
    strict = test.how in ("more_than", "at_most")
    months = test.bound.months + (1 if strict else 0) if test.start == "day" else None
    later = test.how in ("less_than", "at_most")
    return Cut(
        _day(test.bound, test.as_of, test.start, strict, days), _counted(test.as_of, days), later, months
    )


def _counted(as_of: AsOf, days: Round) -> Callable[[dt.date], dt.date]:
    if as_of == "applying":
        return days.applying
    fixed = days.day(as_of, days.counting)
    return lambda on: fixed


def _day(bound: Period, as_of: AsOf, start: Start, strict: bool, days: Round) -> Callable[[dt.date], dt.date]:
    def cut(day: dt.date) -> dt.date:
        latest = latest_start(shift_days(day, -1) if strict else day, bound, days.convention)
        if start == "day":
            return latest
        # Counted from the new year after it: what began in an earlier year than that of `latest` passes.
        return dt.date(max(latest.year - 1, 1), 12, 31)

    if as_of == "applying":
        return lambda on: cut(days.applying(on))
    fixed = cut(days.day(as_of, days.counting))
    return lambda on: fixed


def judge_moment(attribute: Attribute, test: Test, days: Round) -> Callable[[Value | None, dt.date], int]:
    """The function that judges when something began by `test`; 0, 1 or 2."""
    cut = cut_of(attribute, test, days)
    # Where the notice does not say up to which day time counts: the cut of the first day that may be meant.
    vague = days.slack and isinstance(test, Compare) and test.as_of == "counting"
    first = replace(days, counting=shift_days(days.counting, -days.slack), slack=0)
    sure = cut_of(attribute, test, first) if vague else cut

    def run(value: Value | None, on: dt.date) -> int:
        if isinstance(value, Since):
            return _side(value, cut, sure, on)
        if value is None or isinstance(value, Unsure):
            return OPEN
        if isinstance(value, Lasting):
            if value.as_of is not None or cut.months is None:
                return _side(value.began(cut.counted(on)), cut, sure if value.as_of else cut, on)
            reached = YES if value.low >= cut.months else OPEN
            if value.high is not None and value.high < cut.months:
                reached = NO
            return YES - reached if cut.later else reached
        if isinstance(value, Absent):
            return NO
        raise misfit(attribute, value)

    return run


def _side(began: Since, cut: Cut, sure: Cut, on: dt.date) -> int:
    """On which side of the cut it began; `sure` is the cut of the first day up to which it may be counted."""
    if began.last <= sure.day(on):
        reached = YES
    else:
        reached = NO if began.first > cut.day(on) else OPEN
    return YES - reached if cut.later else reached
