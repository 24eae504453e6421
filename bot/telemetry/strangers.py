"""What strangers send stays out of the logs, also where the server tells of requests that it could not read."""

from __future__ import annotations

import logging
from collections.abc import MutableMapping
from typing import Any, Final

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from bot.masking import masked

#: Faults of who sends. Their texts quote the request.
_THEIRS: Final = (HttpProcessingError, web.RequestPayloadError)


class Theirs(logging.Filter):
    """Turns the report of a fault of theirs, a stack trace with their bytes, into one quiet line."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every record; change those."""
        fault = record.exc_info[1] if record.exc_info else None
        if isinstance(fault, _THEIRS):
            record.levelno, record.levelname = logging.INFO, logging.getLevelName(logging.INFO)
            record.msg, record.args = "a request could not be read: %s", (type(fault).__name__,)
            record.exc_info = record.exc_text = None
        return True


def without_numbers(logger: Any, name: str, line: str | MutableMapping[str, Any]) -> Any:
    """The finished line of a log, numbers of persons masked: a fault nobody foresaw may quote what was sent."""
    return masked(line) if isinstance(line, str) else line
