"""Which parts of several texts are not in the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, groupby
from typing import Final

_TOKEN: Final = re.compile(
    r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2} [A-Z][a-z]+ \d{4}|〔\d{4}〕\d+号"  # a day, a document's number
    r"|(?<![\d年、])\d{1,2}、(?!\d)"  # the number of an item
    r"|\d+(?:[.,:/×—–-]\d+)*%?[KM]?"  # any other figure
    r"|[A-Za-z][A-Za-z0-9]*(?:['’-][A-Za-z]+)*|\s+|.",  # a word in Latin script, or one character
    re.DOTALL,
)
#: Not the number of an item.
_FIGURE: Final = re.compile(r"\d(?!.*、$)")
_WORD: Final = re.compile(r"\w")
#: Sentences of which less is shared are put otherwise throughout: only their figures are worth a mark.
_COMPARABLE: Final = 0.5


@dataclass(frozen=True)
class Part:
    """A stretch of a text, and whether one of the others lacks it."""

    text: str
    differs: bool


def tokens(text: str) -> list[str]:
    """The text in pieces, in order; joined they are the text."""
    return _TOKEN.findall(text)


def figures(text: str) -> Counter[str]:
    """The figures of a text."""
    return Counter(one for one in tokens(text) if _FIGURE.search(one))


def bare(text: str) -> str:
    """The text without signs and spaces: what must be equal where two say the same."""
    return "".join(_WORD.findall(text))


def marked(texts: Sequence[str]) -> tuple[tuple[Part, ...], ...]:
    """Each text in parts, with those marked that are not in all of the others."""
    cut = [tokens(text) for text in texts]
    flags = [[False] * len(one) for one in cut]
    for one, other in combinations(range(len(cut)), 2):
        _compare(cut[one], cut[other], flags[one], flags[other])
    return tuple(_parts(one, _smooth(one, flagged)) for one, flagged in zip(cut, flags, strict=True))


def _compare(one: list[str], other: list[str], in_one: list[bool], in_other: list[bool]) -> None:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    shared = sum(size for _, _, size in matcher.get_matching_blocks())
    if shared < _COMPARABLE * min(len(one), len(other)):
        for mine, theirs, flags in ((one, other, in_one), (other, one, in_other)):
            known = set(theirs)
            for at, token in enumerate(mine):
                flags[at] = flags[at] or (bool(_FIGURE.search(token)) and token not in known)
        return
    for kind, start, end, start_other, end_other in matcher.get_opcodes():
        if kind != "equal":
            in_one[start:end] = [True] * (end - start)
            in_other[start_other:end_other] = [True] * (end_other - start_other)


def _smooth(cut: list[str], flags: list[bool]) -> list[bool]:
    """A single character between two marks is marked with them; signs and spaces alone are not."""
    joined = [
        flag or (0 < at < len(flags) - 1 and flags[at - 1] and flags[at + 1]) for at, flag in enumerate(flags)
    ]
    smooth = []
    for flag, run in groupby(zip(joined, cut, strict=True), key=lambda pair: pair[0]):
        texts = [text for _, text in run]
        smooth += [flag and any(map(_WORD.search, texts))] * len(texts)
    return smooth


def _parts(cut: list[str], flags: list[bool]) -> tuple[Part, ...]:
    return tuple(
        Part("".join(text for _, text in run), differs)
        for differs, run in groupby(zip(flags, cut, strict=True), key=lambda pair: pair[0])
    )
