"""`/api/openapi.json`: what the gateway offers to programs, described as OpenAPI 3.1."""

from __future__ import annotations

from typing import Any, Final

from aiohttp import web

from bot.api import MOST, USUAL_NOTICES, USUAL_RESULTS
from bot.console.described import PATHS as CONSOLE_PATHS
from bot.described import completed
from bot.web.described import PATHS as WEB_PATHS

_TEXT: Final = {"type": "string"}
_ERROR: Final = {"$ref": "#/components/schemas/Error"}
_LANG: Final = {"enum": ["zh", "zh-hant", "en"], "default": "zh"}
_ANSWERS: Final = {
    "type": "object",
    "description": "Answers by attribute, written as in policies_kb/rules/codec.py.",
    "examples": [{"education": "大专", "years_of_work": {"years": 4}, "major_match": False}],
}


def _refused(*codes: int) -> dict[str, Any]:
    return {
        str(code): {"description": "refused", "content": {"application/json": {"schema": _ERROR}}}
        for code in (*codes, 503)
    }


def _given(schema: dict[str, Any], *codes: int) -> dict[str, Any]:
    return {
        "200": {"description": "found", "content": {"application/json": {"schema": schema}}},
        **_refused(*codes),
    }


def _listed(name: str, item: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": [name],
        "properties": {name: {"type": "array", "items": item}},
    }


def _paged(name: str) -> dict[str, Any]:
    """A page of a list."""
    page = _listed(name, {"type": "object"})
    page["required"] = [name, "total", "next"]
    page["properties"] |= {
        "total": {"type": "integer", "description": "how many there are on all pages"},
        "next": {"type": ["integer", "null"], "description": "the offset of the next page; null on the last"},
    }
    return page


def _paging(usual: int) -> list[dict[str, Any]]:
    limit = {"type": "integer", "minimum": 1, "maximum": MOST, "default": usual}
    offset = {"type": "integer", "minimum": 0, "maximum": 999_999_999, "default": 0}
    return [
        {"name": "limit", "in": "query", "description": "how many on a page", "schema": limit},
        {"name": "offset", "in": "query", "description": "how many to leave out before it", "schema": offset},
    ]


def _body(schema: dict[str, Any]) -> dict[str, Any]:
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def _query(name: str, text: str, *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "description": text, "schema": _TEXT}


