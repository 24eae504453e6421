"""Sentences that were encoded before: encoding thousands at every start would take half a minute."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session

from policies_kb.errors import StoreDown
from policies_kb.store.engine import make_tables
from policies_kb.store.tables import VectorRow

Vector = NDArray[np.float32]
_STORED = np.dtype("<f2")


class VectorStore:
    """Vectors by sentence and encoder. Every method raises StoreDown where the database does not answer."""

    def __init__(self, engine: Engine, encoder: str) -> None:
        self._engine = engine
        self._encoder = encoder
        self._made = False

    def known(self, sentences: frozenset[str]) -> dict[str, Vector]:
        """The vectors that are kept, of these sentences."""
        by_hash = {_hash(sentence): sentence for sentence in sentences}
        try:
            with self._session() as session:
                rows = session.execute(
                    select(VectorRow.sha256, VectorRow.vector).where(VectorRow.encoder == self._encoder)
                ).all()
        except SQLAlchemyError as error:
            raise StoreDown(type(error).__name__) from error
        return {
            by_hash[sha256]: np.frombuffer(vector, _STORED).astype(np.float32)
            for sha256, vector in rows
            if sha256 in by_hash
        }

    def keep(self, made: Mapping[str, Vector]) -> None:
        """Keep vectors; those that another process kept meanwhile are left as they are."""
        try:
            with self._session() as session, session.begin():
                session.add_all(
                    VectorRow(self._encoder, _hash(sentence), vector.astype(_STORED).tobytes())
                    for sentence, vector in made.items()
                )
        except IntegrityError:
            return
        except SQLAlchemyError as error:
            raise StoreDown(type(error).__name__) from error

    def _session(self) -> Session:
        """A session on tables that exist."""
        if not self._made:
            make_tables(self._engine)
            self._made = True
        return Session(self._engine)


def _hash(sentence: str) -> str:
    return hashlib.sha256(sentence.encode()).hexdigest()
