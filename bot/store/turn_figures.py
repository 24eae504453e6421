"""Turns counted: how many, by what, how they ended, how long they took."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.store.engine import Database
from bot.store.turn_tables import TurnRow

#: How many turns there were of a value (None: of none) with a status.
Tally = Mapping[tuple[str | None, str], int]
_HALF, _NEARLY_ALL = 50, 95
_NO_TURN: Final = 0


@dataclass(frozen=True)
class Times:
    """Milliseconds that half of the turns took at most, and 95 of 100: each is the time of one of them (nearest rank).

    Both are None where there was no turn.
    """

    p50: int | None = None
    p95: int | None = None


@dataclass(frozen=True)
class Counted:
    """The turns of some days. All parts tell of the same turns, also while others are being recorded.

    `verdicts` are of the self-checks that came to an end. `spells` are the times of each stretch that was asked for.
    """

    days: Mapping[tuple[dt.date, str], int]
    channels: Tally
    topics: Tally
    notices: Tally
    verdicts: Mapping[str, int]
    degraded: int
    times: Times
    spells: tuple[Times, ...]

    @property
    def turns(self) -> int:
        """All of them."""
        return sum(self.days.values())


class TurnFigures:
    """Counts what the gateway's database holds of turns. Raises StoreDown."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counted(self, first: dt.date, last: dt.date, stretches: Sequence[dt.date] = ()) -> Counted:
        """The turns of the days from `first` to `last`, both within.

        `stretches` cut them for the times: the last day of each, in order, `last` at the end; none, if not asked for.
        """
        with self._database.transaction() as session:
            newest = session.scalar(select(func.max(TurnRow.id))) or _NO_TURN
            within = and_(TurnRow.day.between(first, last), TurnRow.id <= newest)
            verdicts = _grouped(session, within, TurnRow.verdict)
            times, spells = _spells(session, within, stretches)
            return Counted(
                _grouped(session, within, TurnRow.day, TurnRow.status),
                _grouped(session, within, TurnRow.channel, TurnRow.status),
                _grouped(session, within, TurnRow.topic, TurnRow.status),
                _grouped(session, within, TurnRow.notice, TurnRow.status),
                {verdict: count for (verdict,), count in verdicts.items() if verdict is not None},
                _grouped(session, within, TurnRow.degraded).get((True,), 0),
                times,
                spells,
            )


def _grouped(
    session: Session, within: ColumnElement[bool], *columns: InstrumentedAttribute[Any]
) -> dict[Any, int]:
    """How many rows there are of each combination."""
    rows = session.execute(select(*columns, func.count()).where(within).group_by(*columns))
    return {tuple(row[:-1]): row[-1] for row in rows}


def _spells(
    session: Session, within: ColumnElement[bool], lasts: Sequence[dt.date]
) -> tuple[Times, tuple[Times, ...]]:
    """The times of all, and of each stretch.

    SQLite has no percentiles, and ranking rows by windows takes it ten times as long as reading how many took how
    long; counted here, both databases say the same.
    """
    whole: Counter[int] = Counter()
    parts: list[Counter[int]] = [Counter() for _ in lasts]
    for (day, ms), count in _grouped(session, within, TurnRow.day, TurnRow.ms).items():
        whole[ms] += count
        if lasts:
            parts[bisect_left(lasts, day)][ms] += count
    return _times(whole), tuple(_times(part) for part in parts)


def _times(counts: Counter[int]) -> Times:
    """Of how many turns took so many milliseconds each."""
    if not counts:
        return Times()
    ordered = sorted(counts)
    reached = list(accumulate(counts[ms] for ms in ordered))
    # The p-th percentile is the least that at least p of 100 do not exceed.
    ranks = (-(-reached[-1] * percent // 100) for percent in (_HALF, _NEARLY_ALL))
    p50, p95 = (ordered[bisect_left(reached, rank)] for rank in ranks)
    return Times(p50, p95)
