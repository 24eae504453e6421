"""Finds the words that people have for the values of an attribute, the longest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from policies_kb.hearing.said import denied, goes_on
from policies_kb.terms import normalise

#: Said of everything: they stand for a value only where they are the whole clause.
ALONE: Final = frozenset(
    {
        "没有",
        "没",
        "无",
        "不是",
        "none",
        "no",
        "正常",
        "没听过",
        "大学",
        "普通",
    }
)
_TRIM: Final = re.compile(r"^(?:我|还|都|也|就|那|目前|现在|暂时)*|(?:的|了|啊|呀|吧|呢|哦|过|,|[.!])*$")


#: «空岗都没有»: the «not» behind it.
_NOT_BEHIND: Final = re.compile(r"[都也全](?:没有?|无)(?:了|的|呢|啊)?(?:$|[,;])")


@dataclass(frozen=True, slots=True)
class Mention:
    """One written form found at `start` to `end`; `denied`: with a «not» before it, or «都没有» behind."""

    meant: frozenset[str]
    start: int
    end: int
    denied: bool


class Forms:
    """Written forms and the values they mean (a form may mean several)."""

    def __init__(self, pairs: Iterable[tuple[str, str]], besides: Iterable[str] = ()) -> None:
        """`besides`: words that mean something else, so that no shorter form is found inside them."""
        self._meant: dict[str, set[str]] = {normalise(word): set() for word in besides}
        for form, value in pairs:
            self._meant.setdefault(normalise(form), set()).add(value)
        self._alone = {form for form, meant in self._meant.items() if form in ALONE and meant}
        self._pattern = _pattern(form for form in self._meant if form not in ALONE)

    def find(self, plain: str) -> Iterator[Mention]:
        """Every mention in a normalised clause, from left to right."""
        bare = _TRIM.sub("", plain)
        if bare in self._alone:
            yield Mention(frozenset(self._meant[bare]), 0, len(plain), denied=False)
            return
        before: Mention | None = None
        for match in self._pattern.finditer(plain):
            if not self._meant[match.group()]:
                continue
            start, end = match.span()
            joined = before is not None and before.denied and goes_on(plain, before.end, start)
            lacking = bool(_NOT_BEHIND.match(plain, end))
            before = Mention(
                frozenset(self._meant[match.group()]), start, end, denied(plain, start) or joined or lacking
            )
            yield before


def _pattern(forms: Iterable[str]) -> re.Pattern[str]:
    parts = []
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        before = r"(?<![a-z])" if form[0].isascii() else ""
        after = r"(?![a-z])" if form[-1].isascii() else ""
        parts.append(f"{before}{re.escape(form)}{after}")
    return re.compile("|".join(parts) or r"(?!)")
