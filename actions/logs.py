"""The log of the action server, in the structure that all processes have. No text of a person stands in it."""

from __future__ import annotations

import logging
import os
import sys
from contextvars import ContextVar
from typing import Final, TextIO

import structlog
from structlog.typing import Processor

from telemetry import faults_told, form_of
from telemetry.lines import JSON, SETTING

#: What a line may have besides: names and figures.
FIELDS: Final = ("action", "intent", "status", "ms")
_working: ContextVar[bool] = ContextVar("working", default=False)


def work_for(request: str | None) -> None:
    """What this task logs from now on belongs to this request. The words of faults, perhaps a person's, stay out."""
    structlog.contextvars.clear_contextvars()
    if request:
        structlog.contextvars.bind_contextvars(request=request)
    _working.set(True)


def configure(stream: TextIO = sys.stderr) -> None:
    """Write logs as ZHIWEN_LOG says: lines for people (`text`) or JSON (`json`). Raises BadSetting for another word."""
    form = form_of(os.environ.get(SETTING))
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(allow=FIELDS),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        faults_told(_working.get),
    ]
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == JSON
        else structlog.dev.ConsoleRenderer(colors=stream.isatty(), pad_event_to=0, pad_level=False)
    )
    finish: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer]
    handler = logging.StreamHandler(stream)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=finish))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
