"""What can be found in one notice: which of its facts have which words."""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from policies_kb.model.fact import Fact
from policies_kb.model.topics import Topics
from policies_kb.terms.grams import grams
from policies_kb.terms.normalise import normalise

#: How much a word counts by where the fact has it: in an alias, in its text, in the words of its topic.
_COUNTS: Final = (1.0, 0.6, 0.25)
_IN_ALIAS, _IN_TEXT, _IN_TOPIC = range(3)
#: A posting is a number of two bytes: where the fact has the word, and its position in the notice.
_POSITIONS: Final = 1 << 13
_CODES: Final = "H"
#: Aliases come again in every notice («电话», «地址»).
_REMEMBERED: Final = 8192


class Shelf:
    """The facts of one notice, with the positions of those that have a pair of characters, or a whole alias.

    Thousands are held at a time: positions and weights are packed, and words are shared with the other shelves.
    """

    __slots__ = ("_postings", "aliases", "facts", "topics")

    def __init__(self, facts: Sequence[Fact], topics: TopicWords) -> None:
        """Raises ValueError for more facts than any notice has (8192)."""
        if len(facts) > _POSITIONS:
            raise ValueError(f"{facts[0].notice} has {len(facts)} facts; {_POSITIONS} can be told apart")
        self.facts = tuple(facts)
        self.topics = tuple(dict.fromkeys(fact.topics for fact in self.facts))
        self.aliases: dict[str, tuple[int, ...]] = {}
        postings: dict[str, list[int]] = defaultdict(list)
        for position, fact in enumerate(self.facts):
            for gram, where in _words_of(fact, topics).items():
                postings[gram].append(where * _POSITIONS + position)
            for alias in dict.fromkeys(_alias(one)[0] for one in fact.aliases):
                self.aliases[alias] = (*self.aliases.get(alias, ()), position)
        self._postings = {
            sys.intern(gram): array(_CODES, codes).tobytes() for gram, codes in postings.items()
        }

    def __contains__(self, gram: str) -> bool:
        return gram in self._postings

    def having(self, gram: str) -> Iterator[tuple[int, float]]:
        """The positions of the facts that have a pair of characters, in order, and how much it counts there."""
        for code in memoryview(self._postings.get(gram, b"")).cast(_CODES):
            where, position = divmod(code, _POSITIONS)
            yield position, _COUNTS[where]

    def frequencies(self) -> Mapping[str, int]:
        """How many facts have each pair of characters."""
        return {gram: len(codes) // 2 for gram, codes in self._postings.items()}


def _words_of(fact: Fact, topics: TopicWords) -> dict[str, int]:
    """The words of a fact, and the best place where it has each."""
    words: dict[str, int] = {}
    for alias in fact.aliases:
        words.update(dict.fromkeys(_alias(alias)[1], _IN_ALIAS))
    for text in (fact.text.zh, fact.text.en):
        for gram in grams(normalise(text)):
            words.setdefault(gram, _IN_TEXT)
    for name in fact.topics[:1]:
        for gram in topics.of(name):
            words.setdefault(gram, _IN_TOPIC)
    return words


@lru_cache(maxsize=_REMEMBERED)
def _alias(alias: str) -> tuple[str, tuple[str, ...]]:
    """An alias in the form in which texts are compared, and its words."""
    plain = sys.intern(normalise(alias))
    return plain, tuple(grams(plain))


class TopicWords:
    """The pairs of characters of each topic's own words."""

    def __init__(self, topics: Topics) -> None:
        self._words: Mapping[str, tuple[str, ...]] = {
            topic.id: tuple(
                dict.fromkeys(gram for alias in topic.aliases for gram in grams(normalise(alias)))
            )
            for topic in topics
        }

    def of(self, topic: str) -> Iterable[str]:
        """Those of one topic; none of a topic that is not listed."""
        return self._words.get(topic, ())
