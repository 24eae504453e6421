"""Which stretches of a fact's text a query matched, for marking them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from policies_kb.lookup.grams import grams
from policies_kb.terms.grams import stem

Stretch = tuple[int, int]

_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'-]+")


@dataclass(frozen=True)
class Terms:
    """What is marked: pairs of characters (or lone ones) and Latin stems of every reading, and digits as typed."""

    words: frozenset[str]
    numbers: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str], numbers: Iterable[str]) -> Terms:
        """The terms of these readings, and these numbers."""
        return cls(frozenset(gram for text in texts for gram in grams(text)), tuple(dict.fromkeys(numbers)))

    def marks(self, text: str) -> tuple[Stretch, ...]:
        """Stretches (start, end; in characters of `text`) that match; neighbours become one."""
        joined: list[Stretch] = []
        for start, end in sorted(self._stretches(text)):
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return tuple(joined)

    def _stretches(self, text: str) -> Iterator[Stretch]:
        for start in range(len(text)):
            for length in (1, 2):
                if text[start : start + length] in self.words:
                    yield start, start + length
        for match in _WORD.finditer(text):
            if stem(match.group().lower()) in self.words:
                yield match.span()
        for number in self.numbers:
            start = text.find(number)
            while start >= 0:
                yield start, start + len(number)
                start = text.find(number, start + 1)
