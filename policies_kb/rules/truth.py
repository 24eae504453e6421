"""Three values: unknown is never taken for no.

Inside the engine the values are small numbers (0 false, 1 unknown, 2 true), so that «and» is the least of them,
«or» the greatest and «not» what is left to 2 (Kleene's strong logic); outside they are `Truth`.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Final, NoReturn

NO: Final = 0
OPEN: Final = 1
YES: Final = 2


class Truth(Enum):
    """True, false or unknown. Asking for its `bool` raises: compare with a member instead."""

    FALSE = NO
    UNKNOWN = OPEN
    TRUE = YES

    def __bool__(self) -> NoReturn:
        raise TypeError("a Truth has three values: write `truth is Truth.TRUE`, not `if truth`")

    def __and__(self, other: Truth) -> Truth:
        return Truth(min(self.value, other.value))

    def __or__(self, other: Truth) -> Truth:
        return Truth(max(self.value, other.value))

    def __invert__(self) -> Truth:
        return Truth(YES - self.value)

    @classmethod
    def of(cls, value: bool | None) -> Truth:
        """The truth of a yes, a no or a not known."""
        return cls.UNKNOWN if value is None else cls.TRUE if value else cls.FALSE


def every(truths: Iterable[Truth]) -> Truth:
    """True where all are (also where there are none), false where one is false."""
    return Truth(min((truth.value for truth in truths), default=YES))


def some(truths: Iterable[Truth]) -> Truth:
    """True where one is, false where all are false (also where there are none)."""
    return Truth(max((truth.value for truth in truths), default=NO))
