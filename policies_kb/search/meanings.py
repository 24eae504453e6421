"""How near a question is in meaning to what a fact says, and to what people call it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

import numpy as np

from policies_kb.model.fact import Fact
from policies_kb.search.encoder import Encoder, Vectors
from policies_kb.terms.normalise import normalise

#: Sentences that have nothing to do with each other are as near as this (a cosine).
_FLOOR: Final = 0.3
#: Of a fact's statement its beginning says what it is about.
_STATED: Final = 80
_REMEMBERED: Final = 512


def sentences_of(facts: Iterable[Fact]) -> list[tuple[int, str]]:
    """What stands for each fact, with its position: its aliases, and the beginning of its statement."""
    return [
        (position, plain)
        for position, fact in enumerate(facts)
        for text in (*fact.aliases, fact.text.zh[:_STATED])
        if (plain := normalise(text))
    ]


class Meanings:
    """Facts by meaning."""

    def __init__(self, facts: Sequence[Fact], encoder: Encoder, known: Mapping[str, Vectors]) -> None:
        """`known` are vectors made before, by sentence; what is not among them is encoded now."""
        pairs = sentences_of(facts)
        missing = list(dict.fromkeys(text for _, text in pairs if text not in known))
        made = dict(zip(missing, encoder.vectors(missing), strict=True)) if missing else {}
        self.made: Mapping[str, Vectors] = made
        self._count = len(facts)
        self._owners = np.array([position for position, _ in pairs], dtype=np.intp)
        self._rows = np.stack([known[text] if text in known else made[text] for _, text in pairs])
        self._vector = lru_cache(maxsize=_REMEMBERED)(lambda words: encoder.vectors([words])[0])

    def near(self, words: str) -> Sequence[float]:
        """For every fact how near the words come to the nearest of its sentences: 0 (not at all) to 1."""
        nearest = np.zeros(self._count, dtype=np.float32)
        if words.strip():
            np.maximum.at(nearest, self._owners, self._rows @ self._vector(words.strip()))
        near: list[float] = np.clip((nearest - _FLOOR) / (1 - _FLOOR), 0.0, 1.0).tolist()
        return near
