"""`/api/self-check` and `/api/screen`: verdicts for answers as plain data. Nothing is kept, and no answer is logged."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot import keys
from bot.bodies import NotJson, json_of
from bot.problems import problem
from policies_kb.catalogue import Case, MisfitError, checked_custom
from policies_kb.model.text import Lang


@dataclass(frozen=True)
class _Asked:
    """A body that can be used."""

    answers: Mapping[str, Any]
    lang: Lang
    notice: str = ""
    target: str = ""


async def self_check(request: web.Request) -> web.Response:
    """The verdict for one notice and title, and what to ask next while it can still change."""
    asked = await _read(request, ("notice", "target"))
    if isinstance(asked, web.Response):
        return asked
    catalogue = await request.app[keys.KNOWLEDGE].required()
    case = Case(asked.notice, asked.target)
    if case not in catalogue.verdicts.every_case():
        offered = "; ".join(f"{one.notice} {one.target}" for one in catalogue.verdicts.every_case())
        return problem(404, "no_such_check", f"that cannot be checked; there are {offered}")
    on = request.app[keys.CLOCK]()
    try:
        judged = await asyncio.to_thread(catalogue.verdicts.check, case, asked.answers, on)
        following = await asyncio.to_thread(catalogue.verdicts.following, case, asked.answers, on)
    except MisfitError as error:
        return problem(422, "bad_fields", "some answers cannot be used", {"answers": str(error)})
    question = following and {
        "attribute": following.attribute.name,
        "question": following.text.in_(asked.lang),
    }
    return web.json_response({**checked_custom(judged, asked.lang), "next": question})


async def screen(request: web.Request) -> web.Response:
    """The verdicts of every notice that covers the person's place, the best first."""
    asked = await _read(request, ())
    if isinstance(asked, web.Response):
        return asked
    catalogue = await request.app[keys.KNOWLEDGE].required()
    on = request.app[keys.CLOCK]()
    try:
        ranked = await asyncio.to_thread(catalogue.verdicts.screen, asked.answers, on)
    except MisfitError as error:
        return problem(422, "bad_fields", "some answers cannot be used", {"answers": str(error)})
    return web.json_response(
        {"screened": [checked_custom(judged, asked.lang)["self_check"] for judged in ranked]}
    )


async def _read(request: web.Request, texts: tuple[str, ...]) -> _Asked | web.Response:
    """The body, or what is wrong with it."""
    if request.content_type != "application/json":
        return problem(415, "unsupported_type", "send application/json")
    try:
        body = await json_of(request)
    except NotJson:
        return problem(400, "bad_json", "the body is not JSON")
    wrong = _wrong(body, texts)
    if wrong:
        return problem(422, "bad_fields", "some fields cannot be used", wrong)
    return _Asked(body["answers"], body.get("lang", "zh"), **{name: body[name] for name in texts})


def _wrong(body: object, texts: tuple[str, ...]) -> dict[str, str]:
    if not isinstance(body, dict):
        return {"body": "must be an object"}
    wrong = {name: "must be a text" for name in texts if not isinstance(body.get(name), str)}
    if not isinstance(body.get("answers"), dict):
        wrong["answers"] = "must be an object: attribute → answer"
    if body.get("lang", "zh") not in ("zh", "zh-hant", "en"):
        wrong["lang"] = "must be zh, zh-hant or en"
    return wrong
