"""The dictionary of the input method: words of the notices, by every way their sound may be typed."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from pypinyin import lazy_pinyin
from pypinyin.constants import PINYIN_DICT

from policies_kb.lookup.grams import HAN
from policies_kb.terms.sounds import near

#: Stretches of so many characters may be words; in so many different runs they must stand.
_SHORTEST: Final = 2
_LONGEST: Final = 4
_OFTEN: Final = 3
#: Whole runs are words up to this length.
_WHOLE: Final = 8
#: So many runs are read for words: later ones repeat them with other names.
_READ: Final = 20_000
#: What a way of typing costs, as the logarithm of how likely it is.
FULL: Final = 0.0
MIXED: Final = -1.5
INITIALS: Final = -1.0
NEAR: Final = -2.5
WRONG_LETTER: Final = -5.0
#: One letter may be wrong in so long a word.
_TELLING: Final = 5
#: So many words are kept under one way of typing.
_KEPT: Final = 8


@lru_cache(maxsize=65536)
def sounds_of(run: str) -> tuple[str, ...]:
    """The syllables of a run of characters, one a character; empty where one of them has none."""
    # Asking for a whole word costs a hundred times more, and only matters where a character has several sounds.
    alone = tuple(_only_sound(character) for character in run)
    heard = alone if all(alone) else tuple(lazy_pinyin(run))
    return heard if len(heard) == len(run) and all(one.isascii() and one.isalpha() for one in heard) else ()


@lru_cache(maxsize=16384)
def _only_sound(character: str) -> str:
    """The syllable of a character that has one sound; empty where it has several."""
    return lazy_pinyin(character)[0] if "," not in PINYIN_DICT.get(ord(character), ",") else ""


@lru_cache(maxsize=1024)
def _near(syllable: str) -> str:
    return near((syllable,))[0]


def near_to(heard: tuple[str, ...]) -> tuple[str, ...]:
    """The syllables with near sounds made one."""
    return tuple(map(_near, heard))


class Lexicon:
    """Words with how likely they are, found by what was typed. Never changes."""

    def __init__(self, runs: Iterable[str], names: Mapping[str, int]) -> None:
        """`runs` are what the notices write and people say; `names` are words that count as often as they say."""
        weights = _counted(runs)
        for name, weight in names.items():
            if HAN.fullmatch(name) and len(name) <= _WHOLE:
                weights[name] += weight
        total = math.log(sum(weights.values()) or 1)
        self.likely: Mapping[str, float] = {word: math.log(count) - total for word, count in weights.items()}
        self._typed: dict[str, dict[str, float]] = defaultdict(dict)
        self._wrong: dict[str, dict[str, float]] = defaultdict(dict)
        self._heard: dict[tuple[str, ...], str] = {}
        whole: dict[str, list[str]] = defaultdict(list)
        self._short: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self.likely, key=lambda word: (-self.likely[word], word)):
            if heard := sounds_of(word):
                self._heard.setdefault(heard, word)
                self._heard.setdefault(near_to(heard), word)
                self._learn(word, heard)
                full = "".join(heard)
                whole[full].append(word)
                for start in (full[:1], full[:2]):
                    if len(self._short[start]) < _KEPT:
                        self._short[start].append(word)
        self._keys = sorted(whole)
        self._words = [whole[key][0] for key in self._keys]

    def typed(self, letters: str) -> Mapping[str, float]:
        """Words that these letters stand for, with how likely each was meant (a logarithm)."""
        return self._typed.get(letters, {})

    def mistyped(self, letters: str) -> Mapping[str, float]:
        """Words that these letters stand for when one of them is wrong, missing or too many."""
        found: dict[str, float] = {}
        if len(letters) >= _TELLING:
            for form in (letters, *_shortened(letters)):
                found |= self._wrong.get(form, {})
        return found

    def begun(self, letters: str) -> Mapping[str, float]:
        """The likeliest words whose sound begins with these letters."""
        if len(letters) <= 2:
            return {word: self.likely[word] for word in self._short.get(letters, ())}
        start = bisect_left(self._keys, letters)
        end = bisect_left(self._keys, letters + "{", lo=start)
        words = sorted(self._words[start:end], key=lambda word: -self.likely[word])[:_KEPT]
        return {word: self.likely[word] for word in words}

    def sounding(self, heard: tuple[str, ...]) -> str | None:
        """The likeliest word of these sounds, or of near ones."""
        return self._heard.get(heard) or self._heard.get(near_to(heard))

    def _learn(self, word: str, heard: tuple[str, ...]) -> None:
        likely = self.likely[word]
        for form, cost in _forms(heard):
            there = self._typed[form]
            if len(there) < _KEPT:
                there.setdefault(word, likely + cost)
        full = "".join(heard)
        if _SHORTEST <= len(heard) <= _LONGEST and len(full) >= _TELLING:
            for form in (full, *_shortened(full)):
                there = self._wrong[form]
                if len(there) < 2:
                    there.setdefault(word, likely + WRONG_LETTER)


def _counted(runs: Iterable[str]) -> Counter[str]:
    """How many different runs have each stretch; a whole run is a word however rare."""
    counts: Counter[str] = Counter()
    wholes: set[str] = set()
    for run in dict.fromkeys(runs):
        if len(wholes) >= _READ:
            break
        wholes.add(run)
        for length in range(_SHORTEST, _LONGEST + 1):
            counts.update({run[start : start + length] for start in range(len(run) - length + 1)})
    return Counter(
        {word: count for word, count in counts.items() if count >= _OFTEN}
        | {run: counts.get(run, 0) + 2 for run in wholes if _SHORTEST <= len(run) <= _WHOLE}
    )


def _forms(heard: tuple[str, ...]) -> Iterator[tuple[str, float]]:
    """The ways of typing a word: whole, near sounds, initials alone, one syllable whole and initials."""
    yield "".join(heard), FULL
    yield "".join(near_to(heard)), NEAR
    if len(heard) < _SHORTEST:
        return
    short = [one[0] for one in heard]
    long = [one[:2] if one[:2] in ("zh", "ch", "sh") else one[0] for one in heard]
    yield "".join(short), INITIALS * len(heard)
    yield "".join(long), INITIALS * len(heard)
    yield heard[0] + "".join(short[1:]), MIXED
    yield "".join(short[:-1]) + heard[-1], MIXED


def _shortened(letters: str) -> Iterator[str]:
    """The letters with each one left out in turn."""
    return (letters[:index] + letters[index + 1 :] for index in range(len(letters)))
