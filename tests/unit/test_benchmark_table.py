"""The table of the benchmark says plainly what is kept of what is promised."""

from __future__ import annotations

from benchmarks._table import Row, table


def test_a_promise_is_held_against_the_ratio() -> None:
    """Twice the starter bot's messages are not three times."""
    assert not Row("messages a second", 10, 20, 3.0, at_least=True).kept
    assert Row("messages a second", 10, 30, 3.0, at_least=True).kept
    assert Row("p50", 10, 4, 0.4).kept
    assert not Row("p50", 10, 5, 0.4).kept


def test_growth_is_held_against_itself() -> None:
    """That the starter bot grows is no excuse."""
    assert not Row("turn 500 against turn 5", 10.0, 1.3, 1.2, of_ratio=False).kept


def test_what_is_missed_is_marked() -> None:
    """Every promise has its mark, in Markdown."""
    lines = table([Row("p50", 10, 5, 0.4), Row("p99", 10, 5)], "a machine").splitlines()
    assert lines[-2] == "| p50 | 10 | 5 | 0.50 | ≤ 0.4 ✗ |"
    assert lines[-1] == "| p99 | 10 | 5 | 0.50 |  |"
