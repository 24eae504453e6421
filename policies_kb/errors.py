"""What can be wrong with the knowledge base, said so that an author can mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong: `file: place: what: how to mend it`."""

    file: str
    place: str
    what: str
    mend: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.place, self.what, self.mend) if part)


class KnowledgeError(Exception):
    """The knowledge base cannot be used. Holds every problem found, not just the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


class NothingPublished(Exception):
    """The store holds no published notices yet: `python -m policies_kb build` publishes them."""


class StoreDown(Exception):
    """The database of publications does not answer; the text names the kind of failure, no address."""
