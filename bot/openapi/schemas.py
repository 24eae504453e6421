"""What replies hold."""

from __future__ import annotations

from typing import Any, Final

from bot.openapi.pieces import TEXT

SCHEMAS: Final[dict[str, Any]] = {
    "Error": {
        "type": "object",
        "required": ["error"],
        "properties": {
            "error": {
                "type": "object",
                "required": ["code", "message"],
                "properties": {"code": TEXT, "message": TEXT, "fields": {"type": "object"}},
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
                "items": TEXT,
                "description": "notices that are published, but that this version of the program cannot read; "
                "left out where there are none",
            },
        },
    },
    "Message": {
        "type": "object",
        "required": ["recipient_id", "text"],
        "properties": {
            "recipient_id": TEXT,
            "text": TEXT,
            "buttons": {
                "type": "array",
                "items": {"type": "object", "properties": {"title": TEXT, "payload": TEXT}},
            },
            "custom": {"type": "object", "description": "«answer» or «self_check»"},
        },
    },
    "Photo": {
        "type": "object",
        "required": ["text", "answer", "photo"],
        "properties": {
            "text": TEXT,
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
                                "demanded": TEXT,
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
            "notice": TEXT,
            "target": TEXT,
            "verdict": {"enum": ["eligible", "ineligible", "undetermined"]},
            "missing": {
                "type": "array",
                "items": TEXT,
                "description": "attributes, and documents that decide",
            },
            "earliest": {"type": ["string", "null"], "format": "date"},
            "reasons": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "condition": TEXT,
                        "truth": {"enum": ["true", "false", "unknown"]},
                        "said": TEXT,
                        "at": TEXT,
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
                "properties": {"attribute": TEXT, "question": TEXT},
            },
        },
    },
}
