"""Publishing: whole or not at all, and never lost."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from policies_kb.errors import NothingPublished, StoreDown
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.shelved import Shelved
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


def test_the_list_tells_what_is_in_force(store: Store, sample: Knowledge) -> None:
    """The first one first, with how many notices each holds."""
    store.publish(sample, NOW)
    store.publish(sample.model_copy(update={"notices": sample.notices[:1]}), NOW + dt.timedelta(days=1))
    told = [(one.number, one.published_at.day, one.notices, one.in_force) for one in store.publications()]
    assert told == [(1, 1, len(sample.notices), False), (2, 2, 1, True)]


def test_what_was_published_before_comes_back_into_force(store: Store, sample: Knowledge) -> None:
    """As a new publication, for nothing is taken out of the history."""
    store.publish(sample, NOW)
    store.publish(sample.model_copy(update={"notices": sample.notices[:1]}), NOW)
    assert store.roll_back(None, NOW).number == 3
    assert store.load() == sample
    assert [one.number for one in store.publications()] == [1, 2, 3]


def test_rolling_back_to_what_is_in_force_changes_nothing(store: Store, sample: Knowledge) -> None:
    """No publication is made for it."""
    store.publish(sample, NOW)
    assert store.roll_back(1, NOW).number == 1


@pytest.mark.parametrize("number", [None, 7])
def test_there_has_to_be_something_to_roll_back_to(
    store: Store, sample: Knowledge, number: int | None
) -> None:
    """What was never published is not put into force."""
    store.publish(sample, NOW)
    with pytest.raises(NothingPublished):
        store.roll_back(number, NOW)


def test_a_stored_notice_that_cannot_be_read_is_left_out(
    tmp_path: Path, store: Store, sample: Knowledge, caplog: pytest.LogCaptureFixture
) -> None:
    """It was written for another version of the program; the others are served, and the log names it."""
    store.publish(sample, NOW)
    broken, *others = sample.notices
    with sqlite3.connect(tmp_path / "kb.sqlite") as connection:
        connection.execute(
            "UPDATE kb_version SET body = json_remove(body, '$.region') WHERE name = ?", (broken.id,)
        )
    read = store.read()[1]
    assert read.broken == (broken.id,)
    assert [notice.id for notice in read.knowledge.notices] == [one.id for one in others]
    assert f"notice {broken.id} is published, but cannot be read: region" in caplog.text


def test_what_all_notices_share_has_to_be_readable(tmp_path: Path, store: Store, sample: Knowledge) -> None:
    """Without it nothing can be answered, and that is said."""
    store.publish(sample, NOW)
    with sqlite3.connect(tmp_path / "kb.sqlite") as connection:
        connection.execute("UPDATE kb_version SET body = '{}' WHERE name = 'shared'")
    with pytest.raises(NothingPublished, match="share"):
        store.load()


def test_only_what_changed_is_read_again(store: Store, sample: Knowledge) -> None:
    """A notice of the same version is the same object as before."""
    store.publish(sample, NOW)
    before = store.read()[1]
    first, second, *_ = sample.notices
    changed = second.model_copy(update={"year": second.year + 1})
    store.publish(sample.model_copy(update={"notices": (first, changed)}), NOW)
    after = store.read(before=before)[1].knowledge
    assert after.notice(first.id) is before.knowledge.notice(first.id)
    assert after.notice(second.id) == changed


def test_of_many_notices_only_the_heads_are_at_hand(store: Store, sample: Knowledge) -> None:
    """They are read whole when somebody asks, and are equal to what was published."""
    one = sample.notices[0]
    many = tuple(one.model_copy(update={"id": f"many-{number:03}"}) for number in range(120))
    knowledge = sample.model_copy(update={"notices": many})
    store.publish(knowledge, NOW)
    loaded = store.load()
    held = loaded.notice("many-007")
    assert isinstance(held, Shelved)
    assert "facts" not in vars(held)
    assert held.facts == one.facts
    assert held.names() == many[7].names()
    assert loaded == knowledge
    assert store.publish(loaded, NOW).number == 1


def test_an_empty_store_says_so(store: Store) -> None:
    """Nothing published is not a fault."""
    with pytest.raises(NothingPublished):
        store.load()


def test_a_database_that_does_not_answer_is_one_error() -> None:
    """Whatever the driver raises."""
    with pytest.raises(StoreDown):
        Store("sqlite:////nowhere/kb.sqlite").load()
