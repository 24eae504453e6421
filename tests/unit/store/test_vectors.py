"""Vectors of sentences are kept with what is published."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from policies_kb.errors import StoreDown
from policies_kb.store import Store


def test_vectors_come_back(tmp_path: Path) -> None:
    """For the sentences asked for, of the encoder that made them, as exactly as half precision allows."""
    store = Store(f"sqlite:///{tmp_path / 'kb.sqlite'}")
    vector = np.array([0.6, -0.8], dtype=np.float32)
    store.vectors("one 1").keep({"评审费": vector, "报名": vector})
    known = store.vectors("one 1").known(frozenset({"评审费", "别的"}))
    assert list(known) == ["评审费"]
    assert known["评审费"] == pytest.approx(vector, abs=1e-3)
    assert store.vectors("another 2").known(frozenset({"评审费"})) == {}


def test_keeping_twice_changes_nothing(tmp_path: Path) -> None:
    """Two processes may encode the same sentences at the same time."""
    vectors = Store(f"sqlite:///{tmp_path / 'kb.sqlite'}").vectors("one 1")
    first, second = np.zeros(2, dtype=np.float32), np.ones(2, dtype=np.float32)
    vectors.known(frozenset())
    vectors.keep({"评审费": first})
    vectors.keep({"评审费": second})
    assert vectors.known(frozenset({"评审费"}))["评审费"] == pytest.approx(first)


def test_a_database_that_does_not_answer_is_named(tmp_path: Path) -> None:
    """As everywhere in the store."""
    with pytest.raises(StoreDown):
        Store(f"sqlite:///{tmp_path / 'nowhere' / 'kb.sqlite'}").vectors("one 1").known(frozenset())
