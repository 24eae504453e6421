"""Facts by the numbers in them: phones by any four digits in a row, others whole or by how they begin."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

#: A number as it stands: digits, also joined (0577-8888).
_WRITTEN: Final = re.compile(r"\d+(?:-\d+)*")
_PIECE: Final = 4
#: So many numbers that have four digits in common, and facts that have one number, are looked at.
_MOST: Final = 400
_FACTS: Final = 64
#: What a number counts: whole and telling, as part of a longer one, short, and as the beginning of one.
_WHOLE: Final = 1.0
_WITHIN: Final = 0.8
_SHORT: Final = 0.45
_BEGINS: Final = 0.3
#: A number that so many facts have says nothing by itself (years).
_COMMON: Final = 0.05
_FEW: Final = 8
_LITTLE: Final = 0.25


class Numbers:
    """Which facts have which numbers. Filled once with `add`, then only read."""

    def __init__(self) -> None:
        self._facts: dict[str, array[int]] = defaultdict(lambda: array("i"))
        self._pieces: dict[str, list[str]] = defaultdict(list)
        self._count = 0

    def add(self, position: int, text: str) -> None:
        """The numbers of one fact's text; positions only grow."""
        self._count = position + 1
        for written in set(_WRITTEN.findall(text)):
            parts = written.split("-")
            for number in dict.fromkeys((*parts, "".join(parts))):
                if number not in self._facts:
                    for piece in _pieces(number):
                        self._pieces[piece].append(number)
                there = self._facts[number]
                if not there or there[-1] != position:
                    there.append(position)

    def find(self, typed: str) -> dict[int, float]:
        """Facts that have a number with these digits, and how much that counts; the best fitting numbers come first."""
        if len(typed) < 2:
            return {}
        near = [number for number in self._pieces.get(typed[:_PIECE], ())[:_MOST] if typed in number]
        found: dict[int, float] = {}
        for number in ([typed] if typed in self._facts else []) + near:
            there = self._facts[number]
            count = self._weight(typed, number)
            for position in there[:_FACTS]:
                found.setdefault(position, count)
            if len(found) >= _FACTS:
                break
        return found

    def find_all(self, typed: Iterable[str]) -> dict[int, float]:
        """The same for several numbers: a fact that has more of them counts more."""
        found: dict[int, float] = defaultdict(float)
        for one in typed:
            for position, count in self.find(one).items():
                found[position] += count
        return found

    def _weight(self, typed: str, number: str) -> float:
        if typed == number:
            weight = _WHOLE if len(typed) >= _PIECE else _SHORT
        else:
            weight = _WITHIN if len(typed) >= _PIECE else _BEGINS
        common = len(self._facts[number]) > max(_FEW, _COMMON * self._count)
        return weight * _LITTLE if common else weight

    @property
    def size(self) -> int:
        """Bytes of the lists of facts and, roughly, of the numbers that point to them."""
        lists = sum(there.itemsize * len(there) + 80 for there in self._facts.values())
        return (
            lists + sum(60 + 8 * len(numbers) for numbers in self._pieces.values()) + 120 * len(self._facts)
        )


def _pieces(number: str) -> set[str]:
    """Every four digits in a row, and the beginnings of two and three."""
    return {number[start : start + _PIECE] for start in range(max(1, len(number) - _PIECE + 1))} | {
        number[:length] for length in (2, 3) if length <= len(number)
    }
