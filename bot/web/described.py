"""The web channel's paths for `/api/openapi.json`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

_TEXT: Final = {"type": "string"}
_ID: Final = {**_TEXT, "pattern": "^[A-Za-z0-9_-]{8,64}$"}
_NUMBER: Final = {"type": "integer", "minimum": 0}
_ERROR: Final = {"$ref": "#/components/schemas/Error"}
_BEARER: Final = {
    "name": "Authorization",
    "in": "header",
    "required": True,
    "description": "Bearer, and the token of POST /web/session",
    "schema": _TEXT,
}
_MESSAGES: Final = {"type": "array", "items": {"$ref": "#/components/schemas/Message"}}
_EVENTS: Final = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "event", "data"],
        "properties": {
            "id": _NUMBER,
            "event": {"enum": ["message", "reply", "cleared"]},
            "data": {
                "type": "object",
                "description": "message: n, client, text, at; reply: n, to, messages; cleared: nothing",
                "properties": {
                    "n": _NUMBER, "client": _ID, "text": _TEXT, "at": _TEXT, "to": _ID, "messages": _MESSAGES,
                },
            },
        },
    },
}  # fmt: skip


def _object(required: str, **properties: object) -> dict[str, Any]:
    return {"type": "object", "required": required.split(), "properties": properties}


def _takes(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def _gives(
    status: int, what: str, schema: Mapping[str, Any] | None = None, *refused: int
) -> dict[str, dict[str, Any]]:
    good: dict[str, Any] = {"description": what}
    if schema is not None:
        good["content"] = {"application/json": {"schema": schema}}
    bad = {"description": "refused", "content": {"application/json": {"schema": _ERROR}}}
    return {str(status): good} | {str(code): bad for code in refused}


def _file(summary: str, kind: str) -> dict[str, Any]:
    good = {"description": "found", "content": {kind: {"schema": _TEXT}}}
    return {"summary": summary, "responses": {"200": good, "304": {"description": "as the browser has it"}}}


PATHS: Final[Mapping[str, Any]] = {
    "/": {"get": _file("A demonstration: the site of an invented authority", "text/html")},
    "/widget.js": {"get": _file("The widget's loader, for a script element", "text/javascript")},
    "/web/static/{path}": {
        "get": {
            "summary": "A file of the widget",
            "responses": _gives(200, "found", None, 404),
        }
    },
    "/web/frame": {"get": _file("The widget alone, for an iframe", "text/html")},
    "/chat": {
        "get": _file("The conversation as a page without script", "text/html"),
        "post": {
            "summary": "Send a form of that page",
            "requestBody": {
                "required": True,
                "content": {
                    "application/x-www-form-urlencoded": {
                        "schema": _object(
                            "form", form=_TEXT, client=_ID, text=_TEXT, choice=_TEXT, clear=_TEXT
                        )
                    }
                },
            },
            "responses": {
                "303": {"description": "sent; the page shows the reply"},
                **{
                    str(code): {"description": "not sent; the page says why"}
                    for code in (403, 409, 422, 429, 503)
                },
            },
        },
    },
    "/web/session": {
        "post": {
            "summary": "Begin a session, or renew one by its token",
            "requestBody": _takes(_object("", token=_TEXT)),
            "responses": _gives(
                201,
                "a session",
                _object(
                    "token expires conversation last",
                    token=_TEXT,
                    expires={**_TEXT, "format": "date-time"},
                    conversation=_TEXT,
                    last=_NUMBER,
                ),
                *(400, 403, 415, 422, 429, 503),
            ),
        }
    },
    "/web/events": {
        "get": {
            "summary": "Everything after Last-Event-ID, then whatever comes (server-sent events)",
            "parameters": [
                _BEARER,
                {"name": "Last-Event-ID", "in": "header", "required": False, "schema": _NUMBER},
            ],
            "responses": {
                "200": {
                    "description": "events message, reply, pending, typing (a person of the staff writes), cleared",
                    "content": {"text/event-stream": {"schema": _TEXT}},
                },
                **{
                    code: refused
                    for code, refused in _gives(200, "", None, 401, 403, 422, 429, 503).items()
                    if code != "200"
                },
            },
        }
    },
    "/web/history": {
        "get": {
            "summary": "Everything after an event, at once",
            "parameters": [
                _BEARER,
                {"name": "after", "in": "query", "required": False, "schema": _NUMBER},
            ],
            "responses": _gives(
                200,
                "the events",
                _object(
                    "events last pending", events=_EVENTS, last=_NUMBER, pending={"type": ["string", "null"]}
                ),
                *(401, 403, 422, 503),
            ),
        }
    },
    "/web/messages": {
        "post": {
            "summary": "Send a message; with the same client id again nothing new happens (200)",
            "parameters": [_BEARER],
            "requestBody": _takes(_object("client text", client=_ID, text=_TEXT, payload=_TEXT)),
            "responses": {
                **_gives(202, "taken", _object("n", n=_NUMBER), 400, 401, 403, 409, 415, 422, 429, 503),
                **_gives(200, "known already", _object("n", n=_NUMBER)),
            },
        }
    },
    "/web/feedback": {
        "post": {
            "summary": "Say whether a reply helped",
            "parameters": [_BEARER],
            "requestBody": _takes(_object("to good", to=_ID, good={"type": "boolean"}, reason=_TEXT)),
            "responses": _gives(204, "kept", None, 400, 401, 403, 404, 415, 422, 429, 503),
        }
    },
    "/web/conversation": {
        "delete": {
            "summary": "Delete everything that was said",
            "parameters": [_BEARER],
            "responses": _gives(204, "deleted", None, 401, 403, 429, 503),
        }
    },
}
