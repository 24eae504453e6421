"""Months and parts of a year, as the days from the first to the last."""

from __future__ import annotations

import calendar
import datetime as dt


def part_of_year(year: int, part: str) -> tuple[dt.date, dt.date]:
    """«年底» may be said of November already, «年初» still of March."""
    months = (1, 12)
    if part == "end" or part.endswith(("底", "末")):
        months = (11, 12)
    elif part in {"beginning", "start"} or part.endswith("初"):
        months = (1, 3)
    elif part in {"年中", "middle", "夏天", "暑假"}:
        months = (6, 9)
    elif part.endswith("半年"):
        months = (1, 6) if part.startswith("上") else (7, 12)
    return dt.date(year, months[0], 1), month(year, months[1])[1]


def month(year: int, number: int) -> tuple[dt.date, dt.date]:
    """The whole of it."""
    return dt.date(year, number, 1), dt.date(year, number, calendar.monthrange(year, number)[1])


def month_before(day: dt.date) -> dt.date:
    """A day of the month before."""
    return day.replace(day=1) - dt.timedelta(days=1)
