"""Connections to PostgreSQL that do not wait for ever: a server that hangs says nothing, and never closes the line.

Limits that PostgreSQL itself keeps (`statement_timeout`) hang with it, and TCP is content as long as the other machine
confirms what it receives. So it is counted here for how long nothing came.
"""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import Any, Final

import psycopg
from psycopg.abc import RV, PQGen

#: Seconds for which nobody calls again after a silence: who finds a connection dead would try another one at once.
_NOT_AGAIN: Final = 1.0


class Silent(psycopg.OperationalError):
    """Nothing came for too long. The connection is closed; what it was asked may still be done."""


class Line:
    """Connects to one server. `patience`: seconds without a word after which a connection is given up."""

    def __init__(self, patience: float) -> None:
        self.patience = patience
        self._silent_at: float | None = None

    def connect(self, *args: Any, **kwargs: Any) -> Impatient:
        """A new connection, as psycopg makes it. Raises psycopg.OperationalError."""
        if self._silent_at is not None and time.monotonic() - self._silent_at < _NOT_AGAIN:
            raise Silent("it said nothing a moment ago")
        made = Impatient.connect(*args, **kwargs)
        made.line, made.patience = self, self.patience
        return made

    def was_silent(self) -> None:
        """A connection was given up."""
        self._silent_at = time.monotonic()


class Impatient(psycopg.Connection[Any]):
    """A connection that is given up where nothing comes for `patience` seconds. With None it waits for ever."""

    line: Line | None = None
    patience: float | None = None

    def wait(self, gen: PQGen[RV], *args: Any, **kwargs: Any) -> RV:
        """As in any connection. Raises Silent."""
        if self.line is None or self.patience is None:
            return super().wait(gen, *args, **kwargs)
        try:
            return super().wait(_heard(gen, self.patience), *args, **kwargs)
        except Silent:
            self.line.was_silent()
            self.close()
            raise


def _heard(gen: PQGen[RV], patience: float) -> Generator[Any, Any, RV]:
    """The same, as long as something comes. Raises Silent."""
    since = time.monotonic()
    try:
        wish = next(gen)
        while True:
            came = yield wish
            if came:
                since = time.monotonic()
            elif time.monotonic() - since > patience:
                raise Silent("it says nothing")
            wish = gen.send(came)
    except StopIteration as end:
        value: RV = end.value
        return value
