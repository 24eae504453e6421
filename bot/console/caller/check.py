"""`/console/check`: the form with its verdict, as a page and, for the script, as data."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import aiohttp_jinja2
from aiohttp import web

from bot import keys as gateway
from bot.console import keys
from bot.console.caller.codes import BadCode, read_code
from bot.console.caller.judging import Judgement, judge
from bot.console.caller.keys import CHECKS
from bot.console.caller.opened import Opened, reopened
from bot.console.caller.told import Told, read_case, read_told
from bot.console.caller.view import form_values
from bot.console.guard import account_of, require
from bot.console.pages import language_of, page
from bot.console.phrases import PHRASES
from bot.roles import Role
from policies_kb.catalogue import Catalogue, checked_custom
from policies_kb.model.text import Lang


@require(Role.READER)
async def show(request: web.Request) -> web.Response:
    """An empty form for a title, or for all; or the check of a code."""
    catalogue = await request.app[gateway.KNOWLEDGE].required()
    if request.query.get("code", "").strip():
        return await _open(request, catalogue)
    told = Told(read_case(request.query.get("case", ""), catalogue))
    return await shown(request, told, await judged(request, catalogue, told))


@require(Role.READER)
async def sent(request: web.Request) -> web.Response:
    """The form with its verdict, for browsers without script and where another title was chosen."""
    told, judgement = await read(request)
    return await shown(request, told, judgement)


@require(Role.READER)
async def verdict(request: web.Request) -> web.Response:
    """The verdict and where each question stands, while answers come."""
    told, judgement = await read(request)
    lang, say = lang_of(request), PHRASES[language_of(request)]
    values = form_values(judgement, told, lang, say)
    fields = {
        one.item.attribute.name: {
            "standing": str(one.item.standing),
            "standing_text": say[f"caller_is_{one.item.standing}"],
            "said": one.item.said if one.shape == "text" else "",
            "wrong": bool(one.wrong),
        }
        for _, group in values["parts"]
        for one in group
    }
    common = {**values, "lang": language_of(request), "say": say}
    return web.json_response(
        {
            "status": values["status"],
            "left": values["left"],
            "next": judgement.following,
            "fields": fields,
            "checked": [checked_custom(one, lang)["self_check"] for one in judgement.judged],
            "html": aiohttp_jinja2.render_string(
                "caller/_result.html", request, common, app_key=keys.TEMPLATES
            ),
        }
    )


async def read(request: web.Request) -> tuple[Told, Judgement]:
    """What the form says, judged."""
    catalogue = await request.app[gateway.KNOWLEDGE].required()
    form = await request.post()
    on = request.app[gateway.CLOCK]()
    told = await asyncio.to_thread(read_told, form, catalogue, on)
    return told, await judged(request, catalogue, told)


async def judged(request: web.Request, catalogue: Catalogue, told: Told) -> Judgement:
    """The verdict of today."""
    return await asyncio.to_thread(judge, catalogue, told, request.app[gateway.CLOCK]())


async def shown(
    request: web.Request,
    told: Told,
    judgement: Judgement,
    opened: Opened | None = None,
    *,
    problem: str | None = None,
    status: int = 200,
) -> web.Response:
    """The page. `problem` names the phrase that says what went wrong."""
    lang, say = lang_of(request), PHRASES[language_of(request)]
    values: Mapping[str, Any] = {
        "here": "caller",
        "opened": opened,
        "problem": problem,
        "deleted": "deleted" in request.query,
        "typed": request.query.get("code", ""),
        "may_keep": account_of(request).role.may(Role.AGENT),
        "days": f"{request.app[CHECKS].age.days}",
        **form_values(judgement, told, lang, say),
    }
    return page(request, "caller/check.html", values, status=status)


def lang_of(request: web.Request) -> Lang:
    """The language of the notices' words on this page."""
    return "en" if language_of(request) == "en" else "zh"


async def _open(request: web.Request, catalogue: Catalogue) -> web.Response:
    empty = Told(None)
    try:
        code = read_code(request.query["code"])
    except BadCode:
        none = await judged(request, catalogue, empty)
        return await shown(request, empty, none, problem="caller_bad_code", status=404)
    kept = await asyncio.to_thread(request.app[CHECKS].find, code)
    if kept is None:
        none = await judged(request, catalogue, empty)
        return await shown(request, empty, none, problem="caller_no_code", status=404)
    on = request.app[gateway.CLOCK]()
    opened, told, judgement = await asyncio.to_thread(reopened, code, kept, catalogue, on, lang_of(request))
    return await shown(request, told, judgement, opened)
