"""Opening the database of publications, and letting one writer in at a time."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text

from policies_kb.patience import Impatient, Line
from policies_kb.store.tables import Base
from policies_kb.write_ahead import write_ahead

#: Seconds a writer waits for the one before it (SQLite).
_PATIENCE: Final = 30
#: Seconds in which PostgreSQL is connected to, and after which it counts as gone when nothing comes from it.
_CONNECTED_WITHIN: Final = 5
_SILENT_FOR: Final = 5.0
#: Any fixed number: those who publish, and those who make the tables, do so one after the other.
_LOCK: Final = 7_366_022


def open_engine(url: str) -> Engine:
    """An engine for `url`, which writes JSON as it is given: as text."""
    sqlite = make_url(url).get_backend_name() == "sqlite"
    engine = create_engine(
        url,
        json_serializer=str,
        pool_pre_ping=not sqlite,
        connect_args={"timeout": _PATIENCE} if sqlite else {"connect_timeout": _CONNECTED_WITHIN},
    )
    if sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
    else:
        line = Line(_SILENT_FOR)
        event.listen(
            engine, "do_connect", lambda _dialect, _record, words, named: line.connect(*words, **named)
        )
    return engine


def make_tables(engine: Engine) -> None:
    """Make the tables where they are missing; several processes may do so at once."""
    there = set(inspect(engine).get_table_names())
    if there.issuperset(Base.metadata.tables):
        return
    with engine.begin() as connection:
        one_at_a_time(connection)
        Base.metadata.create_all(connection)


def one_at_a_time(connection: Connection) -> None:
    """Wait until nobody else writes, and keep others waiting until this transaction ends. Readers go on.

    That takes as long as it takes; the connection is not used for anything else.
    """
    if connection.dialect.name == "postgresql":
        line = connection.connection.driver_connection
        assert isinstance(line, Impatient)
        line.patience = None
        connection.detach()
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    elif connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Readers beside a writer."""
    write_ahead(connection, _PATIENCE)
