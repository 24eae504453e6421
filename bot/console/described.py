"""The console's paths for `/api/openapi.json`: pages and forms for staff."""

from __future__ import annotations

from typing import Any, Final

_TEXT: Final = {"type": "string"}


def _page(summary: str, *refused: int) -> dict[str, Any]:
    good = {"description": "the page", "content": {"text/html": {"schema": _TEXT}}}
    return {"summary": summary, "responses": {"200": good} | _refused(*refused)}


def _form(summary: str, fields: str, *refused: int) -> dict[str, Any]:
    """A form; each has its proof beside its fields."""
    properties = dict.fromkeys((*fields.split(), "csrf"), _TEXT)
    schema = {"type": "object", "required": ["csrf"], "properties": properties}
    body = {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": schema}}}
    done = {"303": {"description": "done; go on to the page named"}}
    return {"summary": summary, "requestBody": body, "responses": done | _refused(*refused)}


def _refused(*codes: int) -> dict[str, Any]:
    return {str(code): {"description": "refused; the page says why"} for code in (*codes, 503)}


PATHS: Final[dict[str, Any]] = {
    "/console": {"get": _page("The hotline console; who is not signed in is led to the form", 303)},
    "/console/static/{path}": {"get": _page("Style and scripts of the console", 404)},
    "/console/sign-in": {
        "get": _page("The form to sign in", 303),
        "post": _form("Sign in", "name password", 401, 403, 409, 429),
    },
    "/console/sign-out": {"post": _form("Sign out here, or in every browser", "everywhere", 303, 403)},
    "/console/oidc/start": {"get": _page("On to the provider of OpenID Connect", 303, 404)},
    "/console/oidc/callback": {"get": _page("Back from the provider", 303, 401, 404, 409)},
}
