"""Pages with the widget on them: a demonstration at `/`, and `/web/frame` for sites that embed by iframe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import aiohttp_jinja2
from aiohttp import web

from bot.web import keys
from bot.web.phrases import PHRASES, language

#: Attributes of the frame's address that are handed to the widget, with the values it knows.
_PASSED: Final[Mapping[str, tuple[str, ...]]] = {
    "theme": ("light", "dark", "contrast", "auto"),
    "large": ("", "true", "1"),
}


async def demonstration(request: web.Request) -> web.Response:
    """The site of an invented authority, with the widget on it."""
    return page(request, "demo.html", {"lang": "zh-CN"}, scripts=True)


async def frame(request: web.Request) -> web.Response:
    """Nothing but the widget, open: what an iframe shows. Takes `lang`, `theme` and `large`."""
    lang = language(request.query.get("lang"), request.headers.get("Accept-Language", ""))
    passed = {
        name: request.query[name] for name, known in _PASSED.items() if request.query.get(name) in known
    }
    values = {"lang": lang, "passed": passed, "say": PHRASES[lang]}
    return page(request, "frame.html", values, scripts=True)


def page(
    request: web.Request, template: str, values: Mapping[str, Any], *, scripts: bool, status: int = 200
) -> web.Response:
    """A page with its policy: nothing inline, nothing from elsewhere, framed by allowed sites only."""
    static = f"/web/static/{request.app[keys.ASSETS].version}"
    response = aiohttp_jinja2.render_template(template, request, {**values, "static": static}, status=status)
    response.headers["Content-Security-Policy"] = request.app[keys.ORIGINS].policy(scripts=scripts)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Vary"] = "Accept-Language, Cookie"
    return response
