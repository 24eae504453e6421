"""How near a question is in meaning to what a fact says, and to what people call it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from policies_kb.model.fact import Fact
from policies_kb.search.encoder import Encoder, UniversalEncoder, Vectors
from policies_kb.search.facts import ALL, Facts, kept_for
from policies_kb.terms.normalise import normalise

#: Sentences that have nothing to do with each other are as near as this (a cosine).
_FLOOR: Final = 0.3
#: Of a fact's statement its beginning says what it is about.
_STATED: Final = 80
_REMEMBERED: Final = 512
#: So many sentences of many notices are encoded: a minute's work, and 20 MB.
_MOST: Final = 10_000
_AT_A_TIME: Final = 1000


def sentences_of(facts: Iterable[Fact]) -> list[tuple[int, str]]:
    """What stands for each fact, with its position: its aliases, and the beginning of its statement."""
    return [
        (position, plain)
        for position, fact in enumerate(facts)
        for text in (*fact.aliases, fact.text.zh[:_STATED])
        if (plain := normalise(text))
    ]


def sentences_at_hand(facts: Facts) -> list[str]:
    """The sentences that are to be encoded: all, or of many notices those of the newest rounds, each once."""
    few = len(facts.notices) <= ALL
    found: dict[str, None] = {}
    for notice in facts.notices if few else facts.leading:
        own = [text for _, text in sentences_of(facts.of(notice))]
        if not few and len(found) + len(own) > _MOST:
            break
        found |= dict.fromkeys(own)
    return list(found)


class Kept(Protocol):
    """Where vectors are kept by sentence."""

    def known(self, sentences: frozenset[str]) -> dict[str, Vectors]:
        """Those of these sentences that are kept."""
        ...

    def keep(self, made: Mapping[str, Vectors]) -> None:
        """Keep more."""
        ...


def encode(facts: Facts, kept: Kept, encoder: Encoder | None = None) -> Mapping[str, Vectors]:
    """The vectors of all sentences that are to be encoded; what is new is made and kept, some at a time."""
    encoder = encoder or UniversalEncoder()
    sentences = sentences_at_hand(facts)
    known = kept.known(frozenset(sentences))
    missing = [text for text in sentences if text not in known]
    for start in range(0, len(missing), _AT_A_TIME):
        some = missing[start : start + _AT_A_TIME]
        made = dict(zip(some, encoder.vectors(some), strict=True))
        kept.keep(made)
        known |= made
    return known


class Meanings:
    """Facts by meaning. A notice of which a sentence is not encoded is found by its words alone."""

    def __init__(self, facts: Facts | Sequence[Fact], encoder: Encoder, known: Mapping[str, Vectors]) -> None:
        """`known` are vectors made before, by sentence; what is to be encoded and not among them is encoded now."""
        self._facts = facts if isinstance(facts, Facts) else Facts.given(facts)
        missing = [text for text in sentences_at_hand(self._facts) if text not in known]
        made = dict(zip(missing, encoder.vectors(missing), strict=True)) if missing else {}
        self.made: Mapping[str, Vectors] = made
        self._known = {**known, **made}
        self._rows = kept_for(len(self._facts.notices), self._stacked)
        self._vector = lru_cache(maxsize=_REMEMBERED)(lambda words: encoder.vectors([words])[0])
        # Stacked once, so that the vectors are not held twice.
        if len(self._facts.notices) <= ALL:
            for notice in self._facts.notices:
                self._rows(notice)
            self._known = {}

    def near(self, words: str, notice: str) -> Sequence[float]:
        """For every fact of a notice how near the words come to the nearest of its sentences: 0 (not at all) to 1."""
        owners, rows, count = self._rows(notice)
        nearest = np.zeros(count, dtype=np.float32)
        if words.strip() and len(owners):
            np.maximum.at(nearest, owners, rows @ self._vector(words.strip()))
        near: list[float] = np.clip((nearest - _FLOOR) / (1 - _FLOOR), 0.0, 1.0).tolist()
        return near

    def _stacked(self, notice: str) -> tuple[NDArray[np.intp], Vectors, int]:
        """Whose sentence each row is, the rows, and how many facts there are."""
        facts = self._facts.of(notice)
        pairs = [(position, text) for position, text in sentences_of(facts) if text in self._known]
        owners = np.array([position for position, _ in pairs], dtype=np.intp)
        rows = np.stack([self._known[text] for _, text in pairs]) if pairs else np.zeros((0, 1), np.float32)
        return owners, rows, len(facts)
