"""`/console/gaps/export`: what the filters let through as a file, for those who mend the notices."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from typing import Any, Final

from aiohttp import web

from bot import keys as gateway
from bot.console.audit import audit
from bot.console.gaps.gathering import gathered, people_of, words_of
from bot.console.gaps.keys import GAPS
from bot.console.gaps.pages import MOST, viewer_of
from bot.console.gaps.view import Viewer
from bot.console.gaps.wished import Wished
from bot.console.guard import require
from bot.console.people.moments import local
from bot.console.spreadsheet import spreadsheet
from bot.roles import Role
from bot.store import Action, Closing, Gap, Gaps, Wanted

_COLUMNS: Final = (
    "group", "words", "people", "kind", "channel", "at", "question", "topic", "notice", "fact", "said", "note",
    "file", "entry", "place", "examples", "reason", "closing_words", "closed_by", "closed_at",
)  # fmt: skip
_Row = list[str | int | None]
_Groups = list[tuple[str, Sequence[Gap], Closing | None]]


@require(Role.EDITOR)
async def export(request: web.Request) -> web.Response:
    """One line a question, with its group and where to mend it. No names of conversations or people."""
    wished = Wished.of(await request.post())
    filters: dict[str, Any] = {f"only_{name}": value for name, value in wished.fields.items()}
    await audit(request, Action.EXPORT, "gaps", **filters)
    viewer, today = await viewer_of(request), request.app[gateway.CLOCK]()
    rows = await asyncio.to_thread(_table, request.app[GAPS], wished, wished.wanted(today), viewer)
    return spreadsheet(f"gaps-{today.isoformat()}", rows)


def _table(gaps: Gaps, wished: Wished, wanted: Wanted, viewer: Viewer) -> list[_Row]:
    groups: _Groups
    if wished.is_closed:
        groups = [("", held, closing) for closing, held in gaps.closed(wanted, MOST)]
    else:
        found = gathered(gaps.open(wanted, MOST), viewer.catalogue)
        groups = [(group.words, group.members, None) for group in found]
    heads: _Row = [viewer.say[f"gaps_column_{name}"] for name in _COLUMNS]
    return [heads, *_rows(groups, viewer)]


def _rows(groups: _Groups, viewer: Viewer) -> Iterator[_Row]:
    for number, (words, held, closing) in enumerate(groups, 1):
        end = _end(closing, viewer)
        people = closing.people if closing else people_of(held)
        if not held and closing:  # its questions are gone, with the conversations
            about = [viewer.topic(closing.topic), viewer.notice(closing.notice), closing.fact]
            yield [number, words, people, *[None] * 4, *about, *[None] * 6, *end]
        for gap in held:
            mending = viewer.mending(held)
            yield [
                number,
                words or gap.text or words_of(gap.fact or "", viewer.catalogue),
                people,
                viewer.say[f"gaps_kind_{gap.kind}"],
                viewer.say[f"gaps_channel_{gap.channel}"],
                local(gap.at),
                gap.text,
                viewer.topic(gap.topic),
                viewer.notice(gap.notice),
                gap.fact,
                gap.said,
                gap.note,
                mending.file,
                mending.entry or viewer.say[f"gaps_mend_{mending.how}"],
                mending.at,
                mending.examples,
                *end,
            ]


def _end(closing: Closing | None, viewer: Viewer) -> _Row:
    if closing is None:
        return [None] * 4
    return [viewer.say[f"gaps_reason_{closing.reason}"], closing.words, closing.by, local(closing.at)]
