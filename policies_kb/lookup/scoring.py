"""How well cards fit words: the share of the telling words that a card has, whole aliases, and what it is about."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policies_kb.lookup.cards import Cards, Positions, distinct
from policies_kb.lookup.facets import Labels, own_values
from policies_kb.lookup.grams import grams

Scores = NDArray[np.float32]

#: What a word counts by where the card has it: among its aliases, in its text, in its topic's aliases.
_IN: Final = (1.0, 0.6, 0.25)
#: A word that names a notice or a title is no subject, but may stand in the text all the same.
_NAMED: Final = 0.3
#: What a word counts that no card has: a query of which little is known fits nothing well.
_UNKNOWN: Final = 0.8
#: A single character stands for so many words that begin or end with it, and for so much of them.
_BEGUN: Final = 6
_LONE: Final = 0.4
#: Of a list of more cards than this only those are read that a shorter one found; the newest where there is none.
_READ: Final = 600
_ALIAS: Final = 0.12
_ALIAS_MOST: Final = 0.36
_ALIAS_LENGTH: Final = 16
#: For each value that was named and that the card is about; as much against it where it is about another.
_NARROWED: Final = 0.3
_RELATED: Final = 0.3
_GAP: Final = 0.9
#: Facets of facts under which names are found; `place` is called `region` there.
_FACETS: Final = {"place": "region", "title": "title", "education": "education", "skill": "skill"} | {
    "specialty": "specialty", "occupation": "occupation", "actor": "actor",
}  # fmt: skip


class Scorer:
    """Scores cards against words."""

    def __init__(self, cards: Cards) -> None:
        self._cards = cards
        self._idf = {gram: math.log(1 + len(cards.first) / cards.count(gram)) for gram in cards.postings}
        self._with: dict[str, list[str]] = defaultdict(list)
        for gram in sorted(cards.postings, key=lambda gram: (-cards.count(gram), gram)):
            if len(gram) == 2 and not gram.isascii():
                for character in dict.fromkeys(gram):
                    if len(self._with[character]) < _BEGUN:
                        self._with[character].append(gram)
        self._about = {
            facet: Labels([own_values(fact, facet) for fact in cards.first]) for facet in _FACETS.values()
        }

    def score(self, words: str, whole: str, named: Mapping[str, Collection[str]]) -> tuple[Positions, Scores]:
        """Cards that have something to do with `words`, and a score (0 to about 2) for every card.

        `whole` is the text with the names that `words` lacks; `named` are the values that they stand for, by facet.
        """
        counts, total = self._weighed(words, whole)
        scores: Scores = np.zeros(len(self._cards.first), dtype=np.float32)
        found = [self._count(counts, total, scores)]
        for there, bonus in self._whole_aliases(words):
            scores[there] += np.float32(bonus)
            found.append(there)
        touched = _distinct(found, len(scores))
        narrowed = self._narrowed(named, touched)
        scores[touched] += narrowed * np.minimum(1, scores[touched] / _RELATED)
        scores[touched] *= np.where(self._cards.gaps[touched], np.float32(_GAP), np.float32(1))
        return touched, scores

    def _count(self, counts: Mapping[str, float], total: float, scores: Scores) -> Positions:
        """Adds to the scores what the words count; gives the cards that have one of them.

        Short lists first: what they found is all that long ones still need to be looked up for.
        """
        found: list[Positions] = []
        long: list[tuple[Positions, np.float32]] = []
        for gram, count in counts.items():
            for tier, share in zip(self._cards.postings[gram], _IN, strict=True):
                amount = np.float32(share * count / total)
                if len(tier) > _READ:
                    long.append((tier, amount))
                elif len(tier):
                    scores[tier] += amount
                    found.append(tier)
        known = _distinct(found or [tier[:_READ] for tier, _ in long], len(scores))
        for tier, amount in long:
            at = np.minimum(np.searchsorted(tier, known), len(tier) - 1)
            scores[known[tier[at] == known]] += amount
        return known

    def _weighed(self, words: str, whole: str) -> tuple[dict[str, float], float]:
        counts: dict[str, float] = {}
        unknown = 0
        own = dict.fromkeys(grams(words))
        for gram in own:
            if len(gram) == 1 and gram in self._with:
                for begun in self._with[gram]:
                    counts.setdefault(begun, _LONE * self._idf[begun])
            elif gram in self._idf:
                counts[gram] = self._idf[gram]
            else:
                unknown += 1
        for gram in grams(whole):
            if gram not in own and gram in self._idf:
                counts[gram] = _NAMED * self._idf[gram]
        total = sum(counts.values()) + _UNKNOWN * unknown or 1.0
        # Where there are names alone they decide which notice is meant, and next to nothing of what it says.
        return counts, total if own else total / _NAMED

    def _whole_aliases(self, words: str) -> Iterable[tuple[Positions, float]]:
        bonus: dict[str, float] = {}
        for start in range(len(words)):
            for end in range(start + 2, min(len(words), start + _ALIAS_LENGTH) + 1):
                there = self._cards.aliases.get(words[start:end])
                if there is not None:
                    bonus[words[start:end]] = (
                        _ALIAS / (1 + math.log(len(there))) * min(1.5, (end - start) / 3)
                    )
        left = _ALIAS_MOST
        for alias, amount in sorted(bonus.items(), key=lambda pair: (-pair[1], pair[0])):
            if left > 0:
                yield self._cards.aliases[alias][:_READ], min(left, amount)
                left -= amount

    def _narrowed(self, named: Mapping[str, Collection[str]], cards: Positions) -> Scores:
        """What the named values count for each of these cards; nothing for those that are about no such thing."""
        narrowed: Scores = np.zeros(len(cards), dtype=np.float32)
        for kind, values in named.items():
            if kind in _FACETS:
                labels = self._about[_FACETS[kind]]
                worth = np.where(labels.having(values), np.float32(_NARROWED), np.float32(-_NARROWED))
                worth[labels.lacking] = 0
                narrowed += worth[labels.codes[cards]]
        return narrowed


def _distinct(found: Sequence[Positions], count: int) -> Positions:
    """Each card once: marked where there are few cards in all, else sorted."""
    if not found:
        return np.zeros(0, dtype=np.int32)
    together: Positions = np.concatenate(found)
    if count > 4 * len(together):
        return distinct(together)
    marked = np.zeros(count, dtype=np.bool_)
    marked[together] = True
    return np.flatnonzero(marked).astype(np.int32)
