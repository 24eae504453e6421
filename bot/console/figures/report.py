"""Everything that the page shows and the file holds, for one span of days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from bot.console.figures.bars import Bar, Code, bars
from bot.console.figures.line import Lines, lines
from bot.console.figures.naming import Naming
from bot.console.figures.outcome import Summary, by_status, totals
from bot.console.figures.span import Span
from bot.console.figures.stack import Stack, stack
from bot.store import Counted

#: So many bars a chart has; the file has all.
MOST: Final = 12
_ALL: Final = 10_000


@dataclass(frozen=True)
class Chart:
    """Bars, under the phrase `figures_by_<name>`."""

    name: str
    bars: list[Bar]


@dataclass(frozen=True)
class Report:
    """A span, what was counted in it and in the days before; `before` is None where those are no longer kept."""

    span: Span
    now: Counted
    before: Counted | None

    @property
    def summary(self) -> Summary:
        """The figures of the span."""
        return Summary.of(self.now)

    @property
    def summary_before(self) -> Summary | None:
        """The figures of the days before."""
        return Summary.of(self.before) if self.before else None

    def charts(self, naming: Naming, most: int = MOST) -> list[Chart]:
        """The bars. Topics and notices are counted over the questions, the others over all turns."""
        parts: list[tuple[str, Callable[[Counted], Mapping[Code, int]], Callable[[Code], str]]] = [
            ("topic", lambda one: totals(one.topics, questions_only=True), naming.topic),
            ("notice", lambda one: totals(one.notices, questions_only=True), naming.notice),
            ("status", lambda one: dict[Code, int](by_status(one).items()), naming.word("status")),
            ("channel", lambda one: totals(one.channels, questions_only=False), naming.word("channel")),
            ("verdict", lambda one: dict[Code, int](one.verdicts.items()), naming.word("verdict")),
        ]
        rest = naming.say["figures_rest"]
        return [
            Chart(name, bars(read(self.now), read(self.before) if self.before else None, called, rest, most))
            for name, read, called in parts
        ]

    def whole_charts(self, naming: Naming) -> list[Chart]:
        """The same with every category."""
        return self.charts(naming, _ALL)

    def stack(self) -> Stack:
        """Turns by day and outcome."""
        return stack(self.now.days, self.span.stretches())

    def lines(self) -> Lines:
        """Times by day."""
        return lines(self.span.stretches(), self.now.spells)
