"""Faults in a log: what went wrong and where, and the words of it only where they cannot be somebody's."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator, MutableMapping
from typing import Any

Line = MutableMapping[str, Any]


def faults_told(answering: Callable[[], bool]) -> Callable[[Any, str, Line], Line]:
    """A structlog processor that tells the fault of a line as `exception`.

    While a message is being answered (`answering`) it tells kind and places: the words of a fault may be the person's.
    """

    def told(_: Any, __: str, line: Line) -> Line:
        given = line.pop("exc_info", None)
        error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
        if isinstance(error, BaseException):
            lines = places(error) if answering() else traceback.format_exception(error)
            line["exception"] = "".join(lines).rstrip()
        return line

    return told


def places(error: BaseException | None) -> Iterator[str]:
    """Kind and places of a fault, then of the one it came from."""
    while error is not None:
        yield f"{type(error).__name__}\n"
        for frame in traceback.extract_tb(error.__traceback__):
            yield f"  {frame.filename}, line {frame.lineno}, in {frame.name}\n"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
