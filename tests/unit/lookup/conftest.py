"""Fixtures of the tests of lookup."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from policies_kb.lint import knowledge_of
from policies_kb.lookup import Facet, Found, Lookup
from policies_kb.reading import read_folder
from policies_kb.wording import facts_of

#: A day on which the construction round of 2023 is open.
ON = dt.date(2023, 6, 1)


class Desk:
    """Somebody who looks things up in the notices that come with the project."""

    def __init__(self) -> None:
        self.lookup = Lookup(knowledge_of(read_folder()), facts_of)

    def found(
        self,
        typed: str,
        filters: Mapping[Facet, tuple[str, ...]] | None = None,
        on: dt.date = ON,
        most: int = 30,
    ) -> Found:
        """What is found."""
        return self.lookup.search(typed, on, filters, most)

    def ids(self, typed: str, most: int = 5) -> list[str]:
        """Ids of the first facts."""
        return [one.fact.id for one in self.found(typed, most=most).results]

    def first(self, typed: str) -> str:
        """The id of the first fact; empty where there is none."""
        return next(iter(self.ids(typed, 1)), "")


@pytest.fixture(scope="session")
def desk() -> Desk:
    """One index for all tests: it takes some seconds to make."""
    return Desk()
