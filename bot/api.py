"""`/api`: the notices and a search over them, for programs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from aiohttp import web

from bot import keys
from bot.problems import problem
from policies_kb.catalogue import Query, Result
from policies_kb.model.fact import Fact
from policies_kb.model.notice import Notice

#: So many notices, or results, one reply has where nothing else is asked for, and at most.
USUAL_NOTICES: Final = 100
USUAL_RESULTS: Final = 10
MOST: Final = 200
#: A list of ids in an error names so many.
_NAMED: Final = 20

Item = TypeVar("Item")


@dataclass(frozen=True)
class _Page:
    """The part of a list that is asked for: `limit` items, from the one behind the first `offset`."""

    offset: int
    limit: int

    def of(self, name: str, items: Sequence[Item], shown: Callable[[Item], dict[str, Any]]) -> dict[str, Any]:
        """The page, how many items there are in all, and where the next page begins (null: this is the last)."""
        end = self.offset + self.limit
        page = [shown(item) for item in items[self.offset : end]]
        return {name: page, "total": len(items), "next": end if end < len(items) else None}


async def notices(request: web.Request) -> web.Response:
    """The notices that are held, in short, page by page."""
    page = _page(request, USUAL_NOTICES)
    if isinstance(page, web.Response):
        return page
    catalogue = await request.app[keys.KNOWLEDGE].required()
    return web.json_response(page.of("notices", catalogue.notices, _short))


async def notice(request: web.Request) -> web.Response:
    """One notice with all its facts, each with its place."""
    catalogue = await request.app[keys.KNOWLEDGE].required()
    name = request.match_info["notice"]
    found = catalogue.knowledge.notice(name)
    if found is None:
        held = ", ".join(one.id for one in catalogue.notices[:_NAMED])
        held += ", …" if len(catalogue.notices) > _NAMED else ""
        return problem(404, "no_such_notice", f"there is no notice «{name}»; held are {held}")
    facts = [_fact(fact) for fact in catalogue.facts(found.id)]
    return web.json_response({**_short(found), "facts": facts})


async def search(request: web.Request) -> web.Response:
    """The facts that fit `q`, the best first, page by page; `notice`, `region`, `title`, `topic`, `audience` narrow."""
    page = _page(request, USUAL_RESULTS)
    if isinstance(page, web.Response):
        return page
    catalogue = await request.app[keys.KNOWLEDGE].required()
    given = request.query
    words = given.get("q", "").strip()
    if not words:
        return problem(422, "bad_fields", "some fields cannot be used", {"q": "must not be empty"})
    facets = {name: given.getall(name) for name in ("region", "title") if name in given}
    query = Query(words, dict.fromkeys(given.getall("topic", []), 1.0), facets)
    audience = given.get("audience")
    found = await asyncio.to_thread(catalogue.search, query, tuple(given.getall("notice", [])), None)
    results = [result for result in found if audience in (None, result.fact.audience)]
    return web.json_response(page.of("results", results, _result))


def _page(request: web.Request, usual: int) -> _Page | web.Response:
    """What part of a list is asked for, or what is wrong with how it is asked for."""
    bounds = {"limit": (usual, 1, MOST), "offset": (0, 0, None)}
    values, wrong = {}, {}
    for name, (default, least, most) in bounds.items():
        written = request.query.get(name, str(default))
        number = int(written) if written.isascii() and written.isdigit() and len(written) <= 9 else -1
        if number < least or (most is not None and number > most):
            wrong[name] = f"must be a whole number from {least}" + (f" to {most}" if most else " on")
        values[name] = number
    if wrong:
        return problem(422, "bad_fields", "some fields cannot be used", wrong)
    return _Page(values["offset"], values["limit"])


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
