"""Publishing: whole or not at all, and never lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from policies_kb.errors import NothingPublished, StoreDown
from policies_kb.model.knowledge import Knowledge
from policies_kb.store import Store

NOW = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    store = Store(f"sqlite:///{tmp_path / 'kb.sqlite'}")
    yield store
    store.close()


def test_what_was_published_comes_back(store: Store, sample: Knowledge) -> None:
    """The same knowledge, notice by notice."""
    store.publish(sample, NOW)
    assert store.load() == sample


def test_unchanged_knowledge_makes_no_publication(store: Store, sample: Knowledge) -> None:
    """Publishing twice is publishing once."""
    assert store.publish(sample, NOW).number == store.publish(sample, NOW).number


def test_earlier_publications_stay_readable(store: Store, sample: Knowledge) -> None:
    """What was answered on a day can be shown again."""
    first = store.publish(sample, NOW)
    changed = sample.model_copy(update={"notices": sample.notices[:1]})
    second = store.publish(changed, NOW)
    assert len(store.load().notices) == 1
    assert store.load(first.number) == sample
    assert second.number == first.number + 1


def test_an_empty_store_says_so(store: Store) -> None:
    """Nothing published is not a fault."""
    with pytest.raises(NothingPublished):
        store.load()


def test_a_database_that_does_not_answer_is_one_error() -> None:
    """Whatever the driver raises."""
    with pytest.raises(StoreDown):
        Store("sqlite:////nowhere/kb.sqlite").load()
