"""What day it is where the notices hold. The only place of the action server that reads the clock."""

from __future__ import annotations

import datetime as dt
import os
from typing import Final
from zoneinfo import ZoneInfo

_ZONE: Final = ZoneInfo("Asia/Shanghai")


def today() -> dt.date:
    """The day in Zhejiang, or `ZHIWEN_TODAY` (2023-06-01) where tests or a demonstration set it."""
    given = os.environ.get("ZHIWEN_TODAY")
    return dt.date.fromisoformat(given) if given else dt.datetime.now(_ZONE).date()
