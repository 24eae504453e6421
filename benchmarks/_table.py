"""A table of what was measured of two bots, with ratios and promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One figure of both; `promised` bounds the ratio (or, with `of_ratio` false, the assistant's own figure)."""

    name: str
    starter: float
    assistant: float
    promised: float | None = None
    at_least: bool = False
    of_ratio: bool = True

    @property
    def ratio(self) -> float:
        """The assistant's figure by the starter bot's."""
        return self.assistant / self.starter

    @property
    def kept(self) -> bool:
        """Whether it is as promised."""
        if self.promised is None:
            return True
        judged = self.ratio if self.of_ratio else self.assistant
        return judged >= self.promised if self.at_least else judged <= self.promised

    @property
    def line(self) -> str:
        """The row in Markdown."""
        promise = "" if self.promised is None else f"{'≥' if self.at_least else '≤'} {self.promised:g}"
        mark = "" if self.promised is None else " ✓" if self.kept else " ✗"
        figures = " | ".join(map(_figure, (self.starter, self.assistant)))
        return f"| {self.name} | {figures} | {self.ratio:.2f} | {promise}{mark} |"


def _figure(value: float) -> str:
    """Three figures of it, but never fewer than stand before the point."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def table(rows: Sequence[Row], machine: str) -> str:
    """All rows, and what they were measured on."""
    head = "| | starter bot | assistant | ratio | promised |\n|---|--:|--:|--:|--:|"
    return "\n".join((f"{machine}.\n", head, *(row.line for row in rows)))
