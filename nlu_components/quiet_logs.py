"""Rasa's log in the structure that all processes have: the id of the request in every line, nothing that people wrote.

`dev.start_rasa` calls `take_over` before Rasa runs. `ZHIWEN_LOG` says whether lines are for people (`text`) or `json`.
Rasa quotes people in several places: where a message fails it logs its text and what the action server said to that;
faults and warnings quote parts. So, while a message is answered:

- Of what Rasa logs by name and value, numbers stay and what stands in `_TOLD`; of the rest the name alone.
- Faults and warnings are told by kind and place, not in their words.
- Wherever the message stands in a line all the same, it is cut out.
"""

from __future__ import annotations

import logging
import os
import re
import sys
from contextvars import ContextVar
from typing import Any, List, MutableMapping, TextIO

import structlog
from rasa.utils import log_utils
from structlog.typing import Processor

from telemetry import faults_told, form_of
from telemetry.lines import JSON, SETTING

_CUT = "…"
#: Names whose values are the program's own words.
_TOLD = {"event", "level", "logger", "timestamp", "request", "exception"}
_WARNINGS = "py.warnings"
_PLACE = re.compile(r"/\S+:\d+: \w+")
#: A message shorter than this is part of too many words.
_SHORTEST = 2
_said: ContextVar[str] = ContextVar("said", default="")
Line = MutableMapping[str, Any]


def answer(request: str | None, text: str) -> None:
    """What this task logs from now on belongs to the answer to this message."""
    structlog.contextvars.clear_contextvars()
    if request is not None:
        structlog.contextvars.bind_contextvars(request=request)
    _said.set(text)


def take_over() -> None:
    """Have Rasa's own command configure logs in this way, where it would in its own."""
    log_utils.configure_structlog = configure


def configure(log_level: int | None = None, stream: TextIO = sys.stderr) -> None:
    """Write logs to `stream`. Raises BadSetting for another form."""
    form = form_of(os.environ.get(SETTING))
    given = os.environ.get("LOG_LEVEL", "INFO") if log_level is None else log_level
    level = logging.getLevelName(given) if isinstance(given, str) else given
    shared: List[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        faults_told(lambda: bool(_said.get())),
    ]
    finish: List[Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        _quiet,
        _renderer(form, stream),
    ]
    handler = logging.StreamHandler(stream)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=finish))
    # numpy.distutils, which is imported along the way, makes a root logger that prints past all handlers.
    logging.getLogger().__class__ = logging.RootLogger
    logging.basicConfig(level=level, handlers=[handler], force=True)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )
    logging.captureWarnings(True)


def _renderer(form: str, stream: TextIO) -> Any:
    if form == JSON:
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=stream.isatty(), pad_event=0)


def _quiet(_: Any, __: str, line: Line) -> Line:
    """The line without what was said."""
    said = _said.get()
    if not said:
        return line
    if line.get("logger") == _WARNINGS:
        place = _PLACE.search(str(line["event"]))
        line["event"] = place.group() if place else _CUT
    return {name: _told(name, value, said) for name, value in line.items()}


def _told(name: str, value: Any, said: str) -> Any:
    if isinstance(value, (int, float)):
        return value
    if name not in _TOLD:
        return _CUT
    return str(value).replace(said, _CUT) if len(said) >= _SHORTEST else value
