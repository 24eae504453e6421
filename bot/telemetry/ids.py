"""The id of a request: whatever is logged for it, in any process, bears it."""

from __future__ import annotations

import re
import secrets
from typing import Final

import structlog

#: Where the id stands; a proxy in front may give it, then both logs have the same.
HEADER: Final = "X-Request-ID"
#: By what name it is bound to a task, for the logs.
NAME: Final = "request"
_FIT: Final = re.compile(r"[A-Za-z0-9._-]{8,64}")


def id_of(given: str | None) -> str:
    """The id that was given where it can be one, else a new one."""
    return given if given and _FIT.fullmatch(given) else secrets.token_hex(8)


def current() -> str | None:
    """The id of the request that this task works for; None where it works for none."""
    name: str | None = structlog.contextvars.get_contextvars().get(NAME)
    return name


def named() -> None:
    """Give this task an id of its own where no request brought one: messages that were fetched, or left by others."""
    if current() is None:
        structlog.contextvars.bind_contextvars(**{NAME: id_of(None)})
