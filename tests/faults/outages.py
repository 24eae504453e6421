"""The answers that `docs/faults.md` names, one by one, as people, staff and machines get them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from bot.console.cookies import SESSION
from tests.faults.guests import SLACK, Guest, until
from tests.faults.system import System

#: Seconds: what a question waits for Rasa at most here, a call for a database, one for Redis, a trial of Rasa.
RASA: Final = 4.0
STORE: Final = 5.0
REDIS: Final = 2.0
TRIAL: Final = 4.0
#: Figures that grow while questions get no answer of the dialogue.
FAILURES: Final = "zhiwen_dialogue_failures_total"
DEGRADED: Final = "zhiwen_degraded_seconds_total"


@contextmanager
def held(system: System, name: str) -> Iterator[None]:
    """Within, a process is there and says nothing."""
    system.hold(name)
    try:
        yield
    finally:
        system.go_on(name)


def well(guest: Guest) -> None:
    """All is as it should be, for machines and people."""
    until(lambda: guest.ready().said["status"] == "ready", "ready")
    until(lambda: guest.asks().is_full, "an answer of the dialogue")
    until(lambda: guest.enters().status == 201, "a session")
    assert guest.sends("well").status == 202
    assert guest.replies()


def answered_by_search(guest: Guest, first: float) -> None:
    """The first who ask wait so long; soon everybody has the result of a search at once. Machines are told."""
    failures, degraded = guest.figure(FAILURES), guest.figure(DEGRADED)
    for _ in range(3):
        found = guest.asks()
        assert found.is_plain
        assert found.seconds < first + SLACK
    found = guest.asks()
    assert found.is_plain
    assert found.seconds < TRIAL + SLACK
    assert guest.sends("meanwhile").status == 202
    assert guest.replies(2)
    ready = guest.ready()
    assert (ready.status, ready.said["status"], ready.said["dialogue"]) == (200, "degraded", False)
    assert ready.seconds < TRIAL + SLACK
    assert guest.figure(FAILURES) >= failures + 4
    assert guest.figure(DEGRADED) > degraded


def cannot_keep(guest: Guest, first: float) -> None:
    """Who writes is told to come again, and soon at once; who asks without a conversation is answered."""
    for seconds in (first, first, first):
        found = guest.enters()
        assert (found.status, found.later) == (503, "5")
        assert found.said["error"]["code"] == "unavailable"
        assert found.seconds < seconds + SLACK
    assert guest.sends("lost").status == 503
    assert guest.seen("GET", "/chat").status == 503
    assert guest.seen("GET", "/console", Cookie=f"{SESSION}=somebody").status == 503
    until(lambda: not guest.ready().said["conversations"], "the state of the database")
    ready = guest.ready()
    assert (ready.status, ready.said["status"]) == (200, "degraded")
    assert guest.seen("GET", "/api/notices").status == 200
    assert guest.figure('zhiwen_requests_total{code="503"') > 0
    assert guest.figure('zhiwen_answers{part="conversations"}') == 0


def goes_on_alone(guest: Guest, first: float) -> None:
    for _ in range(3):
        found = guest.asks()
        assert found.is_full
        assert found.seconds < first + SLACK
    assert guest.enters().status == 201
    assert guest.sends("alone").status == 202
    assert guest.replies()
    ready = guest.ready()
    assert (ready.status, ready.said["status"], ready.said["shared"]) == (200, "degraded", False)
    assert guest.figure('zhiwen_answers{part="shared"}') == 0
