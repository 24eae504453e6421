"""Laws of the three values and of the engine, under random rules and answers."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies_kb.model.grammar import read_condition, write_condition
from policies_kb.rules import (
    Facts,
    Truth,
    Unsure,
    Value,
    check,
    every,
    explain,
    next_question,
    read_facts,
    relevant,
    some,
    verdict,
    write_facts,
)
from tests.spec.rules.support import ATTRIBUTES, ON, needing, ruleset
from tests.spec.rules.worlds import CONDITIONS, DOMAINS, partial_facts, sections

TRUTHS = st.sampled_from(Truth)
RELAXED = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@given(TRUTHS, TRUTHS, TRUTHS)
def test_and_and_or_are_commutative_associative_and_distributive(a: Truth, b: Truth, c: Truth) -> None:
    """The order and grouping of conditions never matter."""
    assert a & b is b & a
    assert a | b is b | a
    assert (a & b) & c is a & (b & c)
    assert (a | b) | c is a | (b | c)
    assert a & (b | c) is (a & b) | (a & c)
    assert a | (b & c) is (a | b) & (a | c)


@given(st.lists(TRUTHS))
def test_de_morgan(truths: list[Truth]) -> None:
    """Not all is one that is not; not one is all that are not; twice not is the thing itself."""
    turned = [~truth for truth in truths]
    assert ~every(truths) is some(turned)
    assert ~some(truths) is every(turned)
    assert [~truth for truth in turned] == truths


def truth_of(condition: Any, facts: Facts) -> Truth:
    return check(needing(condition), facts, ON).trace[0].truth


@RELAXED
@given(CONDITIONS, CONDITIONS, partial_facts())
def test_conditions_obey_the_laws(a: Any, b: Any, facts: dict[str, Value]) -> None:
    """The same laws hold for whole conditions of a notice file."""
    assert truth_of({"all": [a, b]}, facts) is truth_of({"all": [b, a]}, facts)
    assert truth_of({"any": [a, b]}, facts) is truth_of({"any": [b, a]}, facts)
    assert truth_of({"not": {"not": a}}, facts) is truth_of(a, facts)
    negated = truth_of({"any": [{"not": a}, {"not": b}]}, facts)
    assert truth_of({"not": {"all": [a, b]}}, facts) is negated


@RELAXED
@given(sections(), partial_facts(), st.data())
def test_answers_are_monotone(section: dict[str, Any], facts: dict[str, Value], data: st.DataObject) -> None:
    """Filling in what was unknown never turns a decided verdict round."""
    rules = ruleset(section)
    before = verdict(rules, facts, ON)
    more = dict(facts)
    for name, domain in DOMAINS.items():
        if name not in more and data.draw(st.booleans()):
            more[name] = data.draw(st.sampled_from(domain))
    after = verdict(rules, more, ON)
    assert before in ("undetermined", after)


@RELAXED
@given(sections(), partial_facts())
def test_what_is_not_relevant_does_not_matter(section: dict[str, Any], facts: dict[str, Value]) -> None:
    """A verdict that is undetermined names what is missing; one that is decided misses nothing."""
    outcome = check(ruleset(section), facts, ON)
    missing = outcome.missing + outcome.left_to
    assert bool(missing) == (outcome.verdict == "undetermined")


@RELAXED
@given(sections(), st.data())
def test_asking_ends(section: dict[str, Any], data: st.DataObject) -> None:
    """Following the questions asks only what matters, nothing twice, and ends with nothing more to ask."""
    rules, facts = ruleset(section), dict[str, Value]()
    asked: list[str] = []
    while question := next_question(rules, facts, ON, asked):
        name = question.attribute.name
        assert name in relevant(rules, facts, ON)
        assert name not in asked
        asked.append(name)
        facts[name] = data.draw(st.sampled_from([*DOMAINS[name], Unsure()]))
    unsure = {name for name, value in facts.items() if isinstance(value, Unsure)}
    assert set(check(rules, facts, ON).missing) <= unsure


@RELAXED
@given(sections(), partial_facts())
def test_explaining_agrees_with_the_verdict(section: dict[str, Any], facts: dict[str, Value]) -> None:
    """An explanation never raises, repeats the verdict, and speaks of changes and waiting only after a no."""
    rules = ruleset(section)
    told = explain(rules, facts, ON)
    assert told.verdict == verdict(rules, facts, ON)
    if told.verdict != "ineligible":
        assert not told.changes
        assert told.earliest is None
    distances = [one.distance.key for one in told.routes]
    assert distances == sorted(distances)


@given(CONDITIONS)
def test_conditions_are_written_back_unchanged(condition: Any) -> None:
    """Reading what was written gives the same condition."""
    read = read_condition(condition)
    assert read_condition(write_condition(read)) == read


@given(partial_facts())
def test_answers_are_written_back_unchanged(facts: dict[str, Value]) -> None:
    """Answers survive being kept as plain data."""
    assert read_facts(write_facts(facts), ATTRIBUTES) == facts
