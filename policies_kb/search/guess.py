"""Guesses the topic of a question from the topics' own words, for when no classifier ran."""

from __future__ import annotations

import re
from typing import Final

from policies_kb.model.topics import Topics
from policies_kb.terms.normalise import normalise

#: The most that a guess counts: a classifier is surer than words alone.
_SUREST: Final = 0.8


class TopicGuess:
    """Which topics the words of a question point to: longer words point harder."""

    def __init__(self, topics: Topics) -> None:
        self._words: dict[str, set[str]] = {}
        for topic in topics:
            for alias in topic.aliases:
                self._words.setdefault(normalise(alias), set()).add(topic.id)
        written = sorted(self._words, key=lambda word: -len(word))
        self._pattern = re.compile("|".join(re.escape(word) for word in written) or r"(?!)")

    def __call__(self, words: str) -> tuple[tuple[str, float], ...]:
        """(topic, share) of the topics pointed to, best first; shares sum to at most `_SUREST`."""
        counts: dict[str, float] = {}
        for match in self._pattern.finditer(words):
            for topic in self._words[match.group()]:
                counts[topic] = counts.get(topic, 0.0) + len(match.group())
        total = sum(counts.values())
        shares = {topic: _SUREST * count / total for topic, count in counts.items()}
        return tuple(sorted(shares.items(), key=lambda pair: -pair[1]))
