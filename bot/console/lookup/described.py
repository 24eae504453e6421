"""`/console/lookup` for `/api/openapi.json`: the facts that fit what was typed so far."""

from __future__ import annotations

from typing import Any, Final

from bot.console.describe import refused
from bot.console.lookup.asked import FACETS

_TEXT: Final = {"type": "string"}
_NUMBER: Final = {"type": "integer"}
_MARKS: Final = {
    "type": "array",
    "description": "stretches to mark: start and end, in characters",
    "items": {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2},
}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


def _list(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


_VALUE: Final = _object(value=_TEXT, name=_TEXT, count=_NUMBER, chosen={"type": "boolean"})
_RESULT: Final = _object(
    fact=_TEXT,
    kind=_TEXT,
    value={"type": ["string", "null"], "description": "the exact value alone, where the fact has one"},
    text=_TEXT,
    marks=_MARKS,
    notice=_object(id=_TEXT, name=_TEXT, number={"type": ["string", "null"]}),
    at=_list(_TEXT),
    citation=_TEXT,
    changed={"type": "boolean", "description": "whether it is said otherwise in what is in force now"},
    state={"enum": ["coming", "open", "closed", "unstated"]},
    validity=_TEXT,
    passages=_list(_object(at=_TEXT, text=_TEXT, marks=_MARKS)),
    copy=_object(text=_TEXT, message=_TEXT),
)
_SEEN: Final = _object(
    q=_TEXT,
    on={**_TEXT, "format": "date"},
    read_as={"type": ["string", "null"]},
    total=_NUMBER,
    more={"type": "boolean", "description": "whether `total` is only the best of many"},
    edition={
        "type": ["integer", "null"],
        "description": "the publication in force then, where it is not today's",
    },
    later=_list(_TEXT),
    results=_list(_RESULT),
    facets=_list(_object(facet={"enum": list(FACETS)}, name=_TEXT, first=_list(_VALUE), rest=_list(_VALUE))),
)


def _query(name: str, text: str, schema: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": text, "schema": schema or _TEXT}


FOUND: Final[dict[str, Any]] = {
    "summary": "The facts that fit what was typed so far; as HTML the part of the page that shows them",
    "parameters": [
        _query("q", "what was typed: words, pinyin, initials, numbers"),
        _query("on", "what held on this day", {**_TEXT, "format": "date"}),
        _query("most", "so many results", {**_NUMBER, "minimum": 1, "maximum": 100}),
        *(_query(facet, "only these values", _list(_TEXT)) for facet in FACETS),
    ],
    "responses": {
        "200": {
            "description": "found",
            "content": {"application/json": {"schema": _SEEN}, "text/html": {"schema": _TEXT}},
        },
        **refused(303, 401, 422),
    },
}
