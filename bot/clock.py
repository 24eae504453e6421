"""What day it is where the notices hold. The only place of the gateway that reads the clock for an answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final
from zoneinfo import ZoneInfo

Clock = Callable[[], dt.date]
Moments = Callable[[], dt.datetime]
_ZONE: Final = ZoneInfo("Asia/Shanghai")


def clock(fixed: str | None) -> Clock:
    """A clock that tells the day in Zhejiang, or always the day `fixed` (2023-06-01)."""
    if fixed:
        day = dt.date.fromisoformat(fixed)
        return lambda: day
    return lambda: dt.datetime.now(_ZONE).date()


def moments(fixed: str | None) -> Moments:
    """The time in Zhejiang; with a `fixed` day the time of day is the real one."""
    day = clock(fixed)
    return lambda: dt.datetime.combine(day(), dt.datetime.now(_ZONE).time(), _ZONE)
