"""Which value of a choice a person names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from policies_kb.hearing.forms import Forms, Mention
from policies_kb.hearing.said import Clause, Said
from policies_kb.model.attribute import Attribute, Attributes
from policies_kb.rules.values import OneOf

#: What is wished for, or not finished, is not what the person has.
_WISHED: Final = re.compile(
    r"(?:想|要|准备|打算|计划|申报|申请|晋升|晋|升|冲|报考|报|评(?!了|上|过|的|为|到)|(?<![自成统高中])考(?!了"
    r"|上|过|出|的|到)|够|符合|在读|正在读|在考)(?:[^,;]{0,4})$"
)
_UNFINISHED: Final = re.compile(
    r"\S{0,2}(?:没读完|没毕业|没念完|肄业|在读|没拿(?:到|证|毕业)|读了一半|没上完|还没(?:考|评|拿|发|毕业)"
    r"|没(?:能|有)?(?:考|评|聘)(?:出来|上|下来|过(?!期)|到|成|取)|没(?:通)?过(?!期)|(?:考|评)不(?:上|出来|过|下来))"
)
#: What only looks like a value: «其中专业70» is no 中专, 二级造价师 no level of skill.
_NO_VALUE: Final = (
    "其中专业",
    "中专业课",
    "中专业科目",
    "中专业学时",
    "一级造价",
    "二级造价",
    "一级注册",
    "二级注册",
    "一级资质",
    "二级资质",
    "三级资质",
    "特级资质",
)
_NOW: Final = re.compile(r"现在|目前|如今|当前|现任|now|currently")


class Choices:
    """Understands replies about one choice."""

    def __init__(self, attribute: Attribute, besides: Iterable[str] = (), *, vague: bool = True) -> None:
        """`besides`: words that mean something else (`rungs`). `vague`: whether vague words count."""
        self._ordered = attribute.type == "ordered"
        self._order = attribute.choices
        self._usual = attribute.usual if isinstance(attribute.usual, str) else None
        pairs = (
            (form, choice.value)
            for choice in attribute.values
            for form in (choice.value, choice.name.zh, choice.name.en, *choice.aliases)
        )
        self._forms = Forms(pairs, (*besides, *_NO_VALUE))
        self._vague = Forms(
            (form, choice.value) for choice in attribute.values if vague for form in choice.vague
        )
        self.nothing = next(
            (choice.value for choice in attribute.values if "没有" in (choice.value, *choice.aliases)), None
        )

    def named(self, clauses: tuple[Clause, ...]) -> OneOf | None:
        """What is named, denials and wishes left out; the highest of several where they have an order."""
        told = [
            (mention, clause)
            for clause in clauses
            for mention in self._forms.find(clause.plain)
            if not mention.denied and self._had(mention, clause)
        ]
        if not told:
            told = [
                (mention, clause)
                for clause in clauses
                for mention in self._vague.find(clause.plain)
                if not mention.denied
            ]
        if not told:
            return None
        return self._highest(told) if self._ordered else self._narrowest(told)

    def reply(self, said: Said) -> OneOf | None:
        """A reply to the very question: a value, or that there is none, or that all is as usual."""
        named = self.named(said.clauses)
        if named is not None:
            return named
        if self.nothing is not None and said.none and not said.fine:
            return OneOf(frozenset({self.nothing}), said.words())
        if self._usual is not None and said.fine:
            return OneOf(frozenset({self._usual}), said.words())
        return None

    def several(self, clause: Clause) -> bool:
        """Whether a clause names different values."""
        return len({mention.meant for mention in self._forms.find(clause.plain)}) > 1

    def exactly_behind(self, clause: Clause, start: int) -> OneOf | None:
        """The value named right at `start` of a clause."""
        for mention in self._forms.find(clause.plain):
            if mention.start == start and not mention.denied:
                return OneOf(mention.meant, clause.raw)
        return None

    def _had(self, mention: Mention, clause: Clause) -> bool:
        if not self._ordered:
            return True
        return not _WISHED.search(clause.plain, 0, mention.start) and not unfinished(
            clause.plain, mention.end
        )

    def _highest(self, told: list[tuple[Mention, Clause]]) -> OneOf:
        """«高中，后来读了大专»: the question is about the highest."""
        mention, clause = max(told, key=lambda one: max(map(self._order.index, one[0].meant)))
        return OneOf(mention.meant, clause.raw)

    def _narrowest(self, told: list[tuple[Mention, Clause]]) -> OneOf:
        """Each further mention narrows the first; one that contradicts it is left out. «现在» goes first."""
        told = sorted(told, key=lambda one: not _NOW.search(one[1].plain))
        meant, words = told[0][0].meant, told[0][1].raw
        for mention, _ in told[1:]:
            meant = _closer(meant, mention.meant)
        return OneOf(meant, words)


def unfinished(plain: str, end: int) -> bool:
    """Whether what is named up to `end` was not reached («高级工没考出来», «大专在读»)."""
    return bool(_UNFINISHED.match(plain, end))


def _closer(meant: frozenset[str], also: frozenset[str]) -> frozenset[str]:
    """Both together; «事业单位，参公的» names one value inside the other, and the closer one is meant."""
    if len(meant) == len(also) == 1:
        (one,), (other,) = meant, also
        return also if one != other and one in other else meant
    return (meant & also) or meant


def rungs(attributes: Attributes, name: str) -> frozenset[str]:
    """The names of all other ladders: 高级 is no title where it is part of 高级技师, nor 中级工 in 中级工程师."""
    own = attributes.by_name[name]
    if own.type != "ordered":
        return frozenset()
    others = (one for one in attributes if one.type == "ordered" and one.name != name)
    names = {form for one in others for choice in one.values for form in (choice.value, *choice.aliases)}
    return frozenset(form for form in names if len(form) > 2 and not form.startswith(("没", "还"))) - set(
        own.choices
    )