def _ready(why: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Ready"}
    return {"description": why, "content": {"application/json": {"schema": schema}}}


_PATHS: Final[dict[str, Any]] = {
    "/webhooks/rest/webhook": {
        "post": {
            "summary": "Talk to the assistant (Rasa's REST channel)",
            "requestBody": _body(
                {
                    "type": "object",
                    "required": ["sender", "message"],
                    "properties": {"sender": {**_TEXT, "minLength": 1, "maxLength": 200}, "message": _TEXT},
                }
            ),
            "responses": _given(
                {"type": "array", "items": {"$ref": "#/components/schemas/Message"}}, 400, 413, 415, 422
            ),
        }
    },
    "/api/notices": {
        "get": {
            "summary": "The notices that are held, page by page",
            "parameters": _paging(USUAL_NOTICES),
            "responses": _given(_paged("notices"), 422),
        }
    },
    "/api/notices/{notice}": {
        "get": {
            "summary": "One notice with all its facts and their places",
            "responses": _given({"type": "object"}, 404),
        }
    },
    "/api/search": {
        "get": {
            "summary": "The facts that fit some words, the best first, page by page",
            "description": "Of more than 100 notices the newest 100 are searched that hold for `region` and `title`.",
            "parameters": [
                _query("q", "the words", required=True),
                _query("notice", "only in this notice"),
                _query("region", "for this place"),
                _query("title", "for this title"),
                _query("topic", "about this topic"),
                _query("audience", "for applicants, employers, departments or anyone"),
                *_paging(USUAL_RESULTS),
            ],
            "responses": _given(_paged("results"), 422),
        }
    },
    "/api/self-check": {
        "post": {
            "summary": "Whether a person may apply for a title, with every reason",
            "requestBody": _body(
                {
                    "type": "object",
                    "required": ["notice", "target", "answers"],
                    "properties": {"notice": _TEXT, "target": _TEXT, "answers": _ANSWERS, "lang": _LANG},
                }
            ),
            "responses": _given({"$ref": "#/components/schemas/Checked"}, 400, 404, 413, 415, 422),
        }
    },
    "/api/screen": {
        "post": {
            "summary": "Which titles a person may apply for, the nearest first",
            "requestBody": _body(
                {
                    "type": "object",
                    "required": ["answers"],
                    "properties": {"answers": _ANSWERS, "lang": _LANG},
                }
            ),
            "responses": _given(
                _listed("screened", {"$ref": "#/components/schemas/Verdict"}), 400, 413, 415, 422
            ),
        }
    },
    "/api/photo-check": {
        "post": {
            "summary": "Whether a photo meets what a notice demands",
            "requestBody": {
                "required": True,
                "content": {
                    "multipart/form-data": {
                        "schema": {
                            "type": "object",
                            "required": ["photo", "notice"],
                            "properties": {
                                "photo": {**_TEXT, "format": "binary"},
                                "notice": _TEXT,
                                "lang": _LANG,
                            },
                        }
                    }
                },
            },
            "responses": _given({"$ref": "#/components/schemas/Photo"}, 400, 404, 408, 413, 415, 422),
        }
    },
    "/metrics": {
        "get": {
            "summary": "Figures for Prometheus: to neighbours, or with the token",
            "responses": {
                "200": {"description": "the figures", "content": {"text/plain": {"schema": _TEXT}}},
                **_refused(403),
            },
        }
    },
    "/healthz": {"get": {"summary": "The gateway runs", "responses": _given({"type": "object"})}},
    "/readyz": {
        "get": {
            "summary": "What can be answered with, and what of it does not answer",
            "responses": {
                "200": _ready("there are notices; «degraded» where something else is down"),
                "503": _ready("there are no notices"),
            },
        }
    },
    "/api/openapi.json": {"get": {"summary": "This description", "responses": _given({"type": "object"})}},
    **WEB_PATHS,
    **CONSOLE_PATHS,
}

_SCHEMAS: Final[dict[str, Any]] = {
    "Error": {
        "type": "object",
        "required": ["error"],
        "properties": {
            "error": {
                "type": "object",
                "required": ["code", "message"],
                "properties": {"code": _TEXT, "message": _TEXT, "fields": {"type": "object"}},
            }
        },
    },
    "Ready": {
        "type": "object",
        "required": ["status", "notices", "dialogue", "conversations"],
        "properties": {
            "status": {"enum": ["ready", "degraded", "unavailable"]},
            "notices": {"type": "integer", "description": "how many can be answered from"},
            "dialogue": {
                "type": "boolean",
                "description": "Rasa and its actions; false while only plain search works",
            },
            "conversations": {"type": "boolean", "description": "the database of conversations"},
            "shared": {"type": "boolean", "description": "Redis; left out where there is none to be asked"},
            "left_out": {
                "type": "array",
                "items": _TEXT,
                "description": "notices that are published, but that this version of the program cannot read; "
                "left out where there are none",
            },
        },
    },
    "Message": {
        "type": "object",
        "required": ["recipient_id", "text"],
        "properties": {
            "recipient_id": _TEXT,
            "text": _TEXT,
            "buttons": {
                "type": "array",
                "items": {"type": "object", "properties": {"title": _TEXT, "payload": _TEXT}},
            },
            "custom": {"type": "object", "description": "«answer» or «self_check»"},
        },
    },
    "Photo": {
        "type": "object",
        "required": ["text", "answer", "photo"],
        "properties": {
            "text": _TEXT,
            "answer": {"type": "object", "description": "status, notices, facts, citations"},
            "photo": {
                "type": ["object", "null"],
                "description": "null where the notice says nothing on photos",
                "properties": {
                    "verdict": {"enum": ["fits", "partly", "fails"]},
                    "figures": {"type": "object", "description": "width, height, bytes, format, background"},
                    "findings": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["requirement", "state", "demanded", "found", "mend"],
                            "properties": {
                                "requirement": {
                                    "enum": ["format", "bytes", "pixels", "ratio", "background", "prints"]
                                },
                                "state": {"enum": ["ok", "wrong", "unknown"]},
                                "demanded": _TEXT,
                                "found": {"type": ["string", "null"]},
                                "mend": {"type": ["string", "null"]},
                            },
                        },
                    },
                },
            },
        },
    },
    "Verdict": {
        "type": "object",
        "required": ["notice", "target", "verdict", "missing", "earliest", "reasons"],
        "properties": {
            "notice": _TEXT,
            "target": _TEXT,
            "verdict": {"enum": ["eligible", "ineligible", "undetermined"]},
            "missing": {
                "type": "array",
                "items": _TEXT,
                "description": "attributes, and documents that decide",
            },
            "earliest": {"type": ["string", "null"], "format": "date"},
            "reasons": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "condition": _TEXT,
                        "truth": {"enum": ["true", "false", "unknown"]},
                        "said": _TEXT,
                        "at": _TEXT,
                    },
                },
            },
        },
    },
    "Checked": {
        "type": "object",
        "required": ["self_check", "next"],
        "properties": {
            "self_check": {"$ref": "#/components/schemas/Verdict"},
            "next": {
                "type": ["object", "null"],
                "description": "what to ask next while the verdict can still change",
                "properties": {"attribute": _TEXT, "question": _TEXT},
            },
        },
    },
}

DESCRIPTION: Final[dict[str, Any]] = {
    "openapi": "3.1.0",
    "info": {"title": "职问 Zhiwen", "version": "1"},
    "paths": completed(_PATHS),
    "components": {"schemas": _SCHEMAS},
}


async def openapi(request: web.Request) -> web.Response:
    """The description itself."""
    return web.json_response(DESCRIPTION)
