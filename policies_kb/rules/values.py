"""What a person said about an attribute: a value, a range of values, that there is none, or that it is unknown.

Every value keeps the person's own `words` for the explanation; they never decide anything.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from policies_kb.model.attribute import Attribute
from policies_kb.model.dates import Period, add_months


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    value: bool
    words: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class OneOf:
    """A choice that is one of `values` (one where it is known)."""

    values: frozenset[str]
    words: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not self.values:
            raise ValueError("a choice needs at least one value")


@dataclass(frozen=True, slots=True)
class Between:
    """A number from `low` to `high`, both included."""

    low: float
    high: float
    words: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"{self.low} is more than {self.high}")


@dataclass(frozen=True, slots=True)
class Since:
    """Something that began, or happened, on a day from `first` to `last` («2019年7月»: all of July)."""

    first: dt.date
    last: dt.date
    words: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"{self.first} is after {self.last}")


@dataclass(frozen=True, slots=True)
class Lasting:
    """Time that has passed: `low` to `high` months («五六年»: 60 to 72; `high` None: or more).

    Exactly so on the day up to which a rule counts, whichever that is, or on `as_of` where the person named a day.
    """

    low: int
    high: int | None
    as_of: dt.date | None = None
    words: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if self.low < 0 or (self.high is not None and self.high < self.low):
            raise ValueError(f"{self.low} to {self.high} months is no length of time")

    @classmethod
    def exactly(cls, period: Period, as_of: dt.date | None = None) -> Lasting:
        """«四年»: exactly that long."""
        return cls(period.months, period.months, as_of)

    def began(self, day: dt.date) -> Since:
        """When it began, if it had lasted so long on `as_of`, or else on `day`."""
        end = self.as_of or day
        first = dt.date.min if self.high is None else add_months(end, -self.high)
        return Since(first, add_months(end, -self.low), self.words)


@dataclass(frozen=True, slots=True)
class Located:
    """A place: `region` or somewhere in it. `elsewhere`: in it, but in none of its parts that are listed."""

    region: str
    elsewhere: bool = False
    words: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Absent:
    """The thing does not exist («没有证书»): every test of it is false."""

    words: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Unsure:
    """The person was asked and does not know: unknown, and not to be asked again."""

    words: str = field(default="", compare=False)


Value = Flag | OneOf | Between | Since | Lasting | Located | Absent | Unsure

#: What is known of a person, by attribute. A missing attribute has not been spoken of.
Facts = Mapping[str, Value]


class MisfitError(ValueError):
    """A test or an answer that does not fit its attribute: «what; mend»."""


def misfit(attribute: Attribute, value: Value) -> MisfitError:
    """What to raise for an answer of the wrong type."""
    return MisfitError(f"{type(value).__name__} is no answer to {attribute.name}; it is a {attribute.type}")
