"""The parameters of a call, however they come."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from tests.telegram.botapi.payloads import Json

# Sent as JSON within the form.
_NESTED = frozenset({"allowed_updates", "commands", "entities", "link_preview_options", "reply_markup",
                     "reply_parameters", "scope"})  # fmt: skip
_NUMBERS = frozenset({"chat_id", "limit", "max_connections", "message_id", "offset", "timeout"})
_FLAGS = frozenset({"disable_notification", "drop_pending_updates", "protect_content", "show_alert"})


async def read_parameters(request: web.Request) -> Json:
    """The parameters of a call, from the address, a form of either kind, or JSON."""
    given: Json = dict(request.query)
    if request.content_type == "application/json":
        given |= await request.json()
    else:
        given |= await request.post()
    return {name: _value(name, value) for name, value in given.items()}


def _value(name: str, value: Any) -> Any:
    """A parameter as what it is: in forms everything is text."""
    if not isinstance(value, str):
        return value
    if name in _NESTED:
        return json.loads(value)
    if name in _FLAGS:
        return value.lower() in {"true", "1", "yes"}
    if name not in _NUMBERS or value.startswith("@"):
        return value
    return float(value) if "." in value else int(value)
