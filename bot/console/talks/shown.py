"""A conversation as staff see it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.attended import LEFT, SAID, event_of
from bot.store import Event, Kind, status_of

_ZONE: Final = ZoneInfo("Asia/Shanghai")
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


@dataclass(frozen=True)
class Line:
    """One thing that was said. `who` is `visitor`, `assistant`, `staff`, `notice` or `cleared`.

    `status` is that of the reply; `citations` are number, place and passage; `choices` what the visitor could press.
    `good` is what the visitor thought of it, with their reason.
    """

    n: int
    who: str
    text: str
    at: dt.datetime
    status: str | None = None
    citations: tuple[tuple[str, str, str], ...] = ()
    choices: tuple[str, ...] = ()
    good: bool | None = None
    reason: str = ""


def lines_of(events: Sequence[Event], opinions: Mapping[str, tuple[bool, str]]) -> list[Line]:
    """What was said, in its order; `opinions` by the message that the reply was to."""
    lines: list[Line] = []
    for event in events:
        if event.kind is Kind.MESSAGE:
            lines.append(Line(event.n, "visitor", event.body["text"], event.at))
        elif event.kind is Kind.CLEARED:
            lines.append(Line(event.n, "cleared", "", event.at))
        else:
            lines += _replies(event, opinions.get(event.client or ""))
    return lines


def _replies(event: Event, opinion: tuple[bool, str] | None) -> list[Line]:
    messages = event.body["messages"]
    lines = []
    for at, message in enumerate(messages, 1):
        is_last = at == len(messages)
        good, reason = opinion if opinion and is_last else (None, "")
        kind = event_of(message)
        lines.append(
            Line(
                event.n,
                "assistant" if kind is None else "staff" if kind == SAID else "notice",
                str(message.get("text") or ""),
                event.at,
                status_of([message]) if kind is None else None,
                _citations(message),
                tuple(str(one["title"]) for one in message.get("buttons") or ()),
                good,
                reason,
            )
        )
    return lines


def _citations(message: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    answer = (message.get("custom") or {}).get("answer") or {}
    return tuple(
        (str(one.get("number") or ""), str(one.get("at") or ""), str(one.get("quote") or ""))
        for one in answer.get("citations") or ()
    )


def last_words(event: Event | None) -> str:
    """The last thing that was said, in one line."""
    if event is None:
        return ""
    if event.kind is Kind.MESSAGE:
        return str(event.body["text"])
    if event.kind is Kind.CLEARED:
        return ""
    texts = [str(one.get("text") or "") for one in event.body["messages"] if event_of(one) != LEFT]
    return " ".join(" ".join(texts).split())


def ago(moment: dt.datetime, now: dt.datetime, say: Mapping[str, str]) -> str:
    """How long ago it was, in words; from a day on the day itself."""
    seconds = max(0, int((now - moment).total_seconds()))
    if seconds < _MINUTE:
        return say["talks_now"]
    if seconds < _HOUR:
        return say["talks_minutes"].format(n=seconds // _MINUTE)
    if seconds < _DAY:
        return say["talks_hours"].format(n=seconds // _HOUR)
    return moment.astimezone(_ZONE).strftime("%Y-%m-%d %H:%M")


def clock(moment: dt.datetime) -> str:
    """The time of day, as it was in Zhejiang."""
    return moment.astimezone(_ZONE).strftime("%m-%d %H:%M")
