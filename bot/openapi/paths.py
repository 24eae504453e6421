"""What the gateway offers to programs, address by address; widget and console describe their own."""

from __future__ import annotations

from typing import Any, Final

from bot.api import USUAL_NOTICES, USUAL_RESULTS
from bot.console.described import PATHS as CONSOLE_PATHS
from bot.openapi.pieces import ANSWERS, LANG, TEXT, body, given, listed, paged, paging, query, ready, refused
from bot.web.described import PATHS as WEB_PATHS

PATHS: Final[dict[str, Any]] = {
    "/webhooks/rest/webhook": {
        "post": {
            "summary": "Talk to the assistant (Rasa's REST channel)",
            "requestBody": body(
                {
                    "type": "object",
                    "required": ["sender", "message"],
                    "properties": {"sender": {**TEXT, "minLength": 1, "maxLength": 200}, "message": TEXT},
                }
            ),
            "responses": given(
                {"type": "array", "items": {"$ref": "#/components/schemas/Message"}}, 400, 413, 415, 422
            ),
        }
    },
    "/api/notices": {
        "get": {
            "summary": "The notices that are held, page by page",
            "parameters": paging(USUAL_NOTICES),
            "responses": given(paged("notices"), 422),
        }
    },
    "/api/notices/{notice}": {
        "get": {
            "summary": "One notice with all its facts and their places",
            "responses": given({"type": "object"}, 404),
        }
    },
    "/api/search": {
        "get": {
            "summary": "The facts that fit some words, the best first, page by page",
            "description": "Of more than 100 notices the newest 100 are searched that hold for `region` and `title`.",
            "parameters": [
                query("q", "the words", required=True),
                query("notice", "only in this notice"),
                query("region", "for this place"),
                query("title", "for this title"),
                query("topic", "about this topic"),
                query("audience", "for applicants, employers, departments or anyone"),
                *paging(USUAL_RESULTS),
            ],
            "responses": given(paged("results"), 422),
        }
    },
    "/api/self-check": {
        "post": {
            "summary": "Whether a person may apply for a title, with every reason",
            "requestBody": body(
                {
                    "type": "object",
                    "required": ["notice", "target", "answers"],
                    "properties": {"notice": TEXT, "target": TEXT, "answers": ANSWERS, "lang": LANG},
                }
            ),
            "responses": given({"$ref": "#/components/schemas/Checked"}, 400, 404, 413, 415, 422),
        }
    },
    "/api/screen": {
        "post": {
            "summary": "Which titles a person may apply for, the nearest first",
            "requestBody": body(
                {
                    "type": "object",
                    "required": ["answers"],
                    "properties": {"answers": ANSWERS, "lang": LANG},
                }
            ),
            "responses": given(
                listed("screened", {"$ref": "#/components/schemas/Verdict"}), 400, 413, 415, 422
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
                                "photo": {**TEXT, "format": "binary"},
                                "notice": TEXT,
                                "lang": LANG,
                            },
                        }
                    }
                },
            },
            "responses": given({"$ref": "#/components/schemas/Photo"}, 400, 404, 408, 413, 415, 422),
        }
    },
    "/metrics": {
        "get": {
            "summary": "Figures for Prometheus: to neighbours, or with the token",
            "responses": {
                "200": {"description": "the figures", "content": {"text/plain": {"schema": TEXT}}},
                **refused(403),
            },
        }
    },
    "/healthz": {"get": {"summary": "The gateway runs", "responses": given({"type": "object"})}},
    "/readyz": {
        "get": {
            "summary": "What can be answered with, and what of it does not answer",
            "responses": {
                "200": ready("there are notices; «degraded» where something else is down"),
                "503": ready("there are no notices"),
            },
        }
    },
    "/api/openapi.json": {"get": {"summary": "This description", "responses": given({"type": "object"})}},
    **WEB_PATHS,
    **CONSOLE_PATHS,
}
