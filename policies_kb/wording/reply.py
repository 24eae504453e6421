"""Puts an answer into words: the fact first, then where it stands, then whether it still holds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from opencc import OpenCC

from policies_kb.model.answer import Answer, Found
from policies_kb.model.entries import Listing
from policies_kb.model.fact import Fact
from policies_kb.model.notice import Notice
from policies_kb.model.place import Place
from policies_kb.model.status import Status
from policies_kb.model.text import Lang
from policies_kb.model.topics import Topics
from policies_kb.wording.phrases import PHRASES
from policies_kb.wording.validity import overview, state, validity

#: A list of so many items is told whole even when one item was asked for.
_SHORT_LIST: Final = 8
#: The official passage at a place of a notice; None where it is not at hand.
Quote = Callable[[Notice, Place], str | None]
_KEEP: Final = re.compile(r"(《[^》]*》|[一-鿿]+〔\d{4}〕\d+号)")


@dataclass(frozen=True)
class Button:
    """A next step that a person can choose: what they read, and what is sent."""

    title: str
    payload: str


@dataclass(frozen=True)
class Reply:
    """One message of the assistant. `custom` is what programs read (see DESIGN, Contracts)."""

    text: str
    buttons: tuple[Button, ...] = ()
    custom: dict[str, Any] = field(default_factory=dict)


def say(phrase: str, lang: Lang, **values: object) -> str:
    """A phrase of the assistant in `lang`."""
    return in_script(PHRASES[phrase].in_(lang).format(**values), lang)


def phrase_reply(phrase: str, status: Status, lang: Lang, on: dt.date, **values: object) -> Reply:
    """A reply that states no policy; `values` fill the phrase."""
    return Reply(say(phrase, lang, **values), custom=custom_of(Answer(status, on, lang)))


def reply_to(
    answer: Answer, topics: Topics, notices: Sequence[Notice], quote: Quote = lambda *_: None
) -> Reply:
    """The whole reply; programs find the official passage beside each citation that `quote` has one for."""
    text = _text(answer)
    return Reply(in_script(text, answer.lang), buttons_of(answer, topics, notices), custom_of(answer, quote))


def custom_of(answer: Answer, quote: Quote = lambda *_: None) -> dict[str, Any]:
    """The `custom` part of a reply."""
    facts = [fact for found in answer.found for fact in found.facts]
    return {
        "answer": {
            "status": str(answer.status),
            "notices": [found.notice.id for found in answer.found],
            "facts": [fact.id for fact in facts],
            "citations": [
                _cited(found.notice, place, quote)
                for found in answer.found
                for place in places_of(found.facts)
            ],
            "as_of": answer.on.isoformat(),
            "lang": answer.lang,
        }
    }


def _cited(notice: Notice, place: Place, quote: Quote) -> dict[str, str]:
    passage = quote(notice, place)
    cited = {"notice": notice.id, "number": notice.citation, "at": str(place)}
    return {**cited, "quote": passage} if passage else cited


def places_of(facts: Sequence[Fact]) -> list[Place]:
    """The cited places, each once, in order."""
    return list(dict.fromkeys(place for fact in facts for place in fact.at))


def citation(found: Found) -> str:
    """`——浙建人教函〔2023〕126号 · 四（三）、四（五）`."""
    places = "、".join(map(str, places_of(found.facts)))
    return f"——{found.notice.citation}" + (f" · {places}" if places else "")


def in_script(text: str, lang: Lang) -> str:
    """Traditional characters where they were used; names and numbers of documents stay as they are."""
    if lang != "zh-hant":
        return text
    return "".join(
        part if _KEEP.fullmatch(part) else _traditional().convert(part) for part in _KEEP.split(text)
    )


def _text(answer: Answer) -> str:
    lang = answer.lang
    if answer.status is Status.REFUSED:
        told = [_found(answer, found) for found in answer.found]
        return PHRASES["refused_fraud" if told else "refused"].in_(lang) + "\n".join(told)
    if answer.overview:
        return overview(answer)
    if answer.agreed:
        return _agreed(answer)
    if answer.found:
        missing = [_missing(answer)] if answer.missing else []
        return "\n\n".join([_found(answer, found) for found in answer.found] + missing)
    if answer.status is Status.NO_SUCH_NOTICE:
        return (
            PHRASES["no_such_notice"].in_(lang).format(near="、".join(n.short.in_(lang) for n in answer.near))
        )
    if answer.status is Status.NOT_IN_NOTICE:
        return "\n".join(_not_in(answer, notice) for notice in answer.near)
    if answer.status is Status.CLARIFY_NOTICE:
        return PHRASES["which_notice"].in_(lang)
    if answer.near:
        return PHRASES["about"].in_(lang).format(notice=answer.near[0].short.in_(lang))
    return PHRASES["which_topic" if answer.choices else "unclear"].in_(lang)


def _found(answer: Answer, found: Found) -> str:
    head = f"【{found.notice.short.in_(answer.lang)}】" if len(answer.found) > 1 else ""
    if not found.facts:
        return head + PHRASES["silent"].in_(answer.lang).format(ask=_ask(answer, found.notice))
    lead = state(found, answer.on, answer.lang) if found.lead == "still" else _lead(found, answer.lang)
    facts = [_body(fact, found, answer.lang) for fact in found.facts]
    body = (
        facts[0]
        if len(facts) == 1
        else "\n".join(f"{number}. {text}" for number, text in enumerate(facts, 1))
    )
    after = _after(answer, found)
    between = "\n" if lead and len(facts) > 1 else ""
    return "\n".join(part for part in (head + lead + between + body, citation(found), after) if part)


def _agreed(answer: Answer) -> str:
    """What all notices say alike, told once, with each place."""
    head = PHRASES["all_agree"].in_(answer.lang).format(count=len(answer.found))
    said = answer.found[0].facts[0].text.in_(answer.lang)
    return "\n".join([head + said, *(citation(found) for found in answer.found)])


def _missing(answer: Answer) -> str:
    """What was asked about besides and is not held."""
    names = (", " if answer.lang == "en" else "、").join(name.in_(answer.lang) for name in answer.missing)
    return PHRASES["not_held"].in_(answer.lang).format(names=names)


def _body(fact: Fact, found: Found, lang: Lang) -> str:
    """The fact's sentence; of a long list that answers «is it on it» only the name."""
    listing = fact.entry
    if found.lead and isinstance(listing, Listing) and len(listing.items) > _SHORT_LIST:
        return PHRASES["list_name"].in_(lang).format(name=listing.name.in_(lang), count=len(listing.items))
    return fact.text.in_(lang)


