"""Turns counted: how many, by what, how they ended, how long they took."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final

from sqlalchemy import ColumnElement, Date, Integer, and_, column, func, select, values
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.store.engine import Database
from bot.store.turn_tables import TurnRow

#: How many turns there were of a value (None: of none) with a status.
Tally = Mapping[tuple[str | None, str], int]
_HALF, _NEARLY_ALL = 50, 95
_NO_TURN: Final = 0
_BESIDE: Final = TurnRow.status
#: What turns are counted by, all at once: going through the rows takes longer than sorting them by one more column.
_TOLD: Final = (_BESIDE, TurnRow.channel, TurnRow.topic, TurnRow.notice, TurnRow.verdict, TurnRow.degraded)


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
            days = _grouped(session, within, TurnRow.day, TurnRow.status)
            told = _grouped(session, within, *_TOLD)
            spells = _spells(session, newest, first, stretches or (last,))
        verdicts = _tally(told, TurnRow.verdict)
        return Counted(
            days,
            _tally(told, TurnRow.channel),
            _tally(told, TurnRow.topic),
            _tally(told, TurnRow.notice),
            {verdict: count for (verdict, _), count in verdicts.items() if verdict is not None},
            sum(count for (degraded, _), count in _tally(told, TurnRow.degraded).items() if degraded),
            _times(sum(spells, Counter())),
            tuple(_times(spell) for spell in spells) if stretches else (),
        )


def _grouped(
    session: Session, within: ColumnElement[bool], *columns: InstrumentedAttribute[Any]
) -> dict[Any, int]:
    """How many rows there are of each combination."""
    rows = session.execute(select(*columns, func.count()).where(within).group_by(*columns))
    return {tuple(row[:-1]): row[-1] for row in rows}


def _tally(told: Mapping[tuple[Any, ...], int], column: InstrumentedAttribute[Any]) -> dict[Any, int]:
    """The same by one of the columns and what it is told beside."""
    place, beside = _TOLD.index(column), _TOLD.index(_BESIDE)
    found: Counter[tuple[Any, Any]] = Counter()
    for values_, count in told.items():
        found[values_[place], values_[beside]] += count
    return dict(found)


def _spells(session: Session, newest: int, first: dt.date, lasts: Sequence[dt.date]) -> list[Counter[int]]:
    """How many turns took how many milliseconds, in each stretch.

    SQLite has no percentiles, and ranking rows by windows takes it ten times as long as reading how many took how
    long; counted here, both databases say the same.
    """
    one = dt.timedelta(days=1)
    begins = [first, *(last + one for last in lasts[:-1])]
    spell = (
        values(column("n", Integer), column("begins", Date), column("ends", Date), name="spell")
        .data([(n, *days) for n, days in enumerate(zip(begins, lasts, strict=True))])
        .cte("spell")
    )
    rows = session.execute(
        select(spell.c.n, TurnRow.ms, func.count())
        .join(TurnRow, TurnRow.day.between(spell.c.begins, spell.c.ends))
        .where(TurnRow.id <= newest)
        .group_by(spell.c.n, TurnRow.ms)
    )
    found: list[Counter[int]] = [Counter() for _ in lasts]
    for n, ms, count in rows:
        found[n][ms] = count
    return found


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
