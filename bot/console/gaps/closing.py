"""`/console/gaps/close` and `/console/gaps/reopen`: editors close a group with a reason, and open it again."""

from __future__ import annotations

import asyncio
import re
from typing import Any, Final

from aiohttp import web

from bot import keys as gateway
from bot.console.audit import actor
from bot.console.gaps.keys import GAPS
from bot.console.gaps.pages import MOST, link
from bot.console.gaps.wished import Wished
from bot.console.guard import require
from bot.masking import clean
from bot.problems import problem
from bot.roles import Role
from bot.store import Reason

_WORDS: Final = 500
_IDS: Final = re.compile(r"\d{1,18}(,\d{1,18})*", re.ASCII)


@require(Role.EDITOR)
async def close(request: web.Request) -> web.Response:
    """`gaps` (numbers, with commas), `reason`, `words`: close those as one group. What came meanwhile stays open."""
    form = await request.post()
    ids, reason, words = (str(form.get(name, "")) for name in ("gaps", "reason", "words"))
    numbers = {int(one) for one in ids.split(",")} if _IDS.fullmatch(ids) else set()
    wrong = {
        **({} if 0 < len(numbers) <= MOST else {"gaps": "must be numbers of questions"}),
        **({} if reason in set(Reason) else {"reason": f"must be one of {', '.join(Reason)}"}),
        **({} if len(words) <= _WORDS else {"words": f"at most {_WORDS} characters"}),
    }
    if wrong:
        return problem(422, "bad_fields", "some fields cannot be used", wrong)
    today, by = request.app[gateway.CLOCK](), actor(request)
    closed = await asyncio.to_thread(
        request.app[GAPS].close, numbers, Reason(reason), clean(words), today, by
    )
    return _back(form, "closed" if closed else "none")


@require(Role.EDITOR)
async def reopen(request: web.Request) -> web.Response:
    """`closing`: open again the questions of it that are still held."""
    form = await request.post()
    number = str(form.get("closing", ""))
    if not _IDS.fullmatch(number) or "," in number:
        return problem(422, "bad_fields", "some fields cannot be used", {"closing": "must be a number"})
    opened = await asyncio.to_thread(request.app[GAPS].reopen, int(number), actor(request))
    return _back(form, "reopened" if opened else "none")


def _back(form: Any, done: str) -> web.Response:
    """To the list with the filters that it was left with."""
    return web.Response(status=303, headers={"Location": link(Wished.of(form), done=done)})
