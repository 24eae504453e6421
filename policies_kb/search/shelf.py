"""What can be found in one notice: which of its facts have which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from policies_kb.model.fact import Fact
from policies_kb.model.topics import Topics
from policies_kb.terms.grams import grams
from policies_kb.terms.normalise import normalise

#: How much a word counts by where the fact has it.
_IN_ALIAS: Final = 1.0
_IN_TEXT: Final = 0.6
_IN_TOPIC: Final = 0.25


class Shelf:
    """The facts of one notice, with the positions of those that have a pair of characters, or a whole alias."""

    __slots__ = ("aliases", "facts", "postings")

    def __init__(self, facts: Sequence[Fact], topics: TopicWords) -> None:
        self.facts = tuple(facts)
        self.postings: dict[str, dict[int, float]] = defaultdict(dict)
        self.aliases: dict[str, set[int]] = defaultdict(set)
        for position, fact in enumerate(self.facts):
            self._add(position, fact, topics)

    def _add(self, position: int, fact: Fact, topics: TopicWords) -> None:
        for alias in fact.aliases:
            plain = normalise(alias)
            self.aliases[plain].add(position)
            self._count(position, grams(plain), _IN_ALIAS)
        for text in (fact.text.zh, fact.text.en):
            self._count(position, grams(normalise(text)), _IN_TEXT)
        for name in fact.topics[:1]:
            self._count(position, topics.of(name), _IN_TOPIC)

    def _count(self, position: int, words: Iterable[str], weight: float) -> None:
        for gram in words:
            there = self.postings[gram]
            there[position] = max(there.get(position, 0.0), weight)


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
