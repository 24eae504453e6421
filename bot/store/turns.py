"""Threads that write to SQLite take turns here.

SQLite has one writer at a time. Those that it lets wait doze, longer and longer, and who dozes is overtaken: under
load a writer would starve. Here they are woken, and who is in a hurry comes first.
"""

from __future__ import annotations

import threading
from typing import Final

from sqlalchemy import Connection, Engine, event
from sqlalchemy.pool import ConnectionPoolEntry

#: Marks a connection whose next writing is in a hurry.
HURRIED: Final = "hurried"
_TURN: Final = "turn"
_READING: Final = ("SELECT", "PRAGMA")


class Turns:
    """A lock that lets those in a hurry pass the others."""

    def __init__(self) -> None:
        self._free = threading.Condition()
        self._taken = False
        self._hurried = 0

    def take(self, hurried: bool, seconds: float) -> bool:
        """Wait for one's turn, at most so long; False where it did not come."""
        with self._free:
            self._hurried += hurried
            try:
                came = self._free.wait_for(
                    lambda: not self._taken and (hurried or not self._hurried), seconds
                )
            finally:
                self._hurried -= hurried
            self._taken = self._taken or came
            return came

    def give(self) -> None:
        """Let the next one come."""
        with self._free:
            self._taken = False
            self._free.notify_all()


def write_in_turns(engine: Engine, patience: float) -> None:
    """From its first writing statement on a transaction has its turn; after `patience` seconds SQLite decides."""
    turns = Turns()

    def take(connection: Connection, _cursor: object, statement: str, *_more: object) -> None:
        if _TURN not in connection.info and not statement.lstrip().upper().startswith(_READING):
            connection.info[_TURN] = turns.take(connection.info.get(HURRIED, False), patience)

    def give(_connection: object, record: ConnectionPoolEntry) -> None:
        record.info.pop(HURRIED, None)
        if record.info.pop(_TURN, False):
            turns.give()

    event.listen(engine, "before_cursor_execute", take)
    event.listen(engine, "checkin", give)
