"""Proof that a request that changes something was meant: it comes from a page of ours, shown in this session."""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

from aiohttp import web
from yarl import URL

from bot import keys as gateway
from bot.console import cookies, keys

#: The field of forms, and the header that scripts send (they find the token in `<meta name="csrf">`).
FIELD: Final = "csrf"
HEADER: Final = "X-CSRF-Token"
SAFE: Final = ("GET", "HEAD", "OPTIONS")
_FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")


def token(request: web.Request) -> str:
    """The token for a page that is being made: of the session, or of the browser where nobody is signed in."""
    signed_in = request.get(keys.SIGNED_IN)
    return _of(signed_in.secret if signed_in else visit(request))


def visit(request: web.Request) -> str:
    """The id of a browser in which nobody is signed in; made where it has none. The page hands it out."""
    if keys.VISIT not in request:
        request[keys.VISIT] = cookies.read(request, cookies.VISIT) or cookies.new_secret()
    return request[keys.VISIT]


async def is_meant(request: web.Request) -> bool:
    """Whether origin and token both say so. Reads the body of a form; a handler can read it again."""
    if not _is_from_here(request):
        return False
    signed_in = request.get(keys.SIGNED_IN)
    secret = signed_in.secret if signed_in else cookies.read(request, cookies.VISIT)
    given = request.headers.get(HEADER)
    if given is None and request.content_type in _FORMS:
        try:
            field = (await request.post()).get(FIELD)
        except (LookupError, ValueError):  # an unknown charset, or a body that is no form
            field = None
        given = field if isinstance(field, str) else None
    if secret is None or given is None:
        return False
    return hmac.compare_digest(_of(secret).encode(), given.encode("utf-8", "replace"))


async def is_form(request: web.Request) -> bool:
    """Whether handlers can read the fields of the request: a form of ours has texts and no files."""
    try:
        return all(isinstance(value, str) for value in (await request.post()).values())
    except (LookupError, ValueError):  # as above: where the header has the token, nobody has looked yet
        return False


def _is_from_here(request: web.Request) -> bool:
    """Whether the browser names our own origin. Browsers do for whatever changes something; nobody else is asked.

    The scheme may have been changed by a proxy. Sites that may embed the widget may not post here.
    """
    origin = request.headers.get("Origin")
    if origin is None:
        return request.headers.get("Sec-Fetch-Site") == "same-origin"
    public = request.app[gateway.SETTINGS].console_url
    if public and origin == str(URL(public).origin()):
        return True
    return origin.partition("://")[2].lower() == request.host.lower()


def _of(secret: str) -> str:
    """The token that belongs to an id: from it nobody gets back to the id."""
    return hmac.new(secret.encode(), b"zhiwen.console.form", hashlib.sha256).hexdigest()
