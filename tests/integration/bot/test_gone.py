"""Databases that hang: nobody waits for longer than is said, and not everybody tries."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import text

from bot.knowledge import _PATIENCE, Knowledge
from bot.store import Database, StoreDown, engine
from policies_kb.patience import Line, Silent
from policies_kb.serving import Serving
from tests.integration.bot import postgres

#: Seconds of silence after which a database is given up here: a busy machine is silent for a while as well.
PATIENCE = 2
#: Seconds that a busy machine may add.
SLACK = 10.0


@pytest.fixture
def line(server: str) -> Line:
    """A line to a server, with little patience."""
    return Line(0.5)


@pytest.fixture
def database(server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A database that is given up after two seconds of silence, except where nobody waits."""
    postgres.empty(server)
    monkeypatch.setattr(engine, "_PATIENCE", PATIENCE)
    monkeypatch.setattr(engine, "_LEISURE", 60.0)
    made = Database(server)
    yield made
    made.close()


def sleep(database: Database, seconds: float) -> None:
    """Ask something that takes so long."""
    with database.transaction() as session:
        session.execute(text("SELECT pg_sleep(:seconds)"), {"seconds": seconds})


def answers(database: Database) -> bool:
    """Whether it was there when it was asked last."""
    return database.answers


def test_a_silent_connection_is_given_up(line: Line, server: str) -> None:
    """In time, and it is closed; for a moment no other is opened, then all is as before."""
    connection = line.connect(server)
    begun = time.monotonic()
    with pytest.raises(Silent):
        connection.execute("SELECT pg_sleep(60)")
    assert time.monotonic() - begun < SLACK
    assert connection.closed
    with pytest.raises(Silent):
        line.connect(server)
    time.sleep(1.1)
    with line.connect(server) as again:
        assert again.execute("SELECT 1").fetchone() == (1,)


def test_who_has_time_waits(line: Line, server: str) -> None:
    """Making tables may take as long as it takes."""
    with line.connect(server) as connection:
        connection.patience = None
        assert connection.execute("SELECT pg_sleep(1.5)").rowcount == 1


def test_what_comes_bit_by_bit_is_not_silence(server: str) -> None:
    """A large answer may take longer altogether, as long as something comes."""
    slowly = "SELECT pg_sleep(0.5), repeat('x', 200000) FROM generate_series(1, 8)"
    begun = time.monotonic()
    with Line(3.0).connect(server) as connection:
        assert len(connection.execute(slowly).fetchall()) == 8
    assert time.monotonic() - begun > 3


def test_a_database_that_hangs_is_left_alone(database: Database) -> None:
    """After three who waited the next ones hear it at once; it is tried again later."""
    assert answers(database)
    for _ in range(3):
        with pytest.raises(StoreDown):
            sleep(database, 60)
        time.sleep(1.1)
    assert not answers(database)
    begun = time.monotonic()
    with pytest.raises(StoreDown, match="left alone"):
        sleep(database, 0)
    assert time.monotonic() - begun < PATIENCE
    end = time.monotonic() + SLACK
    while not answers(database) and time.monotonic() < end:
        time.sleep(0.2)
        try:
            sleep(database, 0)
        except StoreDown:
            continue
    assert answers(database)


def test_a_database_that_refuses_is_there(database: Database) -> None:
    """A mistake of one statement keeps nobody else away."""
    for _ in range(4):
        with pytest.raises(StoreDown), database.transaction() as session:
            session.execute(text("SELECT 1 / 0"))
    assert database.answers
    sleep(database, 0)


def test_housekeeping_may_take_longer(database: Database) -> None:
    """And the connection is as impatient as ever afterwards."""
    with database.leisurely() as session:
        session.execute(text("SELECT pg_sleep(3)"))
    with pytest.raises(StoreDown):
        sleep(database, 60)


def test_a_stopped_line_is_told_from_a_mistake(line: Line) -> None:
    """A server that nobody reaches is no silence: whoever comes next tries again."""
    for _ in range(2):
        with pytest.raises(psycopg.OperationalError) as raised:
            line.connect("postgresql://zhiwen@127.0.0.1:9/none")
        assert not isinstance(raised.value, Silent)


async def test_notices_that_cannot_be_read_hold_up_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks meanwhile waits a little, and is told that there are none."""
    looked, gate = [0], threading.Event()

    def hangs(_serving: Serving) -> None:
        looked[0] += 1
        gate.wait(SLACK * 3)

    monkeypatch.setattr(Serving, "refresh", hangs)
    monkeypatch.setattr(Serving, "keep_up", lambda _serving: None)
    monkeypatch.setattr("bot.knowledge._PATIENCE", 0.2)
    knowledge = Knowledge("sqlite://")
    knowledge._look()  # as the start of the gateway does
    begun = time.monotonic()
    assert [await knowledge.catalogue() for _ in range(10)] == [None] * 10
    assert time.monotonic() - begun < 10 * _PATIENCE
    assert looked == [1]
    gate.set()
    await knowledge.close()
