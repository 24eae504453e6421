"""When people are to be reminded of deadlines. Pure: what time it is and what was told already are arguments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from policies_kb.catalogue import Deadline

#: So many days before the last day of a deadline people are reminded of it.
DAYS: Final = (7, 3, 1)
#: How the name of a reminder begins, in the place where replies have that of the message.
REMINDER: Final = "remind:"
#: Where the notices hold, and when people there are awake but not yet busy.
ZONE: Final = ZoneInfo("Asia/Shanghai")
AT: Final = dt.time(9)


@dataclass(frozen=True)
class Due:
    """A deadline of which people are to be told now, and the whole days that are left (0: it closes today)."""

    deadline: Deadline
    days: int


def due(deadlines: Iterable[Deadline], told_until: dt.datetime, now: dt.datetime) -> list[Due]:
    """What is to be told at `now`, when everything up to and including `told_until` was told; in the order given.

    Several moments of one deadline that passed unused become one Due; a deadline whose day is over gives none.
    Both times have a zone, any zone; ValueError where one has none.
    """
    today, since = _local(now).date(), _local(told_until)
    return [
        Due(one, (one.closes - today).days)
        for one in deadlines
        if one.closes >= today and any(since < moment <= now for moment in _moments(one))
    ]


def next_moment(
    deadlines: Iterable[Deadline], told_until: dt.datetime, now: dt.datetime
) -> dt.datetime | None:
    """The first moment that is still to be told, in Shanghai's time; None where there is none.

    It is not after `now` exactly when `due` gives something: then tell at once, and ask again with a later
    `told_until`. Both times have a zone, any zone; ValueError where one has none.
    """
    today, since = _local(now).date(), _local(told_until)
    return min(
        (moment for one in deadlines if one.closes >= today for moment in _moments(one) if moment > since),
        default=None,
    )


def _moments(deadline: Deadline) -> Iterator[dt.datetime]:
    for days in DAYS:
        yield dt.datetime.combine(deadline.closes - dt.timedelta(days=days), AT, ZONE)


def _local(moment: dt.datetime) -> dt.datetime:
    """The same moment in Shanghai's time. One without a zone would silently take the machine's."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no zone; give one, for instance UTC")
    return moment.astimezone(ZONE)
