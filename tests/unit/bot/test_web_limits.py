"""Limits: how much, and how long to wait."""

from __future__ import annotations

import pytest

from bot.web.limits import Open, Rate, TooMany


@pytest.fixture
def now() -> list[float]:
    """The time, to be moved."""
    return [0.0]


def test_so_many_at_once_then_one_by_one(now: list[float]) -> None:
    """Six a minute: six at once, then one every ten seconds, and the wait is told."""
    rate = Rate(6, lambda: now[0])
    assert [rate.wait("a") for _ in range(7)] == [0] * 6 + [10]
    now[0] += 9
    assert rate.wait("a") == 1
    now[0] += 1
    assert [rate.wait("a"), rate.wait("a")] == [0, 10]


def test_keys_do_not_share(now: list[float]) -> None:
    """Each has its own."""
    rate = Rate(1, lambda: now[0])
    assert [rate.wait("a"), rate.wait("b"), rate.wait("a")] == [0, 0, 60]


def test_who_waits_long_has_no_more_than_the_most(now: list[float]) -> None:
    """Patience is not saved up."""
    rate = Rate(2, lambda: now[0])
    rate.wait("a")
    now[0] += 3600
    assert [rate.wait("a") for _ in range(3)] == [0, 0, 30]


def test_as_many_at_the_same_time(now: list[float]) -> None:
    """One more where one was closed, also by an error."""
    streams = Open(1)
    with streams.one("a"), streams.one("b"), pytest.raises(TooMany), streams.one("a"):
        pass
    with pytest.raises(ValueError, match="broken"), streams.one("a"):
        raise ValueError("broken")
    with streams.one("a"):
        pass
