"""The way back to the tables of an earlier release."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from bot.store.engine import Database
from tests.unit.deploy.places import PROJECT


def _revision(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        return str(connection.execute("SELECT version_num FROM web_alembic_version").fetchone()[0])


def test_tables_go_back_and_come_again(tmp_path: Path) -> None:
    """By the command of the manual; the next start of this release brings them up to date."""
    file = tmp_path / "bot.sqlite"
    url = f"sqlite:///{file}"
    database = Database(url)
    database.open()
    database.close()
    newest = _revision(file)

    subprocess.run(
        [sys.executable, "-m", "deploy.downgrade", "0006"],
        cwd=PROJECT,
        env={**os.environ, "ZHIWEN_BOT_DATABASE_URL": url},
        check=True,
    )

    assert _revision(file) == "0006"
    again = Database(url)
    again.open()
    again.close()
    assert _revision(file) == newest
