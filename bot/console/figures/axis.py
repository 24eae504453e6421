"""The upright axis of a chart: round figures, from 0 up."""

from __future__ import annotations

from typing import Final

_ROUND: Final = (1, 2, 5, 10)


def top_of(highest: int) -> int:
    """The least round figure (2, 4, 10, 20, 40, 100 …) that is not exceeded; its half is a whole number too."""
    size = 1
    while True:
        for step in _ROUND:
            if 2 * step * size >= highest:
                return 2 * step * size
        size *= 10
