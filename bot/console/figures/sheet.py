"""The figures as the rows of a file: what, code, name, how many, how many before."""

from __future__ import annotations

from collections.abc import Iterator

from bot.console.figures.naming import Naming
from bot.console.figures.report import Report

Row = list[str | int | float | None]


def rows(report: Report, naming: Naming) -> Iterator[Row]:
    """Heads, the span, the summary, every category, every day."""
    say, before = naming.say, report.span.before
    yield [say[f"figures_sheet_{name}"] for name in ("what", "code", "name", "now", "before")]
    yield [say["figures_sheet_first"], None, None, str(report.span.first), str(before.first)]
    yield [say["figures_sheet_last"], None, None, str(report.span.last), str(before.last)]
    yield from _summary(report, naming)
    for chart in report.whole_charts(naming):
        for bar in chart.bars:
            yield [say[f"figures_by_{chart.name}"], bar.code, bar.name, bar.count, bar.before]
    for column in report.stack().columns:
        for outcome, count in column.counts.items():
            day = str(column.stretch.first), str(column.stretch.last)
            what = say["figures_by_day"]
            yield [what, "/".join(dict.fromkeys(day)), say[f"figures_{outcome.value}"], count, None]


def _summary(report: Report, naming: Naming) -> Iterator[Row]:
    """Numbers as they are: a spreadsheet can do the rest."""
    what, now, before = naming.say["figures_summary"], report.summary, report.summary_before
    parts = ("turns", "questions", "answered", "asked_back", "unanswered", "handoffs", "checks", "degraded")
    for part in parts:
        was = getattr(before, part) if before else None
        yield [what, part, naming.say[f"figures_{part}"], getattr(now, part), was]
    for part in ("p50", "p95"):
        was = getattr(before.times, part) if before else None
        yield [what, f"{part}_ms", naming.say[f"figures_{part}"], getattr(now.times, part), was]
