"""Which sites may embed the assistant, and what browsers are told about it: CORS, CSP and other headers."""

from __future__ import annotations

import re
from typing import Final

from aiohttp import web
from yarl import URL

_PORT: Final = r"(:\d{1,5})?"
_ORIGIN: Final = re.compile(rf"https?://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\]){_PORT}")
#: Paths that pages of other origins ask for.
_SHARED: Final = ("/web/", "/widget.js")
_ASKS: Final = {
    "Access-Control-Allow-Methods": "GET, POST, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Last-Event-ID",
    "Access-Control-Max-Age": "7200",
}
_ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class BadOrigins(Exception):
    """Origins that no browser would send; the text names them."""


class Origins:
    """The origins that may embed the widget. The gateway's own may always."""

    def __init__(self, given: str) -> None:
        names = given.replace(",", " ").split()
        wrong = [name for name in names if not _ORIGIN.fullmatch(name)]
        if wrong:
            raise BadOrigins(f"{' '.join(wrong)}: must look like https://www.example.org")
        self._allowed = frozenset(str(URL(name).origin()) for name in names)

    def allows(self, request: web.Request) -> bool:
        """Whether the page that sends this request may. A request without an origin comes from no other page."""
        origin = request.headers.get("Origin")
        return origin is None or origin in self._allowed or self._is_own(request, origin)

    @staticmethod
    def _is_own(request: web.Request, origin: str) -> bool:
        """The same host and port; the scheme may have been changed by a proxy."""
        return origin.partition("://")[2].lower() == request.host.lower()

    def headers(self, request: web.Request) -> dict[str, str]:
        """What every response tells a browser, whether it was refused or not."""
        told = dict(_ALWAYS)
        if request.path.startswith(_SHARED):
            told |= {"Vary": "Origin", "Cross-Origin-Resource-Policy": "cross-origin"}
            origin = request.headers.get("Origin")
            if origin is not None and self.allows(request):
                told["Access-Control-Allow-Origin"] = origin
                told["Access-Control-Expose-Headers"] = "Retry-After"
        return told

    def preflight(self, request: web.Request) -> web.Response | None:
        """The answer to a browser that asks whether it may ask; None where the request is none such."""
        if request.method != "OPTIONS" or not request.path.startswith(_SHARED):
            return None
        if "Access-Control-Request-Method" not in request.headers:
            return None
        return web.Response(status=204, headers=_ASKS if self.allows(request) else None)

    def policy(self, *, scripts: bool) -> str:
        """The content security policy of a page: everything from here, nothing inline."""
        return "; ".join(
            [
                "default-src 'none'",
                "style-src 'self'",
                "img-src 'self' data:",
                *(["script-src 'self'", "connect-src 'self'"] if scripts else []),
                "form-action 'self'",
                "base-uri 'none'",
                " ".join(["frame-ancestors 'self'", *sorted(self._allowed)]),
            ]
        )
