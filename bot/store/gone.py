"""A PostgreSQL that is gone: for how long it is listened to, and how it is told from one that refuses something."""

from __future__ import annotations

from typing import Any, Final

import psycopg
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from policies_kb.patience import Impatient, Line

#: What PostgreSQL says as it goes or comes: no connection, an end by its administrator, a start that is not over.
_GOING: Final = ("08", "57P")


def listen(engine: Engine, patience: float) -> None:
    """Give up its connections when nothing comes for `patience` seconds."""
    line = Line(patience)

    def connect(
        _dialect: object, _record: object, words: tuple[Any, ...], named: dict[str, Any]
    ) -> Impatient:
        return line.connect(*words, **named)

    def returned(connection: Any, _record: object) -> None:
        if connection is not None:
            connection.patience = patience

    event.listen(engine, "do_connect", connect)
    event.listen(engine, "checkin", returned)


def allow(connection: Connection, seconds: float | None) -> None:
    """Let what is asked until the end of this transaction take so long; with None as long as it takes."""
    made = connection.connection.driver_connection
    if isinstance(made, Impatient):
        made.patience = seconds


def is_gone(cause: BaseException | None) -> bool:
    """Whether the server did not answer at all. SQLite is always there."""
    if isinstance(cause, NoConnectionFree):
        return True
    if not isinstance(cause, DBAPIError) or not isinstance(cause.orig, psycopg.OperationalError):
        return False
    said = cause.orig.sqlstate
    return cause.connection_invalidated or said is None or said.startswith(_GOING)
