"""Bars by category: one row of a table each, so that the chart and its table are the same thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

#: A value of a category; None stands for «none».
Code = str | None


@dataclass(frozen=True)
class Bar:
    """One category: how many, its part of the whole (0 to 1), its length (0 to 100), and how many before.

    `code` is empty for what the lesser categories come to together. `before` is None where it is not known.
    """

    code: Code
    name: str
    count: int
    share: float
    length: float
    before: int | None


def bars(
    now: Mapping[Code, int],
    before: Mapping[Code, int] | None,
    name: Callable[[Code], str],
    rest: str,
    most: int,
) -> list[Bar]:
    """The largest first; beyond `most` of them the others are one bar called `rest` (with their number in it)."""
    codes = sorted(
        {*now, *(before or {})},
        key=lambda code: (-now.get(code, 0), -(before or {}).get(code, 0), code or ""),
    )
    shown = codes if len(codes) <= most else codes[: most - 1]
    lesser = codes[len(shown) :]
    rows = [
        (code, name(code), now.get(code, 0), None if before is None else before.get(code, 0))
        for code in shown
    ]
    if lesser:
        was = None if before is None else sum(before.get(code, 0) for code in lesser)
        rows.append(("", rest.format(n=len(lesser)), sum(now.get(code, 0) for code in lesser), was))
    whole, longest = sum(now.values()), max((row[2] for row in rows), default=0)
    return [
        Bar(code, named, n, n / whole if whole else 0.0, round(100 * n / longest, 2) if longest else 0.0, was)
        for code, named, n, was in rows
    ]
