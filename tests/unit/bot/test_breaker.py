"""A circuit breaker."""

from __future__ import annotations

from bot.breaker import Breaker


def test_left_alone_after_failures_in_a_row_then_tried_by_one() -> None:
    """A success in between begins the count anew; after the pause one asks, and the others when that went well."""
    now = [0.0]
    breaker = Breaker(most=2, seconds=5, now=lambda: now[0])
    for went in (breaker.failed, breaker.went_well, breaker.failed):
        assert breaker.lets_through()
        went()
    breaker.failed()
    assert breaker.is_open
    assert not breaker.lets_through()
    now[0] = 5.0
    assert [breaker.lets_through() for _ in range(3)] == [True, False, False]
    now[0] = 10.0  # the one that was let through never came back
    assert [breaker.lets_through() for _ in range(2)] == [True, False]
    breaker.went_well()
    assert [breaker.lets_through() for _ in range(2)] == [True, True]
