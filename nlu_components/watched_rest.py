"""Rasa's REST channel, which knows what request a message belongs to (an extension point of Rasa: `credentials.yml`).

The gateway names the request in `X-Request-ID` and, where it traces, the span in `traceparent`. Both go on to the
action server in the metadata of the message; the id stands in every line that is logged for it. `Server-Timing` of
the answer tells the gateway how long the message waited for those before it (`queue`) and for the actions (`actions`).
"""

from __future__ import annotations

import re
import time
from contextvars import ContextVar
from typing import Any, Awaitable, Callable, Dict

import structlog
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from nlu_components import quiet_logs

_log = structlog.get_logger(__name__)
#: Headers, each with the name under which its value goes on, and what it must look like.
_PASSED_ON = (
    ("X-Request-ID", "request", re.compile(r"[A-Za-z0-9._-]{8,64}")),
    ("traceparent", "traceparent", re.compile(r"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")),
)
#: Seconds by what they went to, for the message that this task answers.
_spent: ContextVar[Dict[str, float] | None] = ContextVar("spent", default=None)
_run = RemoteAction.run
Heard = Callable[[UserMessage], Awaitable[Any]]


class WatchedRest(RestInput):
    """The channel `rest` under its own name and address."""

    def get_metadata(self, request: Request) -> Dict[str, Any] | None:
        """What the gateway sent with a message, and what it said of the request."""
        passed = {}
        for header, name, form in _PASSED_ON:
            value = request.headers.get(header, "")
            if form.fullmatch(value):
                passed[name] = value
        quiet_logs.answer(passed.get("request"), str(request.json.get("message") or ""))
        request.ctx.spent = {}
        _spent.set(request.ctx.spent)
        given = super().get_metadata(request)
        return {**given, **passed} if isinstance(given, dict) else passed or given

    def blueprint(self, on_new_message: Heard) -> Blueprint:
        """The routes, with a line in the log for each message, and what its time went to in the answer."""
        made = super().blueprint(_told(on_new_message))
        made.on_response(_timed)
        return made


def time_actions() -> None:
    """Count the time of actions from now on."""
    RemoteAction.run = _counted


def spend(what: str, seconds: float) -> None:
    """The message that is answered now took so long for this."""
    spent = _spent.get()
    if spent is not None:
        spent[what] = spent.get(what, 0.0) + seconds


async def _counted(action: RemoteAction, *args: Any, **kwargs: Any) -> Any:
    begun = time.perf_counter()
    try:
        return await _run(action, *args, **kwargs)
    finally:
        spend("actions", time.perf_counter() - begun)


def _told(on_new_message: Heard) -> Heard:
    async def heard(message: UserMessage) -> Any:
        begun = time.perf_counter()
        try:
            return await on_new_message(message)
        finally:
            _log.info("a message was dealt with", ms=round(1000 * (time.perf_counter() - begun), 1))

    return heard


async def _timed(request: Request, response: HTTPResponse) -> None:
    spent: Dict[str, float] = getattr(request.ctx, "spent", {})
    if spent:
        parts = (f"{what};dur={1000 * seconds:.1f}" for what, seconds in spent.items())
        response.headers["Server-Timing"] = ", ".join(parts)
