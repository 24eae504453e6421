"""What `lint` returns: one thing that is wrong with a file of rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policies_kb.model.eligibility import Eligibility, Rule

#: A place in the file, from the outside in: ("eligibility", "routes", 2, "need").
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Flaw:
    """Where it is, what is wrong, and how to mend it."""

    path: Path
    what: str
    mend: str


def rule_paths(section: Eligibility) -> Iterator[tuple[Rule, Path]]:
    """Every rule of a section with its place in the file."""
    for key, rules in (
        ("bars", section.bars),
        ("requirements", section.requirements),
        ("routes", section.routes),
        ("adjustments", section.adjustments),
    ):
        for index, rule in enumerate(rules):
            yield rule, ("eligibility", key, index)
