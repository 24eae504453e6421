"""When somebody of the staff is there: `mon-fri 08:30-12:00,13:30-17:30; sat 09:00-12:00`, in Zhejiang.

Holidays are not known, and not guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN: Final = re.compile(r"(\d{1,2}):(\d\d)-(\d{1,2}):(\d\d)")
_WEEK: Final = 7 * 24 * 60


class BadHours(Exception):
    """Hours that cannot be read; the text says which part and why."""


@dataclass(frozen=True)
class Hours:
    """Stretches of the week, [start, end) in minutes since Monday 0:00, in order and apart; none: always."""

    spans: tuple[tuple[int, int], ...] = ()

    @classmethod
    def read(cls, text: str) -> Hours:
        """Read a setting; an empty one is «always». Raises BadHours."""
        parts = [part.strip().lower() for part in text.split(";") if part.strip()]
        spans = sorted(span for part in parts for span in _spans(part))
        for (_, end), (start, _) in pairwise(spans):
            if start < end:
                raise BadHours(f"two stretches overlap on {_DAYS[start // 1440]}")
        return cls(tuple(spans))

    def opens(self, moment: dt.datetime) -> dt.datetime | None:
        """When somebody is there again; None where somebody is there now."""
        minute = moment.weekday() * 1440 + moment.hour * 60 + moment.minute
        if not self.spans or any(start <= minute < end for start, end in self.spans):
            return None
        wait = min((start - minute) % _WEEK for start, _ in self.spans)
        return moment.replace(second=0, microsecond=0) + dt.timedelta(minutes=wait)


def _spans(part: str) -> list[tuple[int, int]]:
    days, _, times = part.partition(" ")
    if not times:
        raise BadHours(f"{part!r}: write days, a space and times, such as mon-fri 08:30-12:00,13:30-17:30")
    stretches = [_stretch(one.strip()) for one in times.split(",")]
    return [(day * 1440 + start, day * 1440 + end) for day in _days(days) for start, end in stretches]


def _days(text: str) -> list[int]:
    days: list[int] = []
    for one in text.split(","):
        first, _, last = one.partition("-")
        if first not in _DAYS or (last or first) not in _DAYS:
            raise BadHours(f"{one!r}: days are {', '.join(_DAYS)}, or two of them with - between")
        start, end = _DAYS.index(first), _DAYS.index(last or first)
        days += [(start + step) % 7 for step in range((end - start) % 7 + 1)]
    return days


def _stretch(text: str) -> tuple[int, int]:
    found = _SPAN.fullmatch(text)
    if not found:
        raise BadHours(f"{text!r}: times are written 08:30-12:00")
    hour, minute, to_hour, to_minute = map(int, found.groups())
    start, end = hour * 60 + minute, to_hour * 60 + to_minute
    if minute > 59 or to_minute > 59 or not 0 <= start < end <= 1440:
        raise BadHours(f"{text!r}: must begin before it ends, between 00:00 and 24:00")
    return start, end
