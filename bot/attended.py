"""What visitors read when a person of the staff answers in place of the assistant: never the name of an account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final, cast

from bot.store import Event, Kind
from policies_kb.catalogue import language_of
from policies_kb.model.text import Lang, Text
from policies_kb.wording.reply import in_script

Message = dict[str, Any]
#: What a message of this kind is: a person came, went, or says something.
JOINED, LEFT, SAID = "joined", "left", "said"
_PHRASES: Final[Mapping[str, Text]] = {
    JOINED: Text(
        zh="工作人员已接入，接下来由工作人员回复您。",
        en="A member of staff has joined and answers you from here on.",
    ),
    LEFT: Text(
        zh="工作人员已离开，接下来由助手继续回答您。",
        en="The member of staff has left; the assistant answers you again.",
    ),
    "told": Text(
        zh="已转告工作人员，有人接手后会直接在这里回复您。",
        en="I have told the staff. When somebody takes over, they answer you right here.",
    ),
    "closed": Text(
        zh="现在没有工作人员值班。按平时的工作时间，{when}起有人，在那之前我可以继续回答您的问题。",
        en="No member of staff is here now. By the usual hours somebody is back on {when}; "
        "until then I go on answering your questions.",
    ),
    "offices": Text(
        zh="您也可以在工作时间拨打通知上的联系电话：",
        en="You can also call the offices named in the notices in working hours:",
    ),
}
_WEEKDAYS: Final = "一二三四五六日"


def say(phrase: str, lang: Lang, **values: object) -> str:
    """A phrase in `lang`."""
    return in_script(_PHRASES[phrase].in_(lang).format(**values), lang)


def notice(event: str, lang: Lang) -> list[Message]:
    """The reply that tells that a person came (JOINED) or went (LEFT)."""
    return [{"text": say(event, lang), "custom": {"staff": {"event": event}}}]


def said(text: str, custom: Mapping[str, Any] | None = None) -> list[Message]:
    """The reply that a person wrote; `custom` is that of an answer from the notices, where they quote one."""
    return [{"text": text, "custom": {**(custom or {}), "staff": {"event": SAID}}}]


def event_of(message: Mapping[str, Any]) -> str | None:
    """JOINED, LEFT or SAID; None for a message of the assistant."""
    event = ((message.get("custom") or {}).get("staff") or {}).get("event")
    return event if event in (JOINED, LEFT, SAID) else None


def is_attended(events: Iterable[Event]) -> bool:
    """Whether a person answers at the end of these events."""
    attended = False
    for event in events:
        if event.kind is Kind.CLEARED:
            attended = False
        elif event.kind is Kind.REPLY and (found := {event_of(one) for one in event.body["messages"]}) != {
            None
        }:
            attended = LEFT not in found
    return attended


def language(events: Iterable[Event], wished: str | None) -> Lang:
    """The language of a visitor: the one wished, else of what they wrote last."""
    if wished in ("zh", "zh-hant", "en"):
        return cast(Lang, wished)
    last = next((one for one in reversed(tuple(events)) if one.kind is Kind.MESSAGE), None)
    if last is None:
        return "zh"
    return cast(Lang, last.body.get("lang") or language_of(last.body["text"]))


def moment(at: dt.datetime, lang: Lang) -> str:
    """Day and time as they are said."""
    if lang == "en":
        return f"{at:%A} {at.day} {at:%B}, {at.hour}:{at:%M}"
    return f"{at.month}月{at.day}日（星期{_WEEKDAYS[at.weekday()]}）{at.hour}:{at:%M}"
