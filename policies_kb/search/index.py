"""An index of facts: which facts share words with a question, weighted by how telling the words are."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from policies_kb.model.fact import Fact
from policies_kb.model.topics import Topics
from policies_kb.search.facts import Facts, kept_for
from policies_kb.search.meanings import Meanings
from policies_kb.search.shelf import Shelf, TopicWords
from policies_kb.terms.grams import grams

#: What the classifier's topic counts against the words.
_TOPIC: Final = 0.45
_WORDS: Final = 0.55
_MEANING: Final = 0.35
_SECONDARY: Final = 0.8
#: So much words, meaning and topic must come to before a fact is about the matter and not just of the same title.
_RELATED: Final = 0.3
#: For each value that was asked for (大专, 柯桥) and that the fact is about.
_NARROWED: Final = 0.35
_GAP: Final = 0.9
#: What a word of the question before counts against one of this question.
_BEHIND: Final = 0.35
#: What a pair of characters counts that no fact has: a question of which little is known fits nothing well.
_UNKNOWN: Final = 0.8
#: In so many facts a pair of characters is a word of the notices.
_WORD_OF_ITS_OWN: Final = 4
_ALIAS_WHOLE: Final = 0.12
_ALIAS_MOST: Final = 0.36
_LONGEST_ALIAS: Final = 16
#: So many texts are remembered as they are looked for.
_REMEMBERED: Final = 64


@dataclass(frozen=True)
class Query:
    """What is looked for: words (normalised, names removed), topics with probabilities, and values of facets.

    `wider` are further values that a fact may hold for without being the very thing asked for (what a
    committee for the whole city takes holds in its districts too). `behind` are words of the question before:
    they count, but less than its own.
    """

    words: str
    topics: Mapping[str, float] = field(default_factory=dict)
    facets: Mapping[str, Collection[str]] = field(default_factory=dict)
    wider: Mapping[str, Collection[str]] = field(default_factory=dict)
    behind: str = ""


@dataclass(frozen=True)
class Hit:
    """A fact and how well it fits.

    `score` (0 to about 2) is made of `words` (the share of the question's telling words that the fact has, and
    whole aliases on top), `meaning` (how near the question comes to one of its sentences, 0 to 1), `topic` (the
    probability of its topic) and `narrowed` (how many of the values asked for it is about).
    """

    fact: Fact
    words: float
    topic: float
    narrowed: int
    meaning: float = 0.0

    @property
    def score(self) -> float:
        """What the parts come to. What is not stated stands back behind what is, where both fit alike."""
        whole = (
            _TOPIC * self.topic + _WORDS * self.words + _MEANING * self.meaning + _NARROWED * self._narrowing
        )
        return whole * _GAP if self.fact.kind == "gap" else whole

    @property
    def _narrowing(self) -> float:
        """What the values asked for count: nothing for a fact that has nothing else to do with the question."""
        return self.narrowed * min(1.0, (self.words + self.meaning + self.topic) / _RELATED)


class FactIndex:
    """All facts, found by the words they share with a question.

    How telling a word is, is counted over all notices, or of many over those of the newest rounds.
    """

    def __init__(
        self, facts: Facts | Sequence[Fact], topics: Topics, meanings: Meanings | None = None
    ) -> None:
        """Without `meanings` (of the same facts) only words count."""
        self.facts = facts if isinstance(facts, Facts) else Facts.given(facts)
        self._meanings = meanings
        self._topics = TopicWords(topics)
        self._shelf = kept_for(len(self.facts.notices), self._make)
        self._prepared = lru_cache(maxsize=_REMEMBERED)(self._prepare)
        there: Counter[str] = Counter()
        aliases: Counter[str] = Counter()
        count = 0
        for notice in self.facts.leading:
            shelf = self._shelf(notice)
            count += len(shelf.facts)
            there.update(shelf.frequencies())
            aliases.update({alias: len(positions) for alias, positions in shelf.aliases.items()})
        self._there, self._aliases = there, aliases
        self._weights = {gram: math.log(1 + count / many) for gram, many in there.items()}
        #: What a pair of characters counts that only a notice has over which was not counted.
        self._rare = math.log(1 + count)

    def of_notice(self, notice: str) -> Iterable[Fact]:
        """Every fact of a notice, in the order of its file."""
        return self.facts.of(notice)

    def has(self, gram: str) -> bool:
        """Whether facts use this pair of characters (or Latin word), and not just by the chance of two neighbours."""
        return self._there[gram] >= _WORD_OF_ITS_OWN

    def rank(self, query: Query, notices: Collection[str]) -> list[Hit]:
        """The facts of `notices` that have something to do with the query, best first."""
        sought = self._prepared(query.words, query.behind)
        hits = [hit for notice in notices for hit in self._hits(query, sought, notice)]
        scored = [(score, hit) for hit in hits if (score := hit.score) > 0]
        return [hit for _, hit in sorted(scored, key=lambda one: -one[0])]

    def _hits(self, query: Query, sought: _Sought, notice: str) -> Iterator[Hit]:
        """The facts of a notice that share a word, the meaning or a topic with the query, in their order."""
        if not self.facts.of(notice):
            return
        shelf = self._shelf(notice)
        words = self._word_scores(shelf, sought)
        near = self._meanings.near(query.words, notice) if self._meanings else ()
        shares = {topics: _topic_share(topics, query.topics) for topics in shelf.topics}
        for position, fact in enumerate(shelf.facts):
            of_words, share = words.get(position, 0.0), shares[fact.topics]
            meaning = near[position] if near else 0.0
            if (of_words or share or meaning) and _facets_agree(fact, query):
                yield Hit(fact, of_words, share, _narrowed(fact, query), meaning)

    def _make(self, notice: str) -> Shelf:
        return Shelf(self.facts.of(notice), self._topics)

    def _prepare(self, words: str, behind: str) -> _Sought:
        """What is looked for in every notice: worked out once for all that are ranked."""
        own = Counter(grams(words))
        asked = dict.fromkeys(grams(behind), _BEHIND) | dict.fromkeys(own, 1.0)
        return _Sought(
            tuple(
                (
                    gram,
                    share * self._weights.get(gram, self._rare),
                    gram in self._weights,
                    own[gram],
                )
                for gram, share in asked.items()
            ),
            (_Pieces.of(words, 1.0), _Pieces.of(behind, _BEHIND)),
        )

    def _word_scores(self, shelf: Shelf, sought: _Sought) -> dict[int, float]:
        """For each fact, which share of the question's telling words it has (0 to 1), and whole aliases on top."""
        counts = [(gram, count) for gram, count, known, _ in sought.grams if known or gram in shelf]
        unknown = sum(times for gram, _, known, times in sought.grams if not (known or gram in shelf))
        total = sum(count for _, count in counts) + _UNKNOWN * unknown
        scores: dict[int, float] = defaultdict(float)
        for gram, count in counts:
            for position, weight in shelf.having(gram):
                scores[position] += weight * count / total
        for pieces in sought.pieces:
            for position, bonus in self._whole_aliases(shelf, pieces).items():
                scores[position] += pieces.share * bonus
        return scores

    def _whole_aliases(self, shelf: Shelf, pieces: _Pieces) -> dict[int, float]:
        if shelf.aliases.keys().isdisjoint(pieces.different):
            return {}
        bonus: dict[int, float] = defaultdict(float)
        for piece in pieces.all:
            positions = shelf.aliases.get(piece)
            if positions:
                rarity = 1 / (1 + math.log(self._aliases[piece] or 1))
                for position in positions:
                    bonus[position] += _ALIAS_WHOLE * rarity * min(1.5, len(piece) / 3)
        return {position: min(_ALIAS_MOST, value) for position, value in bonus.items()}


