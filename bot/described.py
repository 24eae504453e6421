"""What every operation of `/api/openapi.json` has in common, so that nobody need write it for each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

_NAMES: Final = re.compile(r"\{(\w+)\}")
_ERROR: Final = {"$ref": "#/components/schemas/Error"}
#: How a body may be refused before anybody looks at what it says.
_BODY: Final = {
    "400": "the body cannot be read",
    "408": "the body did not come in time",
    "413": "the body is too large",
    "415": "a type or charset that is not taken",
}


def completed(paths: Mapping[str, Any]) -> dict[str, Any]:
    """The same paths: every name in a path is a parameter, and what has a body may be refused for it."""
    return {
        path: {method: _operation(path, described) for method, described in methods.items()}
        for path, methods in paths.items()
    }


def _operation(path: str, described: Mapping[str, Any]) -> dict[str, Any]:
    given = list(described.get("parameters", ()))
    known = {one["name"] for one in given if one["in"] == "path"}
    given += [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in _NAMES.findall(path)
        if name not in known
    ]
    refusals = _refusals() if "requestBody" in described else {}
    return {
        **described,
        **({"parameters": given} if given else {}),
        "responses": {**refusals, **described["responses"]},
    }


def _refusals() -> dict[str, Any]:
    return {
        code: {"description": why, "content": {"application/json": {"schema": _ERROR}}}
        for code, why in _BODY.items()
    }
