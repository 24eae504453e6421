"""What a message states, apart from what it asks, and values that it states by their full names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from policies_kb.hearing.choices import unfinished
from policies_kb.hearing.forms import Forms
from policies_kb.hearing.said import Clause, Said
from policies_kb.model.attribute import Attribute
from policies_kb.rules.values import OneOf

_CAN: Final = re.compile(
    r"能不能|能否|可不可以|可以(?:评|报|申|直接)|能(?:评|报|申|走|升|直接|在\S{1,6}(?:评|报))|够不够|行不行"
)
_STATES: Final = re.compile(r"我|了|毕业|学历|文凭|证")
_SUPPOSES: Final = re.compile(r"满|才$|要|如果|假如|是不是|多久|几年|什么|怎么")
_SCHOOL: Final = re.compile(r"学院|学校|学历|班|专业")
_WISHED: Final = re.compile(r"(?:想|要|准备|打算|报|考(?!了|上|过|出)|升)\S{0,3}$")


class Strict:
    """Finds the values of a choice by their full names alone."""

    def __init__(self, attribute: Attribute, besides: Iterable[str]) -> None:
        """`besides`: words that mean something else (`choices.rungs`)."""
        self._order = attribute.choices
        real = [choice for choice in attribute.values if not choice.value.startswith("没有")]
        pairs = ((form, choice.value) for choice in real for form in (choice.value, *_long(choice.aliases)))
        self._forms = Forms(pairs, besides)

    def named(self, said: Said) -> OneOf | None:
        """The highest value that is neither denied, nor wished for, nor asked about."""
        found = [
            OneOf(mention.meant, clause.raw)
            for clause in said.clauses
            if not clause.asks
            for mention in self._forms.find(clause.plain)
            if not mention.denied
            and not _WISHED.search(clause.plain, 0, mention.start)
            and not _SCHOOL.match(clause.plain, mention.end)
            and not unfinished(clause.plain, mention.end)
        ]
        return max(found, key=lambda one: max(map(self._order.index, one.values)), default=None)


def stated(said: Said) -> Said:
    """The message with «初中毕业干了十年能评吗» cut before the question; «工作满五年能评吗» states nothing."""
    clauses: list[Clause] = []
    for clause in said.clauses:
        asking = _CAN.search(clause.plain)
        before = clause.plain[: asking.start()] if asking else ""
        if asking and _STATES.search(before) and not _SUPPOSES.search(before):
            clauses += [Clause(clause.raw, before), Clause(clause.raw, clause.plain[asking.start() :])]
        else:
            clauses.append(clause)
    return said.read_as(tuple(clauses))


def _long(forms: tuple[str, ...]) -> Iterator[str]:
    """Aliases that need no question to be understood: words of at least three characters, and trades (电工)."""
    return (form for form in forms if len(form) >= 3 or form.endswith("工"))
