"""A self-check as a form: every attribute at once, each with what it means for the verdict just now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from policies_kb.interview import Judged
from policies_kb.model.attribute import Attribute
from policies_kb.model.text import Lang
from policies_kb.rules import Unsure, Value, worded
from policies_kb.wording.check.values import value_text


class Standing(StrEnum):
    """What an attribute means for the verdict. MOOT: not told, and whatever it is, nothing changes."""

    NEXT = "next"
    OPEN = "open"
    VAGUE = "vague"
    UNSURE = "unsure"
    TOLD = "told"
    MOOT = "moot"


class Part(StrEnum):
    """What an attribute is asked for. USUAL: nearly everybody answers it alike, whatever it is for."""

    ROUTE = "route"
    REQUIREMENT = "requirement"
    BAR = "bar"
    USUAL = "usual"


@dataclass(frozen=True)
class Item:
    """One attribute of the form: its question, where it stands, and what was told, as understood."""

    attribute: Attribute
    question: str
    part: Part
    standing: Standing
    said: str


#: The parts by the kinds of rules, in the order in which the engine asks: what is first here wins.
_PARTS: Final = {
    "route": Part.ROUTE,
    "adjustment": Part.ROUTE,
    "requirement": Part.REQUIREMENT,
    "bar": Part.BAR,
}


def items(many: Sequence[Judged], following: str | None, lang: Lang) -> tuple[Item, ...]:
    """The attributes that the rules of `many` use, part by part; `following` is the one to ask next.

    All of `many` are of one person. An attribute matters where the verdict of any of them can still change by it.
    """
    if not many:
        return ()
    matters = {name for one in many for name in one.explanation.outcome.missing}
    used = {name for one in many for name in one.rules.asks}
    found = [
        Item(
            attribute,
            _question(many, attribute, lang),
            _part(many, attribute),
            _standing(attribute.name, many[0].facts.get(attribute.name), matters, following),
            _said(attribute, many[0].facts.get(attribute.name), lang),
        )
        for attribute in many[0].rules.attributes
        if attribute.name in used
    ]
    order = list(Part)
    return tuple(sorted(found, key=lambda item: order.index(item.part)))


def _question(many: Sequence[Judged], attribute: Attribute, lang: Lang) -> str:
    """In the words of the notice where there is one only: what suits one need not suit the others."""
    if len({one.notice.id for one in many}) > 1:
        return attribute.question.in_(lang)
    using = next(one.rules for one in many if attribute.name in one.rules.asks)
    return worded(using, attribute.name).text.in_(lang)


def _part(many: Sequence[Judged], attribute: Attribute) -> Part:
    if attribute.usual is not None:
        return Part.USUAL
    parts = set(_parts(many, attribute.name))
    return next(part for part in _PARTS.values() if part in parts)


def _parts(many: Sequence[Judged], name: str) -> Iterator[Part]:
    for one in many:
        if name in one.rules.asks:
            users = worded(one.rules, name).rules
            yield from (_PARTS[rule.kind] for rule in one.rules.rules if rule.rule.id in users)


def _standing(name: str, told: Value | None, matters: set[str], following: str | None) -> Standing:
    if name == following:
        return Standing.NEXT
    if name in matters:
        return (
            Standing.OPEN if told is None else Standing.UNSURE if isinstance(told, Unsure) else Standing.VAGUE
        )
    return Standing.MOOT if told is None or isinstance(told, Unsure) else Standing.TOLD


def _said(attribute: Attribute, told: Value | None, lang: Lang) -> str:
    return "" if told is None else value_text(attribute, told, lang)
