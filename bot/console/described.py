"""The console's paths for `/api/openapi.json`: pages and forms for staff. Each section describes its own."""

from __future__ import annotations

from typing import Any, Final

from bot.console.describe import form, page
from bot.console.sections import SECTIONS

_OWN: Final[dict[str, Any]] = {
    "/console/static/{path}": {"get": page("Style and scripts of the console", 404)},
    "/console/sign-in": {
        "get": page("The form to sign in", 303),
        "post": form("Sign in", "name password", 401, 403, 409, 429),
    },
    "/console/sign-out": {"post": form("Sign out here, or in every browser", "everywhere", 303, 403)},
    "/console/oidc/start": {"get": page("On to the provider of OpenID Connect", 303, 404)},
    "/console/oidc/callback": {"get": page("Back from the provider", 303, 401, 404, 409)},
}

PATHS: Final[dict[str, Any]] = {
    path: described
    for part in (_OWN, *(section.paths for section in SECTIONS))
    for path, described in part.items()
}
