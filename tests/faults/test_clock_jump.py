"""The clock of a gateway jumps by days, forwards and backwards, while it answers.

The gateway is told another time by libfaketime (Debian: faketime) than all the others; what it measures by a clock that
nobody can set is left alone, as a real jump would.
"""

from __future__ import annotations

import datetime as dt
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.guests import SLACK, Guest
from tests.faults.hostile_gateway import gateway
from tests.integration.bot import postgres
from tests.unit.deploy.programs import provided

#: libfaketime 0.9.10 refuses Python's `sleep`, where it leaves alone the clock that nobody can set.
SLEEP = "import select, time\ntime.sleep = lambda seconds: select.select((), (), (), seconds) and None\n"
#: Seconds that a question waits for a Rasa that says nothing: longer than a claim on it lasts.
RASA = 12.0


class Clock:
    """The time that a gateway is told. It looks at the file whenever it wants to know."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.shows("+0")

    def shows(self, shift: str) -> None:
        """`+1d`: a day too much."""
        self._file.write_text(f"{shift}\n", encoding="ascii")


@pytest.fixture
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """What processes started from now on are told."""
    program = Path(provided("faketime", "faketime"))
    (library,) = program.parent.parent.glob("lib/*/faketime/libfaketimeMT.so.1")
    (tmp_path / "sitecustomize.py").write_text(SLEEP, encoding="ascii")
    variables = {
        "PYTHONPATH": str(tmp_path),
        "LD_PRELOAD": str(library),
        "FAKETIME_TIMESTAMP_FILE": str(tmp_path / "clock"),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return Clock(tmp_path / "clock")


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """A PostgreSQL, whose clock is right."""
    with postgres.server() as url:
        yield url


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of a Rasa that is connected to and says nothing."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def test_what_is_being_answered_is_answered_once(
    clock: Clock, database: str, silent: str, tmp_path: Path, published: str
) -> None:
    """Claims go by the database's clock: who believes in tomorrow takes nothing up twice, and loses nothing."""
    settings = {"BOT_DATABASE_URL": database, "RASA_URL": silent, "RASA_TIMEOUT": f"{RASA:g}"}
    with gateway(tmp_path, published, **settings) as running:
        guest = Guest(running.url)
        assert guest.enters().status == 201
        for number, shift in enumerate(("+1d", "-1d"), 1):
            assert guest.sends(f"jump{number}").status == 202
            clock.shows(shift)
            assert len(guest.replies(number)) == number
        clock.shows("+0")
        assert running.logged.count("dialogue down: TimeoutError") == 2
        assert len(guest.replies()) == 2
    assert "Traceback" not in running.logged


def test_a_visitor_goes_on_through_jumps(clock: Clock, database: str, tmp_path: Path, published: str) -> None:
    """The session holds on whichever day, and every message has its reply; nobody is let in or shut out by a limit."""
    postgres.empty(database)
    with gateway(tmp_path, published, BOT_DATABASE_URL=database, WEB_SESSION_RATE="4") as running:
        guest = Guest(running.url)
        assert guest.enters().status == 201
        for number, shift in enumerate(("+0", "+1d", "-1d", "+0"), 1):
            clock.shows(shift)
            assert guest.sends(str(number)).status == 202
            assert len(guest.replies(number)) == number
            assert guest.ready().seconds < SLACK
            assert guest.asks().seconds < SLACK
        said = [dt.datetime.fromisoformat(at).date() for at in guest.moments()]
        assert [(day - said[0]).days for day in said] == [0, 1, -1, 0], (
            "the gateway did not believe its clock"
        )
        while (found := guest.sends("too-often")).status != 429:
            assert found.status in (200, 202)
        for shift in ("+1d", "-1d", "+0"):
            clock.shows(shift)
            found = guest.sends("too-often")
            assert found.status in (200, 429)  # a busy machine may need the seconds for which one has to wait
            assert found.later is None or int(found.later) <= 60
    assert "Traceback" not in running.logged
