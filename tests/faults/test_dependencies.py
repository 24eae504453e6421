"""Each thing that the gateway needs is stopped, made silent and started again: the answer that `docs/faults.md` names
comes in time, and all is well again without anybody's doing. One of each process, the real ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest

from tests.faults import programs
from tests.faults.guests import SLACK, Guest, until
from tests.faults.outages import (
    FAILURES,
    RASA,
    REDIS,
    STORE,
    TRIAL,
    answered_by_search,
    cannot_keep,
    goes_on_alone,
    held,
    well,
)
from tests.faults.system import Size, System

#: So many lines at most does the gateway log about all that is done to it here.
LINES: Final = 400


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """One of each. What one test spoils the next one sees; at the end nobody was shouted at in the log."""
    programs.require()
    folder = tmp_path_factory.mktemp("dependencies")
    settings = {"ZHIWEN_TODAY": "2023-06-01", "ZHIWEN_RASA_TIMEOUT": f"{RASA:g}"}
    with System(folder, Size(rasa=1, gateways=1), **settings) as made:
        yield made
        for name in ("gateway-1", "actions-1"):
            assert "Traceback" not in made.logged(name)
        assert "[error" not in made.logged("gateway-1")
        assert len(made.logged("gateway-1").splitlines()) < LINES


@pytest.fixture
def guest(system: System) -> Guest:
    """Somebody at a gateway where all is well, whatever was before."""
    found = Guest(system.gateways[0])
    well(found)
    return found


def test_rasa_is_stopped(system: System, guest: Guest) -> None:
    """A cited result of a search, said to be one; the dialogue goes on when Rasa is back."""
    system.stop("rasa-1")
    answered_by_search(guest, first=0)
    system.start("rasa-1")
    well(guest)


def test_rasa_says_nothing(system: System, guest: Guest) -> None:
    """The same, for the first who ask after the time that Rasa has."""
    with held(system, "rasa-1"):
        answered_by_search(guest, first=RASA)
    well(guest)


def test_the_actions_are_stopped(system: System, guest: Guest) -> None:
    """The same; that Rasa itself is well deceives nobody."""
    system.stop("actions-1")
    answered_by_search(guest, first=0)
    system.start("actions-1")
    well(guest)


def test_the_actions_say_nothing(system: System, guest: Guest) -> None:
    """The same."""
    with held(system, "actions-1"):
        answered_by_search(guest, first=RASA)
    well(guest)


def test_postgres_is_stopped(system: System, guest: Guest) -> None:
    """Nothing can be kept, and that is said; questions without a conversation are answered, by the dialogue."""
    system.stop("postgres")
    cannot_keep(guest, first=0)
    assert guest.asks().is_full
    system.start("postgres")
    well(guest)


def test_postgres_says_nothing(system: System, guest: Guest) -> None:
    """The same after five seconds; Rasa may be waiting for its trackers, then it is a search that answers."""
    with held(system, "postgres"):
        cannot_keep(guest, first=STORE)
        found = guest.asks()
        assert found.is_plain or found.is_full
        assert found.seconds < RASA + TRIAL + SLACK
        assert guest.seen("GET", "/healthz").seconds < SLACK
    well(guest)


def test_a_reply_outlasts_the_database(system: System, guest: Guest) -> None:
    """A message was taken, and the database went before the reply: it is there afterwards, once."""
    before = guest.figure(FAILURES)
    with held(system, "rasa-1"):
        assert guest.enters().status == 201
        assert guest.sends("taken").status == 202
        system.stop("postgres")
        until(lambda: guest.figure(FAILURES) > before, "an answer to be kept")
    system.start("postgres")
    assert len(guest.replies()) == 1
    again = guest.sends("taken")
    assert (again.status, len(guest.replies())) == (200, 1)
    well(guest)


def test_a_gateway_that_starts_without_postgres(system: System, guest: Guest) -> None:
    """It runs and has nothing to answer from, and says whom to ask; it is whole once PostgreSQL is there."""
    system.stop("gateway-1")
    system.stop("postgres")
    system.start("gateway-1")
    ready = guest.ready()
    assert (ready.status, ready.said["status"], ready.said["notices"]) == (503, "unavailable", 0)
    assert guest.asks().seconds < RASA + TRIAL + SLACK
    assert guest.seen("GET", "/api/notices").status == 503
    assert guest.enters().status == 503
    system.start("postgres")
    well(guest)


def test_redis_is_stopped(system: System, guest: Guest) -> None:
    """Nobody notices; machines do."""
    system.stop("redis")
    goes_on_alone(guest, first=0)
    system.start("redis")
    well(guest)


def test_redis_says_nothing(system: System, guest: Guest) -> None:
    """An answer comes a little later."""
    with held(system, "redis"):
        goes_on_alone(guest, first=3 * REDIS)
    well(guest)
