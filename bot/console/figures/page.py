"""`/console/figures`: how much was asked, and how it was answered; and the same as a file."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any, Final
from urllib.parse import urlencode

from aiohttp import web

from bot import keys as gateway
from bot.console.audit import audit
from bot.console.figures.keys import FIGURES
from bot.console.figures.naming import Naming
from bot.console.figures.outcome import Outcome
from bot.console.figures.report import Report
from bot.console.figures.sheet import rows
from bot.console.figures.span import LONGEST, OFFERED, BadSpan, Span
from bot.console.figures.tiles import duration, percent, tiles
from bot.console.guard import account_of, require
from bot.console.pages import language_of, page
from bot.console.phrases import PHRASES
from bot.console.spreadsheet import spreadsheet
from bot.roles import Role
from bot.store import Action

PLACE: Final = "/console/figures"


@require(Role.READER)
async def show(request: web.Request) -> web.Response:
    """The figures of `days` up to the day `to`, beside those of as many days before. 422 where these are none."""
    today = request.app[gateway.CLOCK]()
    say = PHRASES[language_of(request)]
    try:
        span, wrong = Span.asked_for(request.query, today), ""
    except BadSpan as error:
        span, wrong = Span.asked_for({}, today), str(error)
    values: dict[str, Any] = {
        "here": "figures",
        "span": span,
        "today": today,
        "offered": sorted({*OFFERED, span.days}),
        "wrong": say["figures_bad_span"].format(longest=LONGEST) if wrong else "",
        "report": None,
    }
    if not wrong:
        values |= await _shown(request, span)
    return page(request, "figures/figures.html", values, status=422 if wrong else 200)


@require(Role.EDITOR)
async def export(request: web.Request) -> web.Response:
    """The same figures as CSV, with every category."""
    form = await request.post()
    try:
        span = Span.asked_for(form, request.app[gateway.CLOCK]())
    except BadSpan:  # the page says what is wrong with it
        given = {field: str(form.get(field, "")) for field in ("days", "to")}
        return web.Response(status=303, headers={"Location": f"{PLACE}?{urlencode(given)}"})
    await audit(request, Action.EXPORT, "figures", days=span.days, until=span.last.isoformat())
    report, naming = await _report(request, span), await _naming(request)
    return spreadsheet(f"figures-{span.first}-{span.last}", rows(report, naming))


async def _shown(request: web.Request, span: Span) -> dict[str, Any]:
    report, naming = await _report(request, span), await _naming(request)
    return {
        "report": report,
        "tiles": tiles(report.summary, report.summary_before, naming.say),
        "charts": report.charts(naming),
        "outcomes": list(Outcome),
        "percent": lambda value: percent(value, naming.say),
        "duration": lambda value: duration(value, naming.say),
        "may_export": account_of(request).role.may(Role.EDITOR),
    }


async def _report(request: web.Request, span: Span) -> Report:
    """Count. The days before are left out where they are, in part, no longer kept."""
    counted = request.app[FIGURES].counted
    kept_from = request.app[gateway.STORE].now() - dt.timedelta(days=request.app[gateway.SETTINGS].turn_days)
    counting = asyncio.to_thread(counted, span.first, span.last, [one.last for one in span.stretches()])
    before = span.before
    if before.first <= kept_from.date():
        return Report(span, await counting, None)
    return Report(
        span, *await asyncio.gather(counting, asyncio.to_thread(counted, before.first, before.last))
    )


async def _naming(request: web.Request) -> Naming:
    lang = language_of(request)
    return Naming.of(await request.app[gateway.KNOWLEDGE].catalogue(), lang, PHRASES[lang])
