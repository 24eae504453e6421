"""The console's cookies: none that a script can read, none that another site's page could have sent along."""

from __future__ import annotations

import secrets
from typing import Final, Literal

from aiohttp import web

from bot import keys as gateway

#: The session: the random id of somebody who is signed in.
SESSION: Final = "zhiwen_console"
#: The random id of a browser in which nobody is: forms are bound to it.
VISIT: Final = "zhiwen_console_visit"
#: The random id of a browser in which somebody signed in before.
DEVICE: Final = "zhiwen_console_device"
#: On the way to the OpenID provider and back.
JOURNEY: Final = "zhiwen_console_journey"
#: The language that somebody chose.
LANGUAGE: Final = "zhiwen_console_lang"
YEAR: Final = 365 * 86_400
_LONGEST: Final = 100


def is_secure(request: web.Request) -> bool:
    """Whether the browser speaks TLS: with us, with a proxy that we trust, or because the address says so."""
    settings = request.app[gateway.SETTINGS]
    return (
        request.secure
        or (settings.console_url or "").startswith("https://")
        or (settings.web_proxies > 0 and request.headers.get("X-Forwarded-Proto", "") == "https")
    )


def new_secret() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def read(request: web.Request, name: str) -> str | None:
    """What a browser holds under this name; None where it is nothing that we could have given it."""
    value = request.cookies.get(_full(request, name), "")
    return value if 0 < len(value) <= _LONGEST and value.isascii() else None


def give(
    request: web.Request,
    response: web.Response,
    name: str,
    value: str,
    max_age: int | None = None,
    samesite: Literal["Strict", "Lax"] = "Strict",
) -> None:
    """Have the browser hold it: until it is closed, or `max_age` seconds."""
    response.set_cookie(
        _full(request, name),
        value,
        path="/",
        max_age=max_age,
        httponly=True,
        samesite=samesite,
        secure=is_secure(request),
    )


def take(request: web.Request, response: web.Response, name: str) -> None:
    """Have the browser let go of it."""
    full = _full(request, name)
    response.del_cookie(full, path="/", httponly=True, secure=is_secure(request))


def _full(request: web.Request, name: str) -> str:
    """Over TLS with a prefix by which browsers let nobody but this very host set it."""
    return f"__Host-{name}" if is_secure(request) else name
