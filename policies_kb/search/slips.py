"""Mends slips of the input method: words that sound like a known word and share characters with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from policies_kb.terms.sounds import near, sounds

_HAN: Final = re.compile(r"[一-鿿]+")
_LONGEST: Final = 6


class Slips:
    """Known words by their sound. 平审费 becomes 评审费, 继续教玉 becomes 继续教育.

    A word of two characters is mended only where one of them is right; a longer one where at least half are. What
    the notices themselves write is no slip (`written` tells of a pair of characters whether they do): 造价 is not
    造假, 学士 is not 学时.
    """

    def __init__(self, words: Iterable[str], written: Callable[[str], bool] = lambda pair: False) -> None:
        self._written = written
        self._known: set[str] = set()
        self._by_sound: dict[tuple[str, ...], str] = {}
        self._by_near: dict[tuple[str, ...], str] = {}
        for word in words:
            if _HAN.fullmatch(word) and 2 <= len(word) <= _LONGEST:
                self._known.add(word)
                self._by_sound.setdefault(sounds(word), word)
                self._by_near.setdefault(near(sounds(word)), word)

    def mended(self, plain: str) -> str:
        """The text with every such slip mended, the longest words first."""
        for run in list(_HAN.finditer(plain)):
            heard = sounds(run.group())
            if len(heard) != len(run.group()):
                continue
            for length in range(min(_LONGEST, len(heard)), 1, -1):
                for offset in range(len(heard) - length + 1):
                    start, end = run.start() + offset, run.start() + offset + length
                    said = heard[offset : offset + length]
                    meant = self._by_sound.get(said) or self._by_near.get(near(said))
                    if meant and self._is_slip(plain[start:end], meant):
                        plain = plain[:start] + meant + plain[end:]
        return plain

    def _is_slip(self, said: str, meant: str) -> bool:
        right = sum(one == other for one, other in zip(said, meant, strict=True))
        if said == meant or said in self._known or 2 * right < len(meant):
            return False
        return not all(self._written(said[index : index + 2]) for index in range(len(said) - 1))
