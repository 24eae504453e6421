"""The title a person holds, told from the one applied for, in a sentence that answers no question."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest
from typing import Final

from policies_kb.hearing.choices import unfinished
from policies_kb.hearing.forms import Forms, Mention
from policies_kb.hearing.said import Clause, Said
from policies_kb.model.attribute import Attribute
from policies_kb.rules.values import OneOf

_HELD_BEFORE: Final = re.compile(
    r"(?:我(?:就|现在|目前|已经|已)?(?:是|有|的)|现在是|目前是|已经是|已是|有个|持有?|现任"
    r"|现有|拿到|拿了|评上了?|评了|评过|取得了?|聘为|聘我(?:做|为|当)?"
    r"|聘了?|任|当|i am an?|i'm an?|i hold an?|i have an?)\s?(?:中级|一个|个)?$"
)
_HELD_BEHIND: Final = re.compile(
    r"升(?=[初中高副正助工])|(?:职称)?(?:证书|证|已经|也|了)?(?:聘|当了|当过|任职|任|评了|评上|是\S{0,3}(?:评|发)"
    r"|(?!(?:20)?2\d年)[一二两三四五六七八九十\d]+多?年|证|满|做了|for \w+ years)"
)
_WISHED: Final = re.compile(
    r"(?:想|要|准备|打算|申报|申请|晋升|晋|升|报考|报|能评|评|考|冲|够|当不了"
    r"|评不上)(?:[^,;]{0,4})$|(?:can i|apply for|become|get)[^,;]{0,12}$"
)
_APPOINTED: Final = re.compile(r"(?:已经?|一直|都|受)?(?:聘|当了|任职|评了)")
_NONE: Final = re.compile(r"(?:没有?|无)(?:任何)?职称")
_RULE: Final = re.compile(
    r"[^,;]{0,3}(?:资格|条件|评审|申报|怎么|要求|需要|要几|能不能|行不行|通知|公告|材料)"
)


class Titles:
    """Finds the title that a message says the person holds."""

    def __init__(self, title: Attribute) -> None:
        self._order = title.choices
        self._forms = Forms(
            (form, choice.value)
            for choice in title.values[1:]
            for form in (choice.value, choice.name.zh, *choice.aliases)
            if len(form) > 2 or form.endswith(("工", "高"))
        )
        self._none = OneOf(frozenset({title.choices[0]}))

    def held(self, said: Said) -> OneOf | None:
        """The highest title held; None where only wishes and rules name one."""
        found = [
            (mention, clause)
            for clause, behind in zip_longest(said.clauses, said.clauses[1:])
            for mention in self._forms.find(clause.plain)
            if _held(mention, clause, behind)
        ]
        if not found:
            denying = (clause for clause in said.clauses if _NONE.search(clause.plain) and not clause.asks)
            return next((replace(self._none, words=clause.raw) for clause in denying), None)
        mention, clause = max(found, key=lambda one: max(map(self._order.index, one[0].meant)))
        return OneOf(mention.meant, clause.raw)


def _held(mention: Mention, clause: Clause, behind: Clause | None) -> bool:
    plain = clause.plain
    if plain[mention.start : mention.end] == plain and behind is not None and _APPOINTED.match(behind.plain):
        return True
    if mention.denied or _RULE.match(plain, mention.end) or unfinished(plain, mention.end):
        return False
    if _HELD_BEFORE.search(plain, 0, mention.start):
        return True
    return bool(_HELD_BEHIND.match(plain, mention.end)) and not _WISHED.search(plain, 0, mention.start)
