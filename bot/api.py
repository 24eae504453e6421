"""`/api`: the notices and a search over them, for programs."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot import keys
from bot.problems import problem
from policies_kb.catalogue import Query, Result
from policies_kb.model.fact import Fact
from policies_kb.model.notice import Notice


async def notices(request: web.Request) -> web.Response:
    """Every notice that is held, in short."""
    catalogue = await request.app[keys.KNOWLEDGE].required()
    return web.json_response({"notices": [_short(notice) for notice in catalogue.notices]})


async def notice(request: web.Request) -> web.Response:
    """One notice with all its facts, each with its place."""
    catalogue = await request.app[keys.KNOWLEDGE].required()
    name = request.match_info["notice"]
    found = catalogue.knowledge.notice(name)
    if found is None:
        held = ", ".join(one.id for one in catalogue.notices)
        return problem(404, "no_such_notice", f"there is no notice «{name}»; held are {held}")
    facts = [_fact(fact) for fact in catalogue.facts(found.id)]
    return web.json_response({**_short(found), "facts": facts})


async def search(request: web.Request) -> web.Response:
    """The facts that fit `q` best; `notice`, `region`, `title`, `topic` and `audience` narrow."""
    catalogue = await request.app[keys.KNOWLEDGE].required()
    given = request.query
    words = given.get("q", "").strip()
    if not words:
        return problem(422, "bad_fields", "some fields cannot be used", {"q": "must not be empty"})
    facets = {name: given.getall(name) for name in ("region", "title") if name in given}
    query = Query(words, dict.fromkeys(given.getall("topic", []), 1.0), facets)
    audience = given.get("audience")
    results = [
        result
        for result in catalogue.search(query, tuple(given.getall("notice", [])))
        if audience in (None, result.fact.audience)
    ]
    return web.json_response({"results": [_result(result) for result in results]})


def _short(notice: Notice) -> dict[str, Any]:
    return {
        "id": notice.id,
        "number": notice.number,
        "title": notice.title.model_dump(),
        "short": notice.short.model_dump(),
        "year": notice.year,
        "region": notice.region,
        "sector": notice.sector,
        "titles": list(notice.titles),
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "id": fact.id,
        "kind": fact.kind,
        "topics": list(fact.topics),
        "audience": fact.audience,
        "at": [str(place) for place in fact.at],
        "text": fact.text.model_dump(),
    }


def _result(result: Result) -> dict[str, Any]:
    notice = result.notice
    return {
        **_fact(result.fact),
        "notice": notice.id,
        "citation": notice.citation,
        "score": round(result.score, 3),
    }
