"""Questions typed in pinyin without an input method: «yongjia zhugong dianhua» becomes 永嘉助工电话."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final

from pypinyin import lazy_pinyin

_HAN: Final = re.compile(r"[一-鿿]+")
_LETTERS: Final = re.compile(r"[a-z]+(?:[' ]+[a-z]+)*")
_SPLIT: Final = re.compile(rf"({_LETTERS.pattern})")
_WORD: Final = re.compile(r"[a-z]+")
_LONGEST: Final = 6
#: Words of a question that are one syllable long; other single syllables could be anything.
_LITTLE: Final = {
    "ji": "几", "yao": "要", "de": "的", "ma": "吗", "bu": "不", "zai": "在", "na": "哪", "nar": "哪", "duo": "多",
}  # fmt: skip
#: Words of a question that notices do not use.
_ASKED: Final = (
    *("什么", "什么时候", "什么条件", "需要什么", "多少", "多少钱", "几号", "几年", "几份", "哪里", "哪儿"),
    *("怎么", "怎么报", "如何", "为什么", "可以吗", "要不要", "能不能", "有没有", "是不是", "还能报吗"),
    *("请问", "你好", "截止时间"),
)
#: What a whole name counts against words that chance puts together.
_NAME: Final = 1000
#: So much of a message must be words that the notices use.
_KNOWN: Final = 0.6


class Romanised:
    """The words of the knowledge base by their sound, written in letters."""

    def __init__(self, names: Iterable[str], texts: Iterable[str]) -> None:
        """The runs of characters in both are words that are known; of two that sound alike a name is meant."""
        counts: Counter[tuple[tuple[str, ...], str]] = Counter()
        for weight, some in ((_NAME, (*names, *_ASKED)), (1, texts)):
            for run in dict.fromkeys(run for text in some for run in _HAN.findall(text)):
                for sounds, word in _stretches(run):
                    counts[sounds, word] += weight if word == run else 1
        self._words: dict[tuple[str, ...], str] = {}
        for (sounds, word), _ in counts.most_common():
            self._words.setdefault(sounds, word)

    def in_characters(self, text: str) -> str:
        """The text with its pinyin written in characters; unchanged where its letters are another language's."""
        plain = text.lower()
        words = _WORD.findall(plain)
        if not words or not all(_syllables(word) for word in words if len(word) > 1):
            return text
        known = total = 0
        out: list[str] = []
        for piece in _SPLIT.split(plain):
            if not _LETTERS.fullmatch(piece):
                out.append(piece)
                continue
            typed = [_syllables(word) or (word,) for word in _WORD.findall(piece)]
            written, covered = self._written(typed)
            known, total = known + covered, total + sum(map(len, typed))
            out.append(written)
        return "".join(out) if total > 1 and known >= _KNOWN * total else text

    def _written(self, typed: Sequence[tuple[str, ...]]) -> tuple[str, int]:
        """The best way of writing the syllables, long words before short, and how many belong to known words.

        Where the typist left a space a word may begin or end; it does not reach from the middle of one stretch into
        the next.
        """
        sounds = tuple(one for word in typed for one in word)
        spaces = {0, *accumulate(map(len, typed))}
        best: list[tuple[int, int, str]] = [(0, 0, "")]
        for end in range(1, len(sounds) + 1):
            score, covered, before = best[end - 1]
            lone = sounds[end - 1]
            ways = [(score, covered + (lone in _LITTLE), before + _LITTLE.get(lone, f" {lone} "))]
            for start in range(max(0, end - _LONGEST), end - 1):
                word = self._words.get(sounds[start:end])
                if word and ({start, end} <= spaces or spaces.isdisjoint(range(start + 1, end))):
                    score, covered, before = best[start]
                    length = end - start
                    ways.append((score + length * length, covered + length, before + word))
            best.append(max(ways, key=lambda way: way[:2]))
        _, covered, written = best[-1]
        return written, covered


def _stretches(run: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every word that a run of characters may hold, with its sounds."""
    sounds = tuple(lazy_pinyin(run))
    if len(sounds) != len(run):
        return
    for length in range(2, _LONGEST + 1):
        for start in range(len(run) - length + 1):
            yield sounds[start : start + length], run[start : start + length]


@lru_cache(maxsize=1)
def _every_syllable() -> frozenset[str]:
    """All syllables of the language: the sounds of its common characters."""
    common = "".join(chr(code) for code in range(0x4E00, 0x9FA6))
    sounds = {one for one in lazy_pinyin(common) if one.isascii() and one.isalpha()}
    return frozenset(one for one in sounds if len(one) > 1) | {"a", "e", "o"}


@lru_cache(maxsize=4096)
def _syllables(word: str) -> tuple[str, ...]:
    """The syllables that a run of letters is made of, as few as may be; empty where it is not pinyin."""
    ways: list[tuple[str, ...] | None] = [()]
    for end in range(1, len(word) + 1):
        fitting = [
            (*before, word[start:end])
            for start in range(max(0, end - 6), end)
            if (before := ways[start]) is not None and word[start:end] in _every_syllable()
        ]
        ways.append(min(fitting, key=len, default=None))
    return ways[-1] or ()
