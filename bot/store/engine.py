"""Opening the database and bringing its tables up to date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import Session

from bot.breaker import Breaker
from bot.store.gone import allow, is_gone, listen
from bot.store.turns import HURRIED, write_in_turns
from policies_kb.write_ahead import write_ahead

Now = Callable[[], dt.datetime]
_MIGRATIONS: Final = Path(__file__).parent / "migrations"
#: Seconds a writer waits for another one (SQLite), or for the server (PostgreSQL): to be connected to it, to get one of
#: the connections that are open, and until something comes of what it was asked. Then the server counts as gone.
_PATIENCE: Final = 5
#: The same for what nobody waits for: deleting what has grown old.
_LEISURE: Final = 120.0
#: How a transaction is told not to wait for the disk; it holds until the transaction ends.
_HURRY: Final = {
    "sqlite": "PRAGMA synchronous=NORMAL",
    "postgresql": "SET LOCAL synchronous_commit TO OFF",
}
#: Any fixed number: gateways that start at the same time migrate one after the other.
_LOCK: Final = 7_366_021


def utc_now() -> dt.datetime:
    """The time by this machine's clock."""
    return dt.datetime.now(dt.UTC)


class StoreDown(Exception):
    """The database does not answer; the text names the kind of failure, never what was to be stored."""


def open_engine(url: str) -> Engine:
    """An engine for `url`. Raises StoreDown for an address that is none. Values never show in its errors."""
    try:
        sqlite = make_url(url).get_backend_name() == "sqlite"
        if sqlite:
            engine = create_engine(url, hide_parameters=True, connect_args={"timeout": _PATIENCE})
        else:
            patience = {"connect_timeout": _PATIENCE}
            engine = create_engine(
                url, hide_parameters=True, connect_args=patience, pool_pre_ping=True, pool_timeout=_PATIENCE
            )
    except (ArgumentError, ImportError) as error:
        raise StoreDown(type(error).__name__) from error
    if sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "checkin", _unhurry_sqlite)
        write_in_turns(engine, _PATIENCE)
    else:
        listen(engine, _PATIENCE)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Readers beside a writer, deletion that follows references and leaves no text in free pages."""
    write_ahead(connection, _PATIENCE)
    for setting in ("foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {setting}")


def _unhurry_sqlite(connection: Any, _record: object) -> None:
    """Whoever gets the connection next waits for the disk again."""
    if connection is not None:
        connection.execute("PRAGMA synchronous=FULL")


class Database:
    """A database of the gateway: its engine, its clock, its transactions. Its methods raise StoreDown."""

    def __init__(self, url: str, now: Now = utc_now) -> None:
        self._engine = open_engine(url)
        self._breaker = Breaker()
        self.now = now

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    @property
    def answers(self) -> bool:
        """Whether the server was there when it was asked last. SQLite always is, whatever it then refuses."""
        return not self._breaker.failures

    @property
    def is_alone(self) -> bool:
        """Whether there can be no other gateway on this database."""
        return self.dialect == "sqlite"

    def open(self) -> None:
        """Bring the tables up to date; needed once before anything else."""
        with self._noted():
            migrate(self._engine)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Everything within, or nothing. A server that is gone is not asked by everybody."""
        if not self._breaker.lets_through():
            raise StoreDown("left alone for a while")
        with self._noted(), failures(), Session(self._engine) as session, session.begin():
            yield session

    @contextmanager
    def leisurely(self) -> Iterator[Session]:
        """A transaction that nobody waits for, and that may have much to do."""
        with self.transaction() as session:
            allow(session.connection(), _LEISURE)
            yield session

    @contextmanager
    def hurried(self) -> Iterator[Session]:
        """A transaction that comes before others and does not wait for the disk.

        It outlives the process, but perhaps not a power cut: for notes whose loss costs no more than doing something
        again.
        """
        with self.transaction() as session:
            session.connection().info[HURRIED] = True
            session.execute(text(_HURRY[self.dialect]))
            yield session

    @contextmanager
    def _noted(self) -> Iterator[None]:
        """Remember whether the server was there. One that refuses something was."""
        try:
            yield
        except StoreDown as error:
            if is_gone(error.__cause__):
                self._breaker.failed()
            else:
                self._breaker.went_well()
            raise
        self._breaker.went_well()

    def let_go_of_pages(self) -> None:
        """SQLite's journal beside the file still holds what was deleted, until it is taken in."""
        if self.dialect == "sqlite":
            with failures(), self._engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def migrate(engine: Engine) -> None:
    """Bring the tables up to date. Raises StoreDown."""
    with failures(), engine.begin() as connection:
        _one_at_a_time(connection)
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _one_at_a_time(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        allow(connection, None)
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    elif connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def failures() -> Iterator[None]:
    """Turn what the database says into StoreDown."""
    try:
        yield
    except (SQLAlchemyError, CommandError) as error:
        raise StoreDown(type(error).__name__) from error
