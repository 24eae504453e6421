"""Fixtures that several kinds of tests share."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from policies_kb.catalogue import Catalogue
from policies_kb.lint import knowledge_of
from policies_kb.model.knowledge import Knowledge
from policies_kb.reading import read_folder
from policies_kb.search import UniversalEncoder
from policies_kb.store import Store

BUILD = Path(__file__).parents[1] / "build"
SAMPLE = Path(__file__).parent / "sample"


@pytest.fixture(scope="session")
def sample() -> Knowledge:
    """The invented knowledge base."""
    return knowledge_of(read_folder(SAMPLE))


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, sample: Knowledge) -> str:
    """A database with the invented notices."""
    url = f"sqlite:///{tmp_path_factory.mktemp('notices') / 'kb.sqlite'}"
    store = Store(url)
    store.publish(sample, dt.datetime(2030, 1, 1, tzinfo=dt.UTC))
    store.close()
    return url


@pytest.fixture(scope="session")
def catalogue(sample: Knowledge) -> Catalogue:
    """A catalogue of the invented knowledge base."""
    return Catalogue(sample)


@pytest.fixture(scope="session")
def real() -> Catalogue:
    """A catalogue of the notices that come with the project, as `make kb` publishes it."""
    BUILD.mkdir(exist_ok=True)
    vectors = Store(f"sqlite:///{BUILD / 'kb.sqlite'}").vectors(UniversalEncoder().name)
    return Catalogue(knowledge_of(read_folder()), vectors=vectors)


@pytest.fixture
def day() -> dt.date:
    """A day after the invented window of 2030 has closed."""
    return dt.date(2031, 5, 1)
