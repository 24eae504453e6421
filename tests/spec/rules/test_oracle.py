"""The engine against brute force: every complete answer sheet is tried."""

from __future__ import annotations

from itertools import product
from typing import Any

from hypothesis import HealthCheck, assume, given, settings

from policies_kb.rules import Facts, Value, check, relevant, verdict
from policies_kb.rules.truth import OPEN, YES
from tests.spec.rules.support import ON, ruleset
from tests.spec.rules.worlds import (
    completions,
    conditions_of,
    documents_of,
    may_apply,
    names_of,
    partial_facts,
    sections,
)

SHEETS = 6000


def sheets(section: dict[str, Any], facts: Facts) -> dict[tuple[Any, ...], bool]:
    """Of every complete sheet, with every way the documents may decide, whether the person may apply."""
    conditions = conditions_of(section)
    names = set().union(*(names_of(condition) for condition in conditions)) if conditions else set()
    count = sum(len(list(documents_of(condition))) for condition in conditions)
    assume(count <= 3)
    found: dict[tuple[Any, ...], bool] = {}
    for sheet in completions(facts, names):
        for decided in product((False, True), repeat=count):
            found[(*sheet.items(), decided)] = may_apply(section, sheet, decided)
            assume(len(found) <= SHEETS)
    return found


def words(outcomes: set[bool]) -> str:
    return "undetermined" if len(outcomes) == 2 else "eligible" if outcomes == {True} else "ineligible"


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(sections(), partial_facts())
def test_the_verdict_is_that_of_all_completions(section: dict[str, Any], facts: dict[str, Value]) -> None:
    """Decided exactly where every completion of what is known gives the same; else undetermined."""
    wanted = words(set(sheets(section, facts).values()))
    rules = ruleset(section)
    assert verdict(rules, facts, ON) == wanted
    assert check(rules, facts, ON).verdict == wanted


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(sections(), partial_facts())
def test_relevant_is_what_can_change_the_verdict(section: dict[str, Any], facts: dict[str, Value]) -> None:
    """An attribute is relevant exactly where two sheets that differ only in it give different verdicts."""
    found = sheets(section, facts)
    by_rest: dict[tuple[str, Any], set[bool]] = {}
    for key, outcome in found.items():
        *sheet, decided = key
        for name, _ in sheet:
            rest = (*(pair for pair in sheet if pair[0] != name), decided)
            by_rest.setdefault((name, rest), set()).add(outcome)
    wanted = {name for (name, _), outcomes in by_rest.items() if len(outcomes) == 2}
    assert set(relevant(ruleset(section), facts, ON)) == wanted


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(sections(), partial_facts())
def test_the_fast_path_never_contradicts(section: dict[str, Any], facts: dict[str, Value]) -> None:
    """What Kleene's evaluation decides is what all completions give."""
    quick = ruleset(section).run(facts, ON)
    if quick != OPEN:
        assert set(sheets(section, facts).values()) == {quick == YES}
