"""The log of the action server, in the structure that all processes have. No text of a person stands in it."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from collections.abc import Iterator, MutableMapping
from contextvars import ContextVar
from typing import Any, Final, TextIO

import structlog
from structlog.typing import Processor

_FORM: Final = "ZHIWEN_LOG"
#: What a line may have besides: names and figures.
FIELDS: Final = ("action", "intent", "status", "ms")
_working: ContextVar[bool] = ContextVar("working", default=False)


class BadSetting(Exception):
    """A setting that cannot be used; its text names the setting and what it must be."""


def work_for(request: str | None) -> None:
    """What this task logs from now on belongs to this request. The words of faults, perhaps a person's, stay out."""
    structlog.contextvars.clear_contextvars()
    if request:
        structlog.contextvars.bind_contextvars(request=request)
    _working.set(True)


def configure(stream: TextIO = sys.stderr) -> None:
    """Write logs as ZHIWEN_LOG says: lines for people (`text`) or JSON (`json`). Raises BadSetting for another word."""
    form = os.environ.get(_FORM) or "text"
    if form not in ("text", "json"):
        raise BadSetting(f"{_FORM}={form!r}: must be text or json")
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(allow=FIELDS),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _fault,
    ]
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=stream.isatty(), pad_event_to=0, pad_level=False)
    )
    finish: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer]
    handler = logging.StreamHandler(stream)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=finish))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)


def _fault(_: Any, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    given = line.pop("exc_info", None)
    error = given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        told = _places(error) if _working.get() else traceback.format_exception(error)
        line["exception"] = "".join(told).rstrip()
    return line


def _places(error: BaseException | None) -> Iterator[str]:
    """Kind and places of a fault, then of the one it came from."""
    while error is not None:
        yield f"{type(error).__name__}\n"
        for frame in traceback.extract_tb(error.__traceback__):
            yield f"  {frame.filename}, line {frame.lineno}, in {frame.name}\n"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
