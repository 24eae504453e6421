"""Makes the console's pages: their language, their token, and what browsers are told about them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import aiohttp_jinja2
from aiohttp import web

from bot.console import cookies, csrf, keys
from bot.console.phrases import PHRASES
from bot.web.phrases import language

#: Everything from here, nothing inline, in no frame.
_POLICY: Final = "; ".join(
    [
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)


def headers_of(request: web.Request) -> dict[str, str]:
    """What every response of the console tells a browser."""
    return {
        "Content-Security-Policy": _POLICY,
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cache-Control": "no-store",
        "Vary": "Accept, Accept-Language, Cookie",
    }


def language_of(request: web.Request) -> str:
    """`zh-CN` or `en`: what the address says, what was chosen before, what the browser accepts."""
    wished = request.query.get("lang") or cookies.read(request, cookies.LANGUAGE)
    found = language(wished, request.headers.get("Accept-Language", ""))
    return found if found in PHRASES else "zh-CN"


def page(
    request: web.Request, template: str, values: Mapping[str, Any] | None = None, *, status: int = 200
) -> web.Response:
    """A page. Its template finds `lang`, `say`, `me` (the account or None), `csrf`, `static` and `values`.

    `values["here"]` names the section that the navigation shows as the present one; `wide` gives it the whole width.
    """
    lang = language_of(request)
    signed_in = request.get(keys.SIGNED_IN)
    common = {
        "lang": lang,
        "say": PHRASES[lang],
        "me": signed_in.account if signed_in else None,
        "csrf": csrf.token(request),
        "static": f"/console/static/{request.app[keys.ASSETS].version}",
        "languages": _languages(request),
        "sections": [
            one for one in request.app[keys.SECTIONS] if signed_in and signed_in.account.role.may(one.role)
        ],
        "here": None,
        "wide": False,
    }
    response = aiohttp_jinja2.render_template(
        template, request, {**common, **(values or {})}, app_key=keys.TEMPLATES, status=status
    )
    if signed_in is None:
        cookies.give(request, response, cookies.VISIT, csrf.visit(request))
    if request.query.get("lang") in PHRASES:
        cookies.give(request, response, cookies.LANGUAGE, lang, cookies.YEAR)
    return response


def _languages(request: web.Request) -> dict[str, str]:
    """For each language the address of the same page in it."""
    # What was sent by a form cannot be had again by a link: from there it leads to the form.
    at = request.rel_url if request.method in csrf.SAFE else request.rel_url.with_query(None)
    return {lang: str(at.update_query(lang=lang)) for lang in PHRASES}
