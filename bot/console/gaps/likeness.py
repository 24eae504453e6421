"""Groups questions that are asked in like words. The same questions make the same groups, in whatever order they come.

Two questions are as like as their terms (pairs of Chinese characters, words of Latin script, numbers), weighted by
how few of the questions have them: the cosine of their TF-IDF vectors. Groups have a leader: the question that
most people ask first, and each next one joins the leader that it is most like, if it is like it enough, or leads a
group of its own. So every question of a group is like its leader, and no two leaders are alike.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from policies_kb.catalogue import normalise

#: Like enough: on paraphrases made for it, from here on two questions asked the same thing.
ALIKE: Final = 0.3
_RUN: Final = re.compile(r"[一-鿿]+|[a-z0-9]+")
#: Politeness and grammar, which say nothing of what is asked.
_FILLER: Final = re.compile(
    r"请问|你好|您好|麻烦|谢谢|一下|我想|想问|想知道|可以|能不能|能否|是不是|怎么样|[吗呢啊呀吧的了么我您你]"
    r"|\b(?:please|hello|hi|the|an?|is|are|do|does|i|my|me|to|of|for|in|can|could|you|tell|about)\b"
)
Vector = Mapping[str, float]
_T = TypeVar("_T")


@dataclass(frozen=True)
class Group(Generic[_T]):
    """Things that were asked about in like words: the leader's words, and all of them in the order they came in."""

    words: str
    members: tuple[_T, ...]


def grouped(asked: Sequence[tuple[str, str, _T]]) -> list[Group[_T]]:
    """Groups of `(words, who asked, what)`, the one that most people asked first."""
    by_words: defaultdict[str, list[tuple[str, str, _T]]] = defaultdict(list)
    for one in asked:
        by_words[normalise(one[0])].append(one)
    people = {words: {who for _, who, _ in ones} for words, ones in by_words.items()}
    order = sorted(by_words, key=lambda words: (-len(people[words]), words))
    led = _led(order, _vectors(order))
    positions = {id(one): n for n, one in enumerate(asked)}
    groups = []
    for leader, followers in led.items():
        ones = [one for words in followers for one in by_words[words]]
        ones.sort(key=lambda one: positions[id(one)])
        shown = min(one[0] for one in by_words[leader])
        count = len({who for _, who, _ in ones})
        groups.append((-count, leader, Group(shown, tuple(what for _, _, what in ones))))
    return [group for _, _, group in sorted(groups, key=lambda one: one[:2])]


def likeness(one: Vector, other: Vector) -> float:
    """From 0 to 1."""
    return sum(weight * other[term] for term, weight in one.items() if term in other)


def terms_of(text: str) -> Counter[str]:
    """The terms of a question, how often each stands in it; of one that is all filler, all of it."""
    plain = normalise(text)
    found: Counter[str] = Counter()
    for run in _RUN.findall(_FILLER.sub(" ", plain)) or _RUN.findall(plain) or [plain]:
        found.update(_pairs(run) if "一" <= run[:1] <= "鿿" and len(run) > 1 else [run])
    return found


def _pairs(run: str) -> Iterable[str]:
    return (run[n : n + 2] for n in range(len(run) - 1))


def _vectors(texts: Sequence[str]) -> dict[str, Vector]:
    """Of length 1 each. A term that fewer questions have weighs more."""
    counted = {text: terms_of(text) for text in texts}
    holding = Counter(term for terms in counted.values() for term in terms)
    vectors: dict[str, Vector] = {}
    for text, terms in counted.items():
        weights = {
            term: count * (1 + math.log((1 + len(texts)) / (1 + holding[term])))
            for term, count in sorted(terms.items())
        }
        length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
        vectors[text] = {term: weight / length for term, weight in weights.items()}
    return vectors


def _led(order: Sequence[str], vectors: Mapping[str, Vector]) -> dict[str, list[str]]:
    """By leader, those that follow it, itself the first."""
    led: dict[str, list[str]] = {}
    leading: defaultdict[str, list[str]] = defaultdict(list)
    for text in order:
        near: defaultdict[str, float] = defaultdict(float)
        for term, weight in vectors[text].items():
            for leader in leading[term]:
                near[leader] += weight * vectors[leader][term]
        best = max(near, key=lambda leader: near[leader], default=None)
        if best is not None and near[best] >= ALIKE:
            led[best].append(text)
            continue
        led[text] = [text]
        for term in vectors[text]:
            leading[term].append(text)
    return led
