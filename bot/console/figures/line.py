"""A line by day: how long replies took. Days without a turn leave a gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.console.figures.axis import top_of
from bot.console.figures.span import Span
from bot.store import Times


@dataclass(frozen=True)
class Line:
    """One line in pieces, each the `points` of a polyline; `dots` are points with nothing beside them."""

    name: str
    pieces: tuple[str, ...]
    dots: tuple[str, ...]


@dataclass(frozen=True)
class Lines:
    """The chart: as wide as it has stretches, as high as `top` milliseconds."""

    stretches: tuple[tuple[Span, Times], ...]
    lines: tuple[Line, ...]
    top: int


def lines(stretches: Sequence[Span], times: Sequence[Times]) -> Lines:
    """The time of half of the replies, and of 95 of 100."""
    top = top_of(max((one.p95 or 0 for one in times), default=0))
    drawn = tuple(_line(name, [getattr(one, name) for one in times], top) for name in ("p95", "p50"))
    return Lines(tuple(zip(stretches, times, strict=True)), drawn, top)


def _line(name: str, values: Sequence[int | None], top: int) -> Line:
    pieces: list[list[str]] = [[]]
    for number, value in enumerate(values):
        if value is None:
            pieces.append([])
        else:
            pieces[-1].append(f"{number + 0.5},{top - value}")
    drawn = tuple(" ".join(piece) for piece in pieces if len(piece) > 1)
    # A dot is a line that ends where it began: its ends are round.
    return Line(name, drawn, tuple(" ".join(piece * 2) for piece in pieces if len(piece) == 1))
