"""Conditions: a small tree of tests, as `grammar` reads it from a notice file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from policies_kb.model.dates import Period

Comparison = Literal["at_least", "more_than", "at_most", "less_than"]
AsOf = Literal["counting", "closing", "applying"]
Start = Literal["day", "next_year"]
Bound = Period | int | float | str


@dataclass(frozen=True, slots=True)
class Is:
    """True where a yes-no attribute has this value."""

    value: bool


@dataclass(frozen=True, slots=True)
class In:
    """True where the choice is one of `values`."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    """True where a number, an ordered choice or the time passed stands so to `bound`.

    Time is counted up to the day `as_of` names: the notice's counting day, the last day for applying
    (`closing`) or the day of applying; `start` says whether it runs from the day itself or from 1 January
    of the following year.
    """

    how: Comparison
    bound: Bound
    as_of: AsOf = "counting"
    start: Start = "day"


@dataclass(frozen=True, slots=True)
class Within:
    """True where the person's place is `region` or lies in it."""

    region: str


@dataclass(frozen=True, slots=True)
class On:
    """True where something began or happened since `day` (included), or before it."""

    how: Literal["since", "before"]
    day: dt.date


Test = Is | In | Compare | Within | On


@dataclass(frozen=True, slots=True)
class All:
    """True where every part is."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """True where at least one part is (`any` in the file)."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """True where `part` is false."""

    part: Condition


@dataclass(frozen=True, slots=True)
class Has:
    """A test of what the person says about one attribute."""

    attribute: str
    test: Test


@dataclass(frozen=True, slots=True)
class LeftTo:
    """Decided by another document that the notice cites and that is not held: always unknown."""

    document: str


Condition = All | Some | Not | Has | LeftTo


def leaves(condition: Condition) -> Iterator[Has | LeftTo]:
    """The tests and documents in a condition, from left to right."""
    match condition:
        case All(parts) | Some(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case _:
            yield condition
