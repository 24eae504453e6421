"""Keeps a check under a code that the caller is told, and deletes it again."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.console.audit import actor
from bot.console.caller.check import read, shown
from bot.console.caller.codes import BadCode, new_code, read_code
from bot.console.caller.keys import CHECKS
from bot.console.guard import require
from bot.roles import Role
from bot.store import CallerChecks, KeptCheck


@require(Role.AGENT)
async def keep(request: web.Request) -> web.Response:
    """Keep what the form says; on to the page with its code. Nothing is kept that was not understood."""
    told, judgement = await read(request)
    kept = judgement.kept(told.answers)
    if told.wrong or not kept.answers or not kept.ranked:
        problem = "caller_not_understood" if told.wrong else "caller_nothing_told"
        return await shown(request, told, judgement, problem=problem, status=422)
    code = await asyncio.to_thread(_keep, request.app[CHECKS], kept)
    return web.Response(status=303, headers={"Location": f"/console/check?code={code}"})


@require(Role.AGENT)
async def forget(request: web.Request) -> web.Response:
    """Delete the check under a code; one that is gone already is no matter."""
    code = (await request.post()).get("code")
    try:
        known = read_code(code if isinstance(code, str) else "")
    except BadCode:
        return web.Response(status=303, headers={"Location": "/console/check"})
    await asyncio.to_thread(request.app[CHECKS].delete, known, actor(request))
    return web.Response(status=303, headers={"Location": "/console/check?deleted=yes"})


def _keep(checks: CallerChecks, kept: KeptCheck) -> str:
    while True:  # a code that is taken is as good as never drawn
        code = new_code()
        if checks.keep(code, kept):
            return code
