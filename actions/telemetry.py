"""What the action server tells those who watch it: a line in the log for each action, and a span where somebody traces.

The request that an action works for stands in the metadata of the message (nlu_components/watched_rest.py).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from typing import Any, Final

from rasa_sdk.executor import ActionExecutorRunResult
from sanic import Request, Sanic
from sanic.response import BaseHTTPResponse, HTTPResponse, json

from actions.executor import Executor
from actions.logs import work_for
from telemetry.spans import NO_TRACES, Traces

_log = logging.getLogger(__name__)
_FAULT: Final = 500
_FAILED: Final = "failed"


class Watched(Executor):
    """Runs the actions and tells of each: which, for which intent, how it ended, how long it took."""

    def __init__(self, traces: Traces = NO_TRACES) -> None:
        super().__init__()
        self._traces = traces

    async def run(
        self, action_call: dict[str, Any], *args: Any, **kwargs: Any
    ) -> ActionExecutorRunResult | None:
        """As it is run unwatched."""
        message = (action_call.get("tracker") or {}).get("latest_message") or {}
        given = message.get("metadata")
        metadata = given if isinstance(given, Mapping) else {}
        work_for(metadata.get("request"))
        told = {
            "action": str(action_call.get("next_action")),
            "intent": str((message.get("intent") or {}).get("name")),
            "status": _FAILED,
        }
        begun = time.perf_counter()
        try:
            # A span is made only within one of the gateway's.
            parent = metadata.get("traceparent")
            with (self._traces if parent else NO_TRACES).span("action", parent=parent) as span:
                try:
                    result = await super().run(action_call, *args, **kwargs)
                    told["status"] = status_of(result)
                finally:
                    for name, value in told.items():
                        span.set_attribute(f"zhiwen.{name}", value)
        finally:
            ms = round(1000 * (time.perf_counter() - begun), 1)
            _log.info("an action was run", extra={**told, "ms": ms})
        return result


def status_of(result: ActionExecutorRunResult | None) -> str:
    """How the reply ends, by the contract; `none` where there is no reply."""
    customs = (one.get("custom") for one in (result.responses if result else ()))
    for custom in customs:
        if isinstance(custom, Mapping) and custom:
            answer = custom.get("answer")
            return str(answer.get("status")) if isinstance(answer, Mapping) else next(iter(custom))
    return "none"


def tell_no_texts(app: Sanic[Any, Any]) -> None:
    """The SDK tells Rasa of a fault with its words and all of the conversation, and Rasa would log that."""
    app.register_middleware(_without_texts, "response")


async def _without_texts(_: Request, response: BaseHTTPResponse) -> HTTPResponse | None:
    return json({"error": "the action failed"}, _FAULT) if response.status == _FAULT else None
