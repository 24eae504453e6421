"""Moments as staff read them: by the clock in Zhejiang."""

from __future__ import annotations

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

_ZONE: Final = ZoneInfo("Asia/Shanghai")


def local(moment: dt.datetime) -> str:
    """`2031-05-01 16:00:07`."""
    return moment.astimezone(_ZONE).strftime("%Y-%m-%d %H:%M:%S")


def morning(day: dt.date) -> dt.datetime:
    """The moment at which a day begins. Raises OverflowError at the ends of time."""
    return dt.datetime.combine(day, dt.time(), _ZONE).astimezone(dt.UTC)
