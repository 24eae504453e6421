"""The audit log: it can be added to and read; the database refuses everything else."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from bot.store import Action, Actor, Audit, Database


@pytest.mark.parametrize("statement", ["UPDATE staff_audit SET who = 'x'", "DELETE FROM staff_audit"])
def test_the_audit_log_refuses_changes(url: str, database_of: Database, statement: str) -> None:
    """The database itself does, whoever asks."""
    audit = Audit(database_of)
    audit.write(Actor("li.na"), Action.EXPORT, "unanswered", {"rows": 12})
    refuses(url, statement)
    assert [one.who for one in audit.entries()] == ["li.na"]


def test_the_audit_log_cannot_be_written_over(url: str, database_of: Database) -> None:
    """Not by SQLite's REPLACE, not by PostgreSQL's TRUNCATE."""
    audit = Audit(database_of)
    audit.write(Actor("li.na"), Action.DELETION, "talk-1")
    (entry,) = audit.entries()
    if url.startswith("sqlite"):
        columns = "(id, at, who, action, detail)"
        refuses(
            url, f"REPLACE INTO staff_audit {columns} VALUES ({entry.id}, '2031-01-01', 'x', 'x', '{{}}')"
        )
    else:
        refuses(url, "TRUNCATE staff_audit")
    assert audit.entries() == (entry,)


def refuses(url: str, statement: str) -> None:
    """The database refuses a statement."""
    engine = create_engine(url)
    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_the_store_offers_no_way_to_change_the_audit_log() -> None:
    """It can be added to and read."""
    assert {name for name in vars(Audit) if not name.startswith("_")} == {"write", "entries"}


def test_the_audit_log_is_read_in_pages(database_of: Database) -> None:
    """The newest first; by person and by kind."""
    audit = Audit(database_of)
    for number in range(5):
        audit.write(Actor("wang" if number % 2 else "li.na"), Action.EXPORT, str(number))
    audit.write(Actor("wang"), Action.TAKE_OVER, "talk-1")
    first = audit.entries(most=3)
    assert [one.target for one in first] == ["talk-1", "4", "3"]
    assert [one.target for one in audit.entries(before=first[-1].id)] == ["2", "1", "0"]
    assert [one.target for one in audit.entries(who="wang", action=Action.EXPORT)] == ["3", "1"]
