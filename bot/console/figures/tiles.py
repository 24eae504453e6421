"""The few figures at the top, each beside what it was in the days before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.console.figures.outcome import Summary

Say = Mapping[str, str]


@dataclass(frozen=True)
class Tile:
    """One figure in words. `before` is empty where it is not known; `change` too, where either is not."""

    name: str
    value: str
    change: str
    before: str


@dataclass(frozen=True)
class _Figure:
    """How one figure is read from a summary, written, and how far it is from that of before."""

    name: str
    read: Callable[[Summary], float | None]
    write: Callable[[float | None, Say], str]
    differ: Callable[[float, Say], str]


def tiles(now: Summary, before: Summary | None, say: Say) -> list[Tile]:
    """The figures in their order."""
    return [_tile(figure, now, before, say) for figure in _FIGURES]


def amount(value: float | None, say: Say) -> str:
    """`1,204`."""
    return say["figures_unknown"] if value is None else f"{value:,.0f}"


def percent(value: float | None, say: Say) -> str:
    """`71.2%`."""
    return say["figures_unknown"] if value is None else f"{100 * value:.1f}%"


def duration(value: float | None, say: Say) -> str:
    """Milliseconds: `840 毫秒`, `1.84 秒`."""
    if value is None:
        return say["figures_unknown"]
    if abs(value) < 1000:
        return say["figures_ms"].format(n=f"{value:.0f}")
    return say["figures_seconds"].format(n=f"{value / 1000:.2f}".rstrip("0").rstrip("."))


def _tile(figure: _Figure, now: Summary, before: Summary | None, say: Say) -> Tile:
    value = figure.read(now)
    was = figure.read(before) if before else None
    change = "" if value is None or was is None else figure.differ(value - was, say)
    return Tile(
        say[f"figures_{figure.name}"],
        figure.write(value, say),
        change,
        figure.write(was, say) if before else "",
    )


def _more(change: float, say: Say) -> str:
    return _signed(f"{change:+,.0f}")


def _points(change: float, say: Say) -> str:
    return say["figures_points"].format(n=_signed(f"{100 * change:+.1f}"))


def _longer(change: float, say: Say) -> str:
    sign = "+" if change > 0 else "−" if change < 0 else "±"
    return f"{sign}{duration(abs(change), say)}"


def _signed(text: str) -> str:
    """With a true minus, and neither sign for nothing."""
    return f"±{text[1:]}" if not text.strip("+-0.") else text.replace("-", "−")


_FIGURES = (
    _Figure("questions", lambda one: one.questions, amount, _more),
    _Figure("answer_rate", lambda one: one.share(one.answered), percent, _points),
    _Figure("back_rate", lambda one: one.share(one.asked_back), percent, _points),
    _Figure("unanswered_rate", lambda one: one.share(one.unanswered), percent, _points),
    _Figure("handoffs", lambda one: one.handoffs, amount, _more),
    _Figure("checks", lambda one: one.checks, amount, _more),
    _Figure("p50", lambda one: one.times.p50, duration, _longer),
    _Figure("p95", lambda one: one.times.p95, duration, _longer),
)
