"""The logs of a process: one structure for our own lines and those of the libraries, with the id of the request."""

from __future__ import annotations

import logging
import sys
from typing import Final, TextIO

import structlog
from structlog.typing import Processor

from bot.telemetry.strangers import Theirs, without_numbers
from bot.telemetry.turns import FIELDS
from telemetry import form_of
from telemetry.lines import JSON

#: What every line has, whoever wrote it.
_SHARED: Final[tuple[Processor, ...]] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(allow=FIELDS),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
)


def configure(form: str, stream: TextIO = sys.stderr) -> None:
    """Write logs as lines for people (`text`) or as JSON (`json`). Raises BadSetting for another word."""
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form_of(form) == JSON
        else structlog.dev.ConsoleRenderer(colors=stream.isatty(), pad_event_to=0, pad_level=False)
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=_SHARED,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                renderer,
                without_numbers,
            ],
        )
    )
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.getLogger("aiohttp.server").addFilter(Theirs())
