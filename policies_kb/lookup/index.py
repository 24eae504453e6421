"""The index behind «Lookup»: made once from notices and their facts, then asked at every keystroke."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policies_kb.lookup.asof import Window, window_of
from policies_kb.lookup.cards import Cards, Positions, distinct, facts_on
from policies_kb.lookup.facets import FACETS, Facet, Facets
from policies_kb.lookup.found import Found, Match, Ranked, best_of
from policies_kb.lookup.grams import HAN, NUMBER
from policies_kb.lookup.lexicon import Lexicon
from policies_kb.lookup.marks import Terms
from policies_kb.lookup.meant import Meant
from policies_kb.lookup.names import NameBook, values_of, without_names
from policies_kb.lookup.numbers import Numbers
from policies_kb.lookup.order import in_the_notice, newest_first
from policies_kb.lookup.readings import Reading, Readings
from policies_kb.lookup.scoring import Scorer
from policies_kb.lookup.words import latin_words, name_weights
from policies_kb.model.fact import Fact
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.notice import Notice
from policies_kb.terms import normalise

Scores = NDArray[np.float32]
Mask = NDArray[np.bool_]

#: So much of a query is read.
_LONGEST: Final = 120
#: So many notices that fit best are looked through whole; so many cards that fit best, with so many facts of each.
_NOTICES: Final = 12
_CARDS: Final = 150
_FACTS: Final = 8
#: What the right notice counts against the right words; where only notices are named they alone count.
_NOTICE: Final = 0.5


class Lookup:
    """Finds facts as a person types. Immutable; safe to use from several threads."""

    def __init__(self, knowledge: Knowledge, facts_of: Callable[[Notice], Iterable[Fact]]) -> None:
        """`facts_of` gives the facts of a notice; those of all notices are kept."""
        self.notices: Sequence[Notice] = tuple(sorted(knowledge.notices, key=newest_first))
        self._cards = Cards(knowledge.topics, knowledge.regions.by_name)
        self._numbers = Numbers()
        self._facts: list[Fact] = []
        ranks: list[int] = []
        windows: list[Window] = []
        for notice in self.notices:
            for fact in sorted(facts_of(notice), key=in_the_notice):
                self._cards.add(fact, notice.region)
                self._numbers.add(len(self._facts), fact.text.zh)
                self._facts.append(fact)
            ranks.append(len(self._facts))
            # Here, where the notice is open: to open thousands once more takes a minute.
            windows.append(window_of(notice))
        self._cards.close()
        self._ends: Positions = np.array(ranks, dtype=np.int32)
        sizes = np.diff(self._ends, prepend=0)
        self._starts: Positions = (self._ends - sizes).astype(np.int32)
        self._rank_of: Positions = np.repeat(np.arange(len(ranks), dtype=np.int32), sizes)
        self._names = NameBook(knowledge)
        self._meant = Meant(self.notices, knowledge.regions, self._names.notices)
        self._scorer = Scorer(self._cards)
        self._facets = Facets(self.notices, windows, self._cards.first)
        runs = (run for text in self._cards.runs for run in HAN.findall(text))
        self._readings = Readings(
            Lexicon(runs, name_weights(knowledge)),
            lambda pair: pair in self._cards.postings,
            latin_words(self._cards.postings),
        )

    def search(
        self, typed: str, on: dt.date, filters: Mapping[Facet, Collection[str]] | None = None, most: int = 30
    ) -> Found:
        """The facts that fit what was typed so far, best first, and how many of them have each value of each facet.

        `filters` are the values chosen of facets: a result has one of each. Raises ValueError for an unknown facet.
        """
        chosen = _chosen(filters)
        plain = normalise(typed[:_LONGEST])
        readings = self._readings.of(plain) or (Reading("", 1.0),)
        ranked = best_of(
            [self._ranked(one.text, chosen, on) for one in readings], [one.share for one in readings]
        )
        cards, ranks = self._cards.card_of[ranked.facts], self._rank_of[ranked.facts]
        terms = Terms.of((one.text for one in readings), NUMBER.findall(plain))
        results = tuple(
            Match(self._facts[position], self.notices[self._rank_of[position]], round(score, 4), terms)
            for position, score in zip(
                ranked.facts[:most].tolist(), ranked.scores[:most].tolist(), strict=True
            )
        )
        read = readings[ranked.reading].text.strip() if plain else ""
        return Found(
            results,
            len(ranked.facts),
            ranked.more,
            self._facets.counts(cards, ranks, on),
            read if read != plain else None,
        )

    def counts(
        self, on: dt.date, filters: Mapping[Facet, Collection[str]] | None = None
    ) -> Mapping[Facet, Mapping[str, int]]:
        """How many facts of all have each value, where nothing was typed yet. Raises ValueError as `search`."""
        chosen = _chosen(filters)
        keep = self._facets.within(chosen, self._cards.card_of, self._rank_of)
        within = self._facets.notices_within(chosen, on)
        if within is not None:
            keep &= within[self._rank_of]
        return self._facets.counts(self._cards.card_of[keep], self._rank_of[keep], on)

    @property
    def facts(self) -> int:
        """How many facts are searched."""
        return len(self._facts)

    @property
    def cards(self) -> int:
        """How many of them say something in words of their own."""
        return len(self._cards.first)

    @property
    def size(self) -> int:
        """Bytes of the lists that are searched, roughly; the facts themselves are not counted."""
        return self._cards.size + self._numbers.size + self._rank_of.nbytes + self._ends.nbytes

    def _ranked(self, text: str, filters: Mapping[Facet, Collection[str]], on: dt.date) -> Ranked:
        """The facts that fit one reading."""
        named = self._names.find(text)
        weights = self._meant.weights(text, named)
        words, numbers = without_names(text, named)
        by_number = self._numbers.find_all(NUMBER.findall(numbers))
        asked = bool(words.strip() or (by_number and not weights.any()))
        within = self._facets.notices_within(filters, on)
        cards, scores = self._scorer.score(words, text, values_of(named))
        cards = self._facets.cards_within(filters, cards)
        found = self._candidates(cards, scores, weights, within, asked)
        facts = distinct(np.concatenate([*found, np.array(list(by_number), dtype=np.int32)]))
        of_facts = scores[self._cards.card_of[facts]]
        if by_number:
            of_facts[np.searchsorted(facts, list(by_number))] += list(by_number.values())
        keep = self._facets.within(filters, self._cards.card_of[facts], self._rank_of[facts])
        if asked:
            keep &= of_facts > 0
        if within is not None:
            keep &= within[self._rank_of[facts]]
        facts, of_facts = facts[keep], of_facts[keep]
        return Ranked.of(facts, of_facts + np.float32(_NOTICE) * weights[self._rank_of[facts]])

    def _candidates(
        self, cards: Positions, scores: Scores, weights: Scores, within: Mask | None, asked: bool
    ) -> list[Positions]:
        """Facts worth scoring: those of the notices that fit best, and the newest on the cards that fit best."""
        if within is not None:
            open_ = np.flatnonzero(within)
        else:
            open_ = np.flatnonzero(weights) if asked else np.arange(len(self.notices))
        best = open_[np.argsort(-weights[open_], kind="stable")[:_NOTICES]]
        found: list[Positions] = [
            np.arange(self._starts[rank], self._ends[rank], dtype=np.int32) for rank in best.tolist()
        ]
        if len(cards) > _CARDS:
            cards = cards[np.argpartition(-scores[cards], _CARDS)[:_CARDS]]
        if len(cards):
            found.append(facts_on(self._cards, cards, _FACTS))
        return found


def _chosen(filters: Mapping[Facet, Collection[str]] | None) -> dict[Facet, tuple[str, ...]]:
    """The filters that filter. Raises ValueError for an unknown facet."""
    chosen = {facet: tuple(values) for facet, values in (filters or {}).items() if values}
    if unknown := sorted(set(chosen) - set(FACETS)):
        raise ValueError(f"there is no facet «{unknown[0]}»; there are {', '.join(FACETS)}")
    return chosen
