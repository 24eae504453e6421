"""What a person may have meant by what was typed: pinyin, its initials, slips of the input method.

An input method whose dictionary are the notices: `yjlxdh` reads 永嘉联系电话, «平申飞» reads 评审费.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final

from policies_kb.lookup.grams import HAN
from policies_kb.lookup.lexicon import Lexicon, sounds_of
from policies_kb.lookup.words import COUNTED

_PIECE: Final = re.compile(r"[a-z]+(?:'[a-z]+)*|[^a-z]+")
#: So many readings of one stretch of letters, and of the whole, are looked at.
_WAYS: Final = 4
_READINGS: Final = 4
#: The longest word as typed, in letters; the most letters that are read as pinyin.
_LONGEST: Final = 26
_MOST: Final = 48
#: What it costs that the last word is not finished, and that letters are left as they are.
_UNFINISHED: Final = -3.0
_LEFT: Final = -14.0
#: How likely a word is that the notices write in Latin letters, and the beginning of one.
_LATIN: Final = -4.0
_LATIN_BEGUN: Final = -9.0
#: So much of a result's score is kept for each step by which a reading is less likely (a logarithm).
_FADES: Final = 0.05
_LEAST: Final = 0.55
#: How likely the word for what is counted is behind a number.
_COUNTED: Final = -4.0
#: A word of a slip has at most so many characters.
_SLIP: Final = 6
#: What a slip that was mended keeps of the score.
_MENDED: Final = 0.93


@dataclass(frozen=True)
class Reading:
    """Text that may have been meant, and the share of a score that it keeps (0 to 1)."""

    text: str
    share: float


class Readings:
    """Reads what was typed. `written` tells of a pair of characters whether notices use it, `latin` of a word."""

    def __init__(
        self, lexicon: Lexicon, written: Callable[[str], bool], latin: Callable[[str], Mapping[str, bool]]
    ) -> None:
        self._lexicon = lexicon
        self._written = written
        self._latin = latin

    def of(self, plain: str) -> tuple[Reading, ...]:
        """The likeliest readings of normalised text, best first; what has no letters and no slip reads as it stands."""
        ways: list[list[tuple[float, str]]] = []
        pieces = _PIECE.findall(plain)
        for place, piece in enumerate(pieces):
            if piece[0].isascii() and piece[0].isalpha():
                counted = place > 0 and pieces[place - 1][-1].isdigit()
                ways.append(self._letters(piece.replace("'", ""), place == len(pieces) - 1, counted))
            else:
                ways.append([(0.0, piece)])
        if not ways:
            return ()
        some = ways if len(ways) <= 6 else [way[:1] if len(way) > 1 else way for way in ways]
        whole = sorted(
            ((sum(cost for cost, _ in way), "".join(text for _, text in way)) for way in product(*some)),
            key=lambda pair: (-pair[0], pair[1]),
        )
        best = whole[0][0]
        read = [Reading(text, max(_LEAST, 1 + _FADES * (cost - best))) for cost, text in whole[:_READINGS]]
        return tuple(dict.fromkeys([*read[:_READINGS], *self._without_slips(read)]))

    def _letters(self, letters: str, last: bool, counted: bool) -> list[tuple[float, str]]:
        """The likeliest ways to read a stretch of letters, each with its cost. `counted`: a number stands before."""
        ways = [
            (_LATIN if whole else _LATIN_BEGUN, f" {word} ") for word, whole in self._latin(letters).items()
        ]
        if len(letters) <= _MOST:
            ways += self._pinyin(letters, counted)
        ways = ways or [(_LEFT, f" {letters} ")]
        texts: dict[str, float] = {}
        for cost, text in sorted(ways, key=lambda way: (-way[0], way[1])):
            texts.setdefault(text, cost)
        return [(cost, text) for text, cost in list(texts.items())[: _WAYS if last else _WAYS - 1]]

    def _pinyin(self, letters: str, counted: bool) -> list[tuple[float, str]]:
        best: list[list[tuple[float, str]]] = [[(0.0, "")]] + [[] for _ in letters]
        size = len(letters)
        for start in range(size):
            if not best[start]:
                continue
            for end in range(start + 1, min(size, start + _LONGEST) + 1):
                for word, cost in self._words(letters[start:end], end == size, counted and start == 0):
                    best[end] += [(cost + before, text + word) for before, text in best[start]]
                if len(best[end]) > 4 * _WAYS:
                    best[end] = sorted(best[end], key=lambda way: (-way[0], way[1]))[:_WAYS]
            for end in range(start + 1, size + 1):
                best[end] = sorted(best[end], key=lambda way: (-way[0], way[1]))[:_WAYS]
        return best[size]

    def _words(self, piece: str, ends: bool, counted: bool) -> Iterator[tuple[str, float]]:
        found = dict(self._lexicon.mistyped(piece))
        if counted:
            found |= {word: _COUNTED for word, sound in COUNTED.items() if sound.startswith(piece)}
        if ends:
            for word, cost in self._lexicon.begun(piece).items():
                found[word] = max(found.get(word, -99.0), cost + _UNFINISHED)
        for word, cost in self._lexicon.typed(piece).items():
            found[word] = max(found.get(word, -99.0), cost)
        return iter(found.items())

    def _without_slips(self, read: list[Reading]) -> Iterator[Reading]:
        for one in read[:1]:
            mended = HAN.sub(lambda run: self._mended(run.group()), one.text)
            if mended != one.text:
                yield Reading(mended, one.share * _MENDED)

    def _mended(self, run: str) -> str:
        """The run with every word mended that nobody writes so, the longest first."""
        heard = sounds_of(run)
        if not heard:
            return run
        for length in range(min(_SLIP, len(run)), 1, -1):
            for start in range(len(run) - length + 1):
                said = run[start : start + length]
                if all(self._written(said[index : index + 2]) for index in range(length - 1)):
                    continue
                meant = self._lexicon.sounding(heard[start : start + length])
                if meant and meant != said and self._is_slip(said, meant, heard[start : start + length]):
                    run = run[:start] + meant + run[start + length :]
        return run

    @staticmethod
    def _is_slip(said: str, meant: str, heard: tuple[str, ...]) -> bool:
        right = sum(one == other for one, other in zip(said, meant, strict=True))
        return sounds_of(meant) == heard or 2 * right >= len(meant)
