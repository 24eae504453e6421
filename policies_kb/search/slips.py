"""Mends slips of the input method: words that sound like a known word and share characters with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from policies_kb.terms.sounds import near, sounds

_HAN: Final = re.compile(r"[一-鿿]+")
_LONGEST: Final = 6
#: Characters of one sound that both stand rightly in the same words (交费 and 缴费), or change the sense (那个, 哪个).
_BOTH_RIGHT: Final = frozenset(
    frozenset(pair)
    for pair in ("那哪", "交缴", "的得", "在再", "作做", "记计", "帐账", "是事", "他她", "有又", "像象")
)


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
                    if (
                        meant
                        and self._is_slip(plain[start:end], meant)
                        and not self._of_neighbours(plain, start, meant)
                    ):
                        plain = plain[:start] + meant + plain[end:]
        return plain

    def _of_neighbours(self, plain: str, start: int, meant: str) -> bool:
        """Whether a character that would be mended makes a word with the one beside: 装配式中评委 has no 市中评委."""
        end = start + len(meant)
        first = plain[start] != meant[0] and self._written(plain[max(start - 1, 0) : start + 1])
        return first or (plain[end - 1] != meant[-1] and self._written(plain[end - 1 : end + 1]))

    def _is_slip(self, said: str, meant: str) -> bool:
        right = sum(one == other for one, other in zip(said, meant, strict=True))
        differ = [frozenset(pair) for pair in zip(said, meant, strict=True) if pair[0] != pair[1]]
        if all(pair in _BOTH_RIGHT for pair in differ):
            return False
        if said == meant or said in self._known or 2 * right < len(meant):
            return False
        return not all(self._written(said[index : index + 2]) for index in range(len(said) - 1))
