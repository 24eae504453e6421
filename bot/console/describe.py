"""Words in which the console's paths are described for `/api/openapi.json`."""

from __future__ import annotations

from typing import Any, Final

_TEXT: Final = {"type": "string"}


def page(summary: str, *codes: int) -> dict[str, Any]:
    """A page, and the codes with which it may be refused."""
    good = {"description": "the page", "content": {"text/html": {"schema": _TEXT}}}
    return {"summary": summary, "responses": {"200": good} | refused(*codes)}


def form(summary: str, fields: str, *codes: int) -> dict[str, Any]:
    """A form; each has its proof beside its fields."""
    properties = dict.fromkeys((*fields.split(), "csrf"), _TEXT)
    schema = {"type": "object", "required": ["csrf"], "properties": properties}
    body = {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": schema}}}
    done = {"303": {"description": "done; go on to the page named"}}
    return {"summary": summary, "requestBody": body, "responses": done | refused(*codes)}


def refused(*codes: int) -> dict[str, Any]:
    """Refusals; 401, for who is not signed in, and 503 are always among them."""
    return {str(code): {"description": "refused; the page says why"} for code in (*codes, 401, 503)}
