"""`/console/gaps/wrong`: staff say that a fact is wrong, from its card or from a conversation."""

from __future__ import annotations

import asyncio
from typing import Any, Final

from aiohttp import web

from bot import keys as gateway
from bot.console.gaps.keys import LOG
from bot.console.gaps.pages import viewer_of
from bot.console.guard import account_of, require
from bot.console.pages import page
from bot.console.sign_in import target_of
from bot.masking import clean
from bot.roles import Role
from bot.store import Gap, GapKind, Said
from policies_kb.catalogue import Catalogue, language_of

_LONGEST: Final = 500
_DONE: Final = "/console/gaps?kind=wrong_fact&done=wrong"


@require(Role.AGENT)
async def show(request: web.Request) -> web.Response:
    """The form for `fact`; `q` is what was asked, `talk` (and `n`) the conversation, `back` where to go afterwards."""
    return await _form(request, request.query)


@require(Role.AGENT)
async def say(request: web.Request) -> web.Response:
    """`fact`, `note` and perhaps `q`, `talk`, `n`, `back`: keep it. No such fact: 404, no reason: 422."""
    form = await request.post()
    catalogue = await request.app[gateway.KNOWLEDGE].required()
    note = clean(str(form.get("note", "")))
    if not note or len(note) > _LONGEST or catalogue.fact(str(form.get("fact", ""))) is None:
        return await _form(request, form, sent=True)
    said = await _said(request, form)
    await asyncio.to_thread(request.app[LOG].add, _gap(request, catalogue, form, note, said))
    back = str(form.get("back", ""))
    return web.Response(status=303, headers={"Location": target_of(back) if back else _DONE})


def _gap(request: web.Request, catalogue: Catalogue, form: Any, note: str, said: Said | None) -> Gap:
    fact = catalogue.fact(str(form["fact"]))
    assert fact is not None, "looked for before"
    name = account_of(request).name
    text = said.text if said else clean(str(form.get("q", "")))[:_LONGEST]
    return Gap(
        at=request.app[gateway.STORE].now(),
        day=request.app[gateway.CLOCK](),
        channel="console",
        kind=GapKind.WRONG_FACT,
        asker=f"staff {name}"[:64],
        text=text or None,
        conversation=said.conversation if said else None,
        client=said.client if said else None,
        lang=language_of(text) if text else None,
        topic=next(iter(fact.topics), None),
        notice=fact.notice,
        fact=fact.id,
        said=fact.text.zh[:_LONGEST],
        note=note,
        by=name,
    )


async def _said(request: web.Request, form: Any) -> Said | None:
    """What the visitor had said in the conversation that is named; None where none is, or it is gone."""
    talk, n = str(form.get("talk", "")), str(form.get("n", ""))
    if not talk or "\0" in talk:
        return None
    number = int(n) if n.isascii() and n.isdigit() and len(n) <= 9 else None
    return await asyncio.to_thread(request.app[LOG].asked_in, talk, number)


async def _form(request: web.Request, given: Any, *, sent: bool = False) -> web.Response:
    viewer = await viewer_of(request)
    name = str(given.get("fact", ""))
    fact = viewer.catalogue.fact(name) if viewer.catalogue else None
    values = {
        "here": "gaps",
        "fact": fact.text.in_(viewer.lang) if fact else "",
        "notice": viewer.notice(fact.notice) if fact else "",
        "at": "、".join(map(str, fact.at)) if fact else "",
        "given": {
            field: str(given.get(field, ""))[:2000] for field in ("fact", "q", "talk", "n", "back", "note")
        },
        "is_wrong": sent and fact is not None,
        "longest": _LONGEST,
    }
    return page(request, "gaps/wrong.html", values, status=404 if fact is None else 422 if sent else 200)