def _lead(found: Found, lang: Lang) -> str:
    if not found.lead:
        return ""
    phrase, _, names = found.lead.partition(":")
    return PHRASES[phrase].in_(lang).format(names=names)


def _after(answer: Answer, found: Found) -> str:
    """Whether the round still holds, and that it is the newest of several where none was named."""
    newest = PHRASES["newest"].in_(answer.lang).format(year=found.notice.year) if answer.newest_of else ""
    over = found.lead == "still" and state(found, answer.on, answer.lang).startswith(
        PHRASES["round_over"].in_(answer.lang).format(year=found.notice.year)
    )
    return newest + ("" if over else validity(found.notice, found.facts, answer.on, answer.lang))


def _not_in(answer: Answer, notice: Notice) -> str:
    short = notice.short.in_(answer.lang)
    return PHRASES["not_in_notice"].in_(answer.lang).format(notice=short, ask=_ask(answer, notice))


def _ask(answer: Answer, notice: Notice) -> str:
    """Whom to ask: the general contact of a notice, else its first."""
    contacts = [contact for contact in notice.contacts if contact.general] or list(notice.contacts)
    if not contacts:
        return ""
    return (
        PHRASES["ask_office"]
        .in_(answer.lang)
        .format(office=contacts[0].office.in_(answer.lang), phones="、".join(contacts[0].phones))
    )


def buttons_of(answer: Answer, topics: Topics, notices: Sequence[Notice]) -> tuple[Button, ...]:
    """The choices of an answer as buttons, in the language of the answer."""
    offered = {choice.value for choice in answer.choices if choice.kind == "notice"}
    by_id = {notice.id: notice for notice in notices if notice.id in offered} if offered else {}
    buttons = []
    for choice in answer.choices:
        if choice.kind == "notice" and choice.value in by_id:
            title = by_id[choice.value].short.in_(answer.lang)
            buttons.append(
                Button(in_script(title, answer.lang), f'/choose_notice{{"notice":"{choice.value}"}}')
            )
        elif choice.kind == "topic" and (topic := topics.get(choice.value)):
            buttons.append(Button(in_script(topic.name.in_(answer.lang), answer.lang), f"/ask_{topic.id}"))
    return tuple(buttons[: 8 if answer.status is Status.CLARIFY_TOPIC else 5])


@lru_cache(maxsize=1)
def _traditional() -> Any:
    return OpenCC("s2t")
