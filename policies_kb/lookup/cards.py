"""Facts as they are searched. What rounds of a review say alike is one card; which notices say it is kept beside.

A card has the words of a fact without figures and without the name of the notice's own place: these are found through
`numbers` and `names`. So a further round costs little more than its list of facts.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policies_kb.lookup.grams import grams
from policies_kb.model.fact import Fact
from policies_kb.model.regions import Region
from policies_kb.model.topics import Topics
from policies_kb.terms.normalise import normalise

Positions = NDArray[np.int32]

#: What is blanked on cards: figures here, and the names of the notice's own place.
_DIGITS: Final = r"\d+"
_FIGURES: Final = re.compile(_DIGITS)
#: Where a fact has a word, from what counts most to what counts least.
ALIAS, TEXT, TOPIC = range(3)

Key = tuple[object, ...]


class Cards:
    """Cards and the words on them. Filled with `add`, then `close`d and only read."""

    def __init__(self, topics: Topics, regions: Mapping[str, Region]) -> None:
        self._topics = topics
        self._own_names = {name: _pattern(region) for name, region in regions.items()}
        self._known: dict[Key, int] = {}
        self.first: list[Fact] = []
        self._of_fact = array("i")
        self._building: dict[str, tuple[array[int], array[int], array[int]]] = defaultdict(
            lambda: (array("i"), array("i"), array("i"))
        )
        self._aliases: dict[str, array[int]] = defaultdict(lambda: array("i"))
        self.runs: list[str] = []

    def add(self, fact: Fact, region: str) -> None:
        """One more fact of a notice of `region`."""
        own = self._own_names.get(region) or _FIGURES
        zh, en = own.sub(" ", fact.text.zh), own.sub(" ", fact.text.en)
        key: Key = (fact.aliases, zh, en, fact.topics, fact.audience, *sorted(fact.facets.items()))
        card = self._known.get(key)
        if card is None:
            card = self._known[key] = len(self.first)
            self.first.append(fact)
            self._write(card, fact, normalise(zh), normalise(en))
        self._of_fact.append(card)

    def close(self) -> None:
        """Everything is added: lists become arrays, and each card gets its facts."""
        self.card_of: Positions = np.frombuffer(self._of_fact, dtype=np.int32)
        order = np.argsort(self.card_of, kind="stable").astype(np.int32)
        self.facts_of: Positions = order
        counts = np.bincount(self.card_of, minlength=len(self.first))
        self.starts: Positions = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
        self.gaps = np.array([fact.kind == "gap" for fact in self.first], dtype=np.bool_)
        self.postings: dict[str, tuple[Positions, Positions, Positions]] = {
            gram: (_array(one), _array(two), _array(three))
            for gram, (one, two, three) in self._building.items()
        }
        self.aliases: dict[str, Positions] = {alias: _array(there) for alias, there in self._aliases.items()}
        self._building.clear()
        self._aliases.clear()
        self._known.clear()

    def count(self, gram: str) -> int:
        """How many cards have a word."""
        there = self.postings.get(gram)
        return sum(map(len, there)) if there else 0

    @property
    def size(self) -> int:
        """Bytes of the arrays and, roughly, of the dictionaries that point to them."""
        lists = sum(120 + one.nbytes for there in self.postings.values() for one in there)
        names = sum(220 + there.nbytes for there in self.aliases.values())
        return lists + names + self.card_of.nbytes + self.facts_of.nbytes + self.starts.nbytes

    def _write(self, card: int, fact: Fact, zh: str, en: str) -> None:
        plain = [normalise(alias) for alias in fact.aliases]
        for alias in dict.fromkeys(plain):
            self._aliases[alias].append(card)
        self.runs += [*plain, zh]
        topic = self._topics.get(fact.topics[0]) if fact.topics else None
        seen: set[str] = set()
        for kind, texts in (
            (ALIAS, plain),
            (TEXT, [zh, en]),
            (TOPIC, [normalise(alias) for alias in topic.aliases] if topic else []),
        ):
            for gram in dict.fromkeys(gram for text in texts for gram in grams(text)):
                if gram not in seen:
                    seen.add(gram)
                    self._building[gram][kind].append(card)


def facts_on(cards: Cards, chosen: Positions, most: int) -> Positions:
    """The first `most` facts (newest notices first) of each of these cards."""
    starts = cards.starts[chosen]
    counts = np.minimum(cards.starts[chosen + 1] - starts, most)
    before = np.cumsum(counts) - counts
    steps = np.arange(int(counts.sum()), dtype=np.int32) - np.repeat(before, counts)
    found: Positions = cards.facts_of[np.repeat(starts, counts) + steps]
    return found


def distinct(positions: Positions) -> Positions:
    """Each once, in order. As np.unique, which hashes them first: for some thousands that takes five times as long."""
    ordered: Positions = np.sort(positions)
    first = np.ones(len(ordered), dtype=np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


def _pattern(region: Region) -> re.Pattern[str]:
    names: Iterable[str] = sorted((region.name, region.en, *region.aliases), key=lambda name: -len(name))
    return re.compile("|".join((_DIGITS, *map(re.escape, names))))


def _array(values: array[int]) -> Positions:
    return np.array(values, dtype=np.int32)
