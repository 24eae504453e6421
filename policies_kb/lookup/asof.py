"""What held on a day: which publication was in force, and whether a notice's window was open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final, Literal, Protocol, TypeVar
from zoneinfo import ZoneInfo

from policies_kb.model.notice import Notice

#: Days begin where the notices hold.
_ZONE: Final = ZoneInfo("Asia/Shanghai")

#: First and last day.
Window = tuple[dt.date | None, dt.date | None]
State = Literal["coming", "open", "closed", "unstated"]


class Published(Protocol):
    """Something that was published at a moment; a moment without a zone is UTC, as the store keeps it."""

    @property
    def number(self) -> int:
        """Counts up with every publication."""
        ...

    @property
    def published_at(self) -> dt.datetime:
        """When it was put into force."""
        ...


Some = TypeVar("Some", bound=Published)


def in_force(publications: Iterable[Some], on: dt.date) -> Some | None:
    """The publication in force at the end of the day `on` in Zhejiang; None where nothing was published by then."""
    by_then = [one for one in publications if _day(one.published_at) <= on]
    return max(by_then, key=lambda one: (one.published_at.replace(tzinfo=None), one.number), default=None)


def window_of(notice: Notice) -> Window:
    """First and last day of applying, as far as the notice says."""
    window = notice.window
    return (window.opens, window.closes) if window else (None, None)


def state_of(notice: Notice, on: dt.date) -> State:
    """Whether one can apply on a day. A round of an earlier year without a window is closed."""
    opens, closes = window_of(notice)
    if (closes and on > closes) or (closes is None and notice.year < on.year):
        return "closed"
    if opens and on < opens:
        return "coming"
    return "open" if opens or closes else "unstated"


def _day(moment: dt.datetime) -> dt.date:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return aware.astimezone(_ZONE).date()
