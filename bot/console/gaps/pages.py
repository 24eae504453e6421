"""`/console/gaps`: what could not be answered, in groups, open or closed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from aiohttp import web

from bot import keys as gateway
from bot.console.gaps.gathering import gathered
from bot.console.gaps.keys import GAPS
from bot.console.gaps.view import Viewer
from bot.console.gaps.wished import CHANNELS, DAYS, Wished
from bot.console.guard import account_of, require
from bot.console.pages import language_of, page
from bot.console.phrases import PHRASES
from bot.roles import Role
from bot.store import GapKind, Gaps, Reason, Wanted

PLACE: Final = "/console/gaps"
#: So many of the newest questions are looked at, or closings; and groups on one page.
MOST: Final = 3000
_ON_A_PAGE: Final = 25
_DONE: Final = ("closed", "reopened", "none", "wrong")


@dataclass(frozen=True)
class _Listed:
    """The groups of one page, and how many groups and questions there are on all pages."""

    shown: list[dict[str, Any]]
    groups: int
    questions: int


@require(Role.READER)
async def show(request: web.Request) -> web.Response:
    """Groups that the filters let through; `page` counts from 1, `done` says what was done just now."""
    wished = Wished.of(request.query)
    viewer = await viewer_of(request)
    wanted = wished.wanted(request.app[gateway.CLOCK]())
    at = _page_of(request.query.get("page", ""))
    listed = await asyncio.to_thread(_listed, request.app[GAPS], wished, wanted, viewer, at)
    done = request.query.get("done", "")
    values: dict[str, Any] = {
        "here": "gaps",
        "groups": listed.shown,
        "summary": viewer.say["gaps_summary"].format(groups=listed.groups, questions=listed.questions),
        "is_cut": max(listed.questions, listed.groups) >= MOST,
        "wished": wished,
        "fields": wished.fields,
        "may_close": account_of(request).role.may(Role.EDITOR),
        "may_talk": account_of(request).role.may(Role.AGENT),
        "done": viewer.say[f"gaps_done_{done}"] if done in _DONE else "",
        "newer": link(wished, at - 1) if at > 1 else "",
        "older": link(wished, at + 1) if listed.groups > at * _ON_A_PAGE else "",
        **_choices(viewer),
    }
    return page(request, "gaps/gaps.html", values)


def link(wished: Wished, at: int = 1, **more: str) -> str:
    """The address of the page with these filters."""
    fields = wished.fields | ({"page": str(at)} if at > 1 else {}) | more
    return f"{PLACE}?{urlencode(fields)}" if fields else PLACE


async def viewer_of(request: web.Request) -> Viewer:
    """Puts gaps into the words of whoever looks."""
    lang = language_of(request)
    catalogue = await request.app[gateway.KNOWLEDGE].catalogue()
    return Viewer(catalogue, "en" if lang == "en" else "zh", PHRASES[lang])


def _listed(gaps: Gaps, wished: Wished, wanted: Wanted, viewer: Viewer, at: int) -> _Listed:
    on_page = slice((at - 1) * _ON_A_PAGE, at * _ON_A_PAGE)
    if wished.is_closed:
        closed = gaps.closed(wanted, MOST)
        shown = [viewer.closed(closing, held) for closing, held in closed[on_page]]
        return _Listed(shown, len(closed), sum(closing.questions for closing, _ in closed))
    groups = gathered(gaps.open(wanted, MOST), viewer.catalogue)
    shown = [viewer.group(group.words, group.members) for group in groups[on_page]]
    return _Listed(shown, len(groups), sum(len(group.members) for group in groups))


def _choices(viewer: Viewer) -> dict[str, Any]:
    """What can be chosen in the filters, and for what reasons a group is closed."""
    say = viewer.say
    topics = viewer.catalogue.knowledge.topics if viewer.catalogue else ()
    return {
        "kinds": {one.value: say[f"gaps_kind_{one}"] for one in GapKind},
        "channels": {one: say[f"gaps_channel_{one}"] for one in CHANNELS},
        "days": {one: say["gaps_all_days"] if not one else say["gaps_days"].format(days=one) for one in DAYS},
        "topics": {topic.id: topic.name.in_(viewer.lang) for topic in topics},
        "reasons": {one.value: say[f"gaps_reason_{one}"] for one in Reason},
    }


def _page_of(given: str) -> int:
    return max(1, int(given)) if given.isascii() and given.isdigit() and len(given) <= 6 else 1
