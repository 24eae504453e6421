"""Date arithmetic as notices count: whole years and months, and answers that are only known to the month.

A period ends on the day with the number of its first day; where the month has no such day, on the month's last
day (29 February 2020 and one year: 28 February 2021). Own code, because the conventions are the point of it.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Final, Literal

#: `anniversary`: six years from 1 January 2016 are full on 1 January 2022.
#: `inclusive`: the last day counts as served, they are full on 31 December 2021.
Convention = Literal["anniversary", "inclusive"]

ONE_DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A length of time in whole months; notices and people count no finer."""

    months: int

    @classmethod
    def of(cls, years: int = 0, months: int = 0) -> Period:
        """`Period.of(years=3, months=2)`: three years and two months."""
        return cls(12 * years + months)

    @property
    def parts(self) -> tuple[int, int]:
        """Years and the months beyond them."""
        return divmod(self.months, 12)

    def __add__(self, other: Period) -> Period:
        return Period(self.months + other.months)


def add_months(day: dt.date, months: int) -> dt.date:
    """`day` moved by `months` (may be negative), held at the month's last day and at the calendar's ends."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    if year < dt.MINYEAR:
        return dt.date.min
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shift_days(day: dt.date, days: int) -> dt.date:
    """`day` moved by `days`, held at the calendar's ends."""
    ordinal = min(max(day.toordinal() + days, dt.date.min.toordinal()), dt.date.max.toordinal())
    return dt.date.fromordinal(ordinal)


def completed_on(start: dt.date, period: Period, convention: Convention = "anniversary") -> dt.date:
    """The first day on which `period` has passed since `start`."""
    end = add_months(start, period.months)
    return shift_days(end, -1) if convention == "inclusive" else end


def latest_start(day: dt.date, period: Period, convention: Convention = "anniversary") -> dt.date:
    """The last start from which `period` has passed on `day`: whoever started by then has it."""
    start = add_months(day, -period.months)
    while completed_on(shift_days(start, 1), period, convention) <= day and start < dt.date.max:
        start = shift_days(start, 1)
    while completed_on(start, period, convention) > day and start > dt.date.min:
        start = shift_days(start, -1)
    return start


@dataclass(frozen=True, slots=True)
class Days:
    """A day that is known to lie between two days, both included; one day where they are the same."""

    first: dt.date
    last: dt.date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"{self.first} is after {self.last}; swap them")

    @classmethod
    def parse(cls, written: str) -> Days:
        """Read `2019`, `2019-07` or `2019-07-15`: somewhere in that year or month, or on that day."""
        match = re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", written.strip())
        if match is None:
            raise ValueError(f"«{written}» is no day; write 2019, 2019-07 or 2019-07-15")
        year, month, day = (int(part) if part else 0 for part in match.groups())
        try:
            if not month:
                return cls(dt.date(year, 1, 1), dt.date(year, 12, 31))
            if not day:
                return cls(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))
            return cls(dt.date(year, month, day), dt.date(year, month, day))
        except ValueError:
            raise ValueError(f"«{written}» is not in the calendar; check month and day") from None

    @property
    def exact(self) -> bool:
        """Whether the very day is known."""
        return self.first == self.last