@dataclass(frozen=True)
class _Pieces:
    """Every stretch of a text that may be a whole alias, in its order; `share` is what such an alias counts."""

    all: tuple[str, ...]
    different: frozenset[str]
    share: float

    @classmethod
    def of(cls, text: str, share: float) -> _Pieces:
        pieces = tuple(
            text[start:end]
            for start in range(len(text))
            for end in range(start + 2, min(len(text), start + _LONGEST_ALIAS) + 1)
        )
        return cls(pieces, frozenset(pieces), share)


@dataclass(frozen=True)
class _Sought:
    """The words of a query: (pair of characters, what it counts, whether it was counted, how often it is said)."""

    grams: tuple[tuple[str, float, bool, int], ...]
    pieces: tuple[_Pieces, ...]


def _narrowed(fact: Fact, query: Query) -> int:
    """How many of the values asked for the fact is about.

    A list is about none of its items in particular, but a part of it is about its heading (the counties of 丽水市).
    """
    if fact.kind == "listing":
        heading = set(fact.facets.get("group", ()))
        return sum(not heading.isdisjoint(asked) for asked in query.facets.values())
    return sum(not set(fact.facets.get(name, ())).isdisjoint(asked) for name, asked in query.facets.items())


def _topic_share(of_fact: Sequence[str], topics: Mapping[str, float]) -> float:
    if not of_fact:
        return 0.0
    main, *others = of_fact
    return max([topics.get(main, 0.0), *(_SECONDARY * topics.get(other, 0.0) for other in others)])


def _facets_agree(fact: Fact, query: Query) -> bool:
    """Whether the fact holds for what was asked; a fact without a facet holds for every value.

    The facets of a list are its items: that something is not among them is an answer, not a reason to hide it.
    """
    if fact.kind == "listing":
        return True
    return all(
        name not in fact.facets or not {*asked, *query.wider.get(name, ())}.isdisjoint(fact.facets[name])
        for name, asked in query.facets.items()
    )
