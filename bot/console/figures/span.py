"""The days that figures are told of, and the stretches into which charts cut them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

#: What the page offers; any number up to the longest may be asked for.
OFFERED: Final = (1, 7, 30, 90, 365)
USUAL: Final = 30
LONGEST: Final = 366
#: Of a longer span a chart shows weeks.
_DAILY: Final = 45
_WEEK: Final = 7


class BadSpan(Exception):
    """Days that cannot be counted; the text is the name of the field."""


@dataclass(frozen=True)
class Span:
    """Days from `first` to `last`, both within."""

    first: dt.date
    last: dt.date

    @classmethod
    def asked_for(cls, given: Mapping[str, Any], today: dt.date) -> Span:
        """`days` (30) up to the day `to` (today). Raises BadSpan."""
        days, to = (str(given.get(field, "")).strip() for field in ("days", "to"))
        if days and not (days.isascii() and days.isdigit() and len(days) < 4 and 1 <= int(days) <= LONGEST):
            raise BadSpan("days")
        try:
            last = dt.date.fromisoformat(to) if to else today
        except ValueError:
            raise BadSpan("to") from None
        if not 1980 <= last.year < 9999:
            raise BadSpan("to")
        return cls(last - dt.timedelta(days=int(days or USUAL) - 1), last)

    @property
    def days(self) -> int:
        """How many they are."""
        return (self.last - self.first).days + 1

    @property
    def before(self) -> Span:
        """As many days, those just before."""
        one = dt.timedelta(days=1)
        return Span(self.first - one * self.days, self.first - one)

    def stretches(self) -> list[Span]:
        """Each day, or weeks that end with the last day; the first of these may be shorter."""
        step = 1 if self.days <= _DAILY else _WEEK
        lasts = [self.last - dt.timedelta(days=back) for back in range(0, self.days, step)]
        return [Span(max(self.first, end - dt.timedelta(days=step - 1)), end) for end in reversed(lasts)]
