"""Date arithmetic as notices count."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies_kb.model.dates import (
    Convention,
    Days,
    Period,
    add_months,
    completed_on,
    latest_start,
    shift_days,
)

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2050, 12, 31))
PERIODS = st.integers(0, 480).map(Period)
CONVENTIONS: st.SearchStrategy[Convention] = st.sampled_from(["anniversary", "inclusive"])


def day(written: str) -> dt.date:
    return dt.date.fromisoformat(written)


@pytest.mark.parametrize(
    ("start", "years", "end"),
    [
        ("2016-01-01", 6, "2022-01-01"),
        ("2020-02-29", 1, "2021-02-28"),
        ("2020-02-29", 4, "2024-02-29"),
        ("2019-02-28", 1, "2020-02-28"),
        ("2017-03-01", 5, "2022-03-01"),
    ],
)
def test_a_period_ends_on_the_day_of_the_same_number(start: str, years: int, end: str) -> None:
    """Years are full on the anniversary; of 29 February on the 28th where there is no 29th."""
    assert completed_on(day(start), Period.of(years=years)) == day(end)


def test_inclusive_counts_the_last_day() -> None:
    """By the other convention six years from New Year are full on New Year's Eve."""
    assert completed_on(day("2016-01-01"), Period.of(years=6), "inclusive") == day("2021-12-31")


@given(DAYS, PERIODS, CONVENTIONS)
def test_the_latest_start_is_the_latest(until: dt.date, period: Period, convention: Convention) -> None:
    """Whoever starts on the latest start has the period; whoever starts a day later has not."""
    start = latest_start(until, period, convention)
    assert completed_on(start, period, convention) <= until
    assert completed_on(shift_days(start, 1), period, convention) > until


@given(DAYS, DAYS, PERIODS)
def test_who_starts_earlier_is_done_no_later(one: dt.date, other: dt.date, period: Period) -> None:
    """Completion follows the order of starts."""
    first, second = sorted((one, other))
    assert completed_on(first, period) <= completed_on(second, period)


@given(DAYS, PERIODS)
def test_going_back_and_forth(until: dt.date, period: Period) -> None:
    """A length as of a day, turned into a start, is full on that day: «四年» as of the counting day is four years."""
    assert completed_on(add_months(until, -period.months), period) <= until
    assert completed_on(add_months(until, -period.months), Period(period.months + 1)) > until


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2019-07", "2019-07-01", "2019-07-31"),
        ("2020-2", "2020-02-01", "2020-02-29"),
        ("2019", "2019-01-01", "2019-12-31"),
        ("2019-07-15", "2019-07-15", "2019-07-15"),
    ],
)
def test_a_month_is_all_its_days(written: str, first: str, last: str) -> None:
    """A month or a year alone is somewhere in it."""
    assert Days.parse(written) == Days(day(first), day(last))


@pytest.mark.parametrize("written", ["19", "2019-13", "2019-02-30", "七月", ""])
def test_what_is_no_day_is_refused(written: str) -> None:
    """An impossible day is named, with how to write one."""
    with pytest.raises(ValueError, match="; "):
        Days.parse(written)


def test_arithmetic_stays_in_the_calendar() -> None:
    """Very long periods end at the calendar's ends instead of raising."""
    assert add_months(dt.date.max, 12) == dt.date.max
    assert add_months(dt.date.min, -12) == dt.date.min
    assert latest_start(day("2020-01-01"), Period.of(years=3000)) == dt.date.min
