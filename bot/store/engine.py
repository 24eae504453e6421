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

from bot.store.turns import HURRIED, write_in_turns

Now = Callable[[], dt.datetime]
_MIGRATIONS: Final = Path(__file__).parent / "migrations"
#: Seconds a writer waits for another one (SQLite), or for the server (PostgreSQL).
_PATIENCE: Final = 5
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
        patience = {"timeout": _PATIENCE} if sqlite else {"connect_timeout": _PATIENCE}
        engine = create_engine(url, hide_parameters=True, pool_pre_ping=not sqlite, connect_args=patience)
    except (ArgumentError, ImportError) as error:
        raise StoreDown(type(error).__name__) from error
    if sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "checkin", _unhurry_sqlite)
        write_in_turns(engine, _PATIENCE)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Readers beside a writer, deletion that follows references and leaves no text in free pages."""
    for setting in ("journal_mode=WAL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {setting}")


def _unhurry_sqlite(connection: Any, _record: object) -> None:
    """Whoever gets the connection next waits for the disk again."""
    if connection is not None:
        connection.execute("PRAGMA synchronous=FULL")


class Database:
    """A database of the gateway: its engine, its clock, its transactions. Its methods raise StoreDown."""

    def __init__(self, url: str, now: Now = utc_now) -> None:
        self._engine = open_engine(url)
        self.now = now

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    @property
    def is_alone(self) -> bool:
        """Whether there can be no other gateway on this database."""
        return self.dialect == "sqlite"

    def open(self) -> None:
        """Bring the tables up to date; needed once before anything else."""
        migrate(self._engine)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Everything within, or nothing."""
        with failures(), Session(self._engine) as session, session.begin():
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
