"""SQLite's write-ahead log: readers go on beside a writer.

A file is turned to it once and stays so. Where several processes open a new file at once, SQLite tells all but one of
them that it is locked, and that without waiting as long as the connection was told to: each of them holds what the
others wait for, and waiting would not end (<https://www.sqlite.org/c3ref/busy_handler.html>). So it is asked again.
"""

from __future__ import annotations

import sqlite3
import time
from typing import Final

#: Seconds until it is asked again.
_PAUSE: Final = 0.01


def write_ahead(connection: sqlite3.Connection, patience: float) -> None:
    """Turn the file to it if it is not. Raises sqlite3.OperationalError after `patience` seconds."""
    until = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_PAUSE)
        else:
            return
