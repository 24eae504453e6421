"""A new file that several open at once."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from policies_kb.write_ahead import write_ahead

PROCESSES = 6


def test_all_who_open_a_new_file_at_once_get_it(tmp_path: Path) -> None:
    """None is told that it is locked. (Without asking again, one in fifty was.)"""
    with ThreadPoolExecutor(PROCESSES) as pool:
        for number in range(60):
            gate = threading.Barrier(PROCESSES)
            said = [pool.submit(_opened, tmp_path / f"{number}.sqlite", gate) for _ in range(PROCESSES)]
            assert {one.result() for one in said} == {"wal"}


def _opened(path: Path, gate: threading.Barrier) -> str:
    connection = sqlite3.connect(path, timeout=30)
    gate.wait()
    write_ahead(connection, 30)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("CREATE TABLE IF NOT EXISTS one (number INTEGER)")
    connection.commit()
    ((mode,),) = connection.execute("PRAGMA journal_mode").fetchall()
    connection.close()
    return str(mode)


def test_a_file_that_stays_locked_is_said_to_be(tmp_path: Path) -> None:
    """After the patience, as SQLite says it."""
    path = tmp_path / "held.sqlite"
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        write_ahead(sqlite3.connect(path, timeout=0), 0.05)


def test_what_is_no_database_is_said_at_once(tmp_path: Path) -> None:
    """Nobody asks again."""
    path = tmp_path / "text.sqlite"
    path.write_text("no database, whatever its name says. " * 10)
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        write_ahead(sqlite3.connect(path), 30)
