"""What several addresses are described with."""

from __future__ import annotations

from typing import Any, Final

from bot.api import MOST

TEXT: Final = {"type": "string"}
ERROR: Final = {"$ref": "#/components/schemas/Error"}
LANG: Final = {"enum": ["zh", "zh-hant", "en"], "default": "zh"}
ANSWERS: Final = {
    "type": "object",
    "description": "Answers by attribute, written as in policies_kb/rules/codec.py.",
    "examples": [{"education": "大专", "years_of_work": {"years": 4}, "major_match": False}],
}


def refused(*codes: int) -> dict[str, Any]:
    """Replies that refuse; any address may be unavailable."""
    return {
        str(code): {"description": "refused", "content": {"application/json": {"schema": ERROR}}}
        for code in (*codes, 503)
    }


def given(schema: dict[str, Any], *codes: int) -> dict[str, Any]:
    """A reply of this form, and those that refuse."""
    return {
        "200": {"description": "found", "content": {"application/json": {"schema": schema}}},
        **refused(*codes),
    }


def listed(name: str, item: dict[str, Any]) -> dict[str, Any]:
    """A list under its name."""
    return {
        "type": "object",
        "required": [name],
        "properties": {name: {"type": "array", "items": item}},
    }


def paged(name: str) -> dict[str, Any]:
    """A page of a list."""
    page = listed(name, {"type": "object"})
    page["required"] = [name, "total", "next"]
    page["properties"] |= {
        "total": {"type": "integer", "description": "how many there are on all pages"},
        "next": {"type": ["integer", "null"], "description": "the offset of the next page; null on the last"},
    }
    return page


def paging(usual: int) -> list[dict[str, Any]]:
    """How a page of a list is asked for."""
    limit = {"type": "integer", "minimum": 1, "maximum": MOST, "default": usual}
    offset = {"type": "integer", "minimum": 0, "maximum": 999_999_999, "default": 0}
    return [
        {"name": "limit", "in": "query", "description": "how many on a page", "schema": limit},
        {"name": "offset", "in": "query", "description": "how many to leave out before it", "schema": offset},
    ]


def body(schema: dict[str, Any]) -> dict[str, Any]:
    """What is sent, as JSON."""
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def query(name: str, text: str, *, required: bool = False) -> dict[str, Any]:
    """A word in the address."""
    return {"name": name, "in": "query", "required": required, "description": text, "schema": TEXT}


def ready(why: str) -> dict[str, Any]:
    """What `/readyz` says."""
    schema = {"$ref": "#/components/schemas/Ready"}
    return {"description": why, "content": {"application/json": {"schema": schema}}}
