"""One result as a card: the value, the sentence, where it stands, whether it still holds, and what to copy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.console.lookup.asked import Asked
from policies_kb.catalogue import Catalogue, Match, state_of
from policies_kb.model.text import Lang
from policies_kb.wording.exact import exact
from policies_kb.wording.forms import day
from policies_kb.wording.validity import office, validity


def card(
    catalogue: Catalogue, current: Catalogue, match: Match, asked: Asked, lang: Lang, say: Mapping[str, str]
) -> dict[str, Any]:
    """What both the page and programs get of a result; stretches are pairs of positions in characters.

    `changed` tells that it is said otherwise, elsewhere or not at all in what is in force now.
    """
    fact, notice, now = match.fact, match.notice, current.fact(match.fact.id)
    said = fact.text.in_(lang)
    places = [str(place) for place in fact.at]
    holds = validity(notice, [fact], asked.on, lang)
    cited = " · ".join([notice.citation, *(["、".join(places)] if places else [])])
    as_of = [] if asked.on == asked.today else [say["lookup_as_of"].format(day=day(asked.on).in_(lang))]
    return {
        "fact": fact.id,
        "kind": fact.kind,
        "value": exact(fact, lang),
        "text": said,
        "marks": match.marks(lang),
        "notice": {"id": notice.id, "name": notice.short.in_(lang), "number": notice.number},
        "at": places,
        "citation": cited,
        "changed": now is None or (now.text, now.at) != (fact.text, fact.at),
        "state": state_of(notice, asked.on),
        "validity": holds,
        "passages": [
            {"at": str(one.at), "text": one.text, "marks": one.marks} for one in catalogue.passages(fact)
        ],
        "copy": {
            "text": "\n".join([*as_of, said, f"——{cited}", *([holds] if holds else [])]),
            "message": _message([*as_of, said, *([holds] if holds else [])], cited, match, lang, say),
        },
    }


def _message(said: list[str], cited: str, match: Match, lang: Lang, say: Mapping[str, str]) -> str:
    """A whole, polite message; it names the office unless the fact does so itself."""
    notice = match.notice
    source = say["lookup_source"].format(citation=cited, name=notice.short.in_(lang))
    asks = office(notice, lang)
    phones = [phone for one in notice.contacts for phone in one.phones]
    names_it = any(phone in match.fact.text.zh for phone in phones)
    further = [say["lookup_further"].format(office=asks)] if asks and not names_it else []
    return "\n".join([say["lookup_greeting"], *said, source, *further])
