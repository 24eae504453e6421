"""Numbers that are no time: hours of continuing education, papers, points."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from policies_kb.hearing.counts import BOUNDLESS, Count, Kinds
from policies_kb.hearing.said import Clause, Said
from policies_kb.model.attribute import Attribute
from policies_kb.rules.values import Between

__all__ = ["BOUNDLESS", "Amounts"]

#: A number has parts where at least so many of them are told apart.
_PARTS: Final = 2
_ENOUGH: Final = re.compile(
    r"达标|(?<![不没])够|足够|达到|符合|满足|学满|修满|没问题|都满|不缺|enough|met|sufficient|as required"
)
_SHORT: Final = re.compile(r"不够|没够|不达标|没达标|未达标|不足|没学满|没修满|没满|差|缺|not enough|short")
_NOT_ONE: Final = re.compile(r"一(?:个|篇|本|点|学)\S{0,4}?[都也](?:没|无)")
_LEFT_OUT: Final = re.compile(r"没(?:有)?(?:学|上课|修|参加|学时)(?!满|够|完)")
_NOTHING: Final = re.compile(
    r"^(?:一篇|一个|什么|啥|我|还|都|也|论文|目前|暂时)*(?:没|无|零|none|no(?![a-z])|not |zero"
    r"|0$)|[都也](?:没有?|无)(?:过|的|了|写)?$"
)


class Amounts:
    """Understands replies about the numeric attributes; knows the words by which each is told from the others."""

    def __init__(self, numeric: tuple[Attribute, ...]) -> None:
        self._kinds = Kinds(numeric)

    def reply(self, attribute: Attribute, said: Said, on: dt.date, demand: float | None) -> Between | None:
        """A reply to the very question: the smallest of the numbers named; papers and books are added up.

        Where only the parts of a number are named («专业60、公需30»), they are added up as well.
        """
        clauses = [clause for clause in said.clauses if self._kinds.may_be_about(attribute, clause)]
        for clause in clauses:
            if not attribute.optional and _NOT_ONE.search(clause.plain):
                return Between(0, 0, clause.raw)
        every = list(self._kinds.counts(said, on))
        named = self._own(attribute, every)
        left_out = [Between(0, 0, one.raw) for one in clauses if _LEFT_OUT.search(one.plain)]
        if named or (left_out and not attribute.optional):
            return _together(attribute, [*named, *left_out])
        return self._of_parts(attribute, every) or (
            None if said.unsure else _judged(attribute, clauses, demand)
        )

    def told(
        self, attribute: Attribute, said: Said, on: dt.date, asked: Attribute | None = None
    ) -> Between | None:
        """What a message says of the number although it was not the one asked about: it has a word for it."""
        every = [count for count in self._kinds.counts(said, on) if not count.clause.asks]
        if self._kinds.is_whole(attribute):
            siblings = asked is not None and _same_unit(asked, attribute)
            if siblings and not any(count.owner == asked.name for count in every if asked):
                return None
            named = [count.amount for count in every if count.owner is None and count.unit]
        else:
            named = [count.amount for count in every if count.owner == attribute.name]
        return _together(attribute, named) if named else None

    def _own(self, attribute: Attribute, every: list[Count]) -> list[Between]:
        """The counts that are the asked number: those beside its words, or else those beside no other's."""
        own = [count.amount for count in every if count.owner == attribute.name]
        rest = [count.amount for count in every if count.owner is None]
        return [*own, *rest] if not self._kinds.has_siblings(attribute) else own or rest

    def _of_parts(self, attribute: Attribute, every: list[Count]) -> Between | None:
        parts = {count.owner for count in every if count.owner in self._kinds.parts(attribute)}
        if len(parts) < _PARTS:
            return None
        least = [_least([count.amount for count in every if count.owner == part]) for part in parts]
        return Between(
            sum(one.low for one in least), min(BOUNDLESS, sum(one.high for one in least)), least[0].words
        )


def _judged(attribute: Attribute, clauses: list[Clause], demand: float | None) -> Between | None:
    """«Enough» and «not enough» for the number demanded; «none»."""
    for clause in clauses:
        if demand is not None and _SHORT.search(clause.plain):
            return Between(0, max(0.0, demand - 1), clause.raw)
        if demand is not None and _ENOUGH.search(clause.plain):
            return Between(demand, BOUNDLESS, clause.raw)
        if not attribute.optional and _NOTHING.search(clause.plain):
            return Between(0, 0, clause.raw)
    return None


def _together(attribute: Attribute, named: list[Between]) -> Between:
    """The year with the fewest counts; works are added up (attributes counted in 篇)."""
    if attribute.unit is not None and attribute.unit.zh == "篇":
        return Between(sum(one.low for one in named), sum(one.high for one in named), named[0].words)
    return _least(named)


def _least(named: list[Between]) -> Between:
    return min(named, key=lambda one: (one.low, one.high))


def _same_unit(one: Attribute, other: Attribute) -> bool:
    return one.unit is not None and other.unit is not None and one.unit.zh == other.unit.zh
