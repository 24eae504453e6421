"""Stacked bars by day: how many turns there were, and how they ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.console.figures.axis import top_of
from bot.console.figures.outcome import Outcome, outcome_of
from bot.console.figures.span import Span


@dataclass(frozen=True)
class Part:
    """A piece of a bar: its outcome, how many, where it begins from above and how high it is, in units of the axis."""

    outcome: Outcome
    count: int
    y: int
    height: int


@dataclass(frozen=True)
class Column:
    """A bar for one stretch; `parts` from below, without those that are none."""

    stretch: Span
    counts: Mapping[Outcome, int]
    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        """All turns of the stretch."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Stack:
    """The chart: as wide as it has columns, as high as `top`."""

    columns: tuple[Column, ...]
    top: int


def stack(days: Mapping[tuple[date, str], int], stretches: Sequence[Span]) -> Stack:
    """One bar for each stretch."""
    counted = [_counts(days, one) for one in stretches]
    top = top_of(max((sum(counts.values()) for counts in counted), default=0))
    columns = (
        Column(one, counts, _parts(counts, top)) for one, counts in zip(stretches, counted, strict=True)
    )
    return Stack(tuple(columns), top)


def _counts(days: Mapping[tuple[date, str], int], stretch: Span) -> dict[Outcome, int]:
    found: Counter[Outcome] = Counter()
    for (day, status), count in days.items():
        if stretch.first <= day <= stretch.last:
            found[outcome_of(status)] += count
    return {outcome: found[outcome] for outcome in Outcome}


def _parts(counts: Mapping[Outcome, int], top: int) -> tuple[Part, ...]:
    parts, above = [], top
    for outcome, count in counts.items():
        if count:
            above -= count
            parts.append(Part(outcome, count, above, count))
    return tuple(parts)
