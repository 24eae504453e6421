"""Words for the input method beside those of the facts: names of notices and topics, and words in Latin letters."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from typing import Final

from policies_kb.model.knowledge import Knowledge
from policies_kb.terms.grams import stem

#: What a name counts against words that recur: somebody who types letters mostly names a place or a title first.
_HELD: Final = 150
_NAME: Final = 60
_FAR: Final = 4
_TOPIC: Final = 40
#: Words behind a number, and how they sound (126hao).
COUNTED: Final = {
    "号": "hao",
    "年": "nian",
    "份": "fen",
    "元": "yuan",
    "天": "tian",
    "月": "yue",
    "日": "ri",
    "县": "xian",
}
#: From so many letters on a word is completed; so many words are offered.
_BEGUN: Final = 3
_OFFERED: Final = 2


def name_weights(knowledge: Knowledge) -> dict[str, int]:
    """How often each name counts as written; places of notices that are held come first."""
    weights: Counter[str] = Counter()
    held = {notice.region for notice in knowledge.notices}
    around = {outer for region in held for outer in knowledge.regions.upwards(region)}
    for region in knowledge.region_list:
        near = region.name in around or (region.within in around)
        weight = _HELD if region.name in held else _NAME if near else _FAR
        for name in (region.name, *region.aliases):
            weights[name] = max(weights[name], weight)
    vocabulary = knowledge.vocabulary
    for words in (vocabulary.title, vocabulary.level, vocabulary.sector, vocabulary.education):
        for word in words:
            for name in (word.value, word.name.zh, *word.aliases):
                weights[name] = max(weights[name], _HELD)
    for topic in knowledge.topics:
        for name in (topic.name.zh, *topic.aliases):
            weights[name] = max(weights[name], _TOPIC)
    return dict(weights)


def latin_words(known: Collection[str]) -> Callable[[str], Mapping[str, bool]]:
    """Gives for letters the known words that they are (True) or begin (False)."""
    words = sorted(word for word in known if word.isascii() and word.isalpha())

    def of(letters: str) -> Mapping[str, bool]:
        found = {letters: True} if stem(letters) in known else {}
        if len(letters) >= _BEGUN:
            start = bisect_left(words, letters)
            for word in words[start : start + _OFFERED]:
                if word.startswith(letters):
                    found.setdefault(word, word == letters)
        return found

    return of
