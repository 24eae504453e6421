"""The rules looked up by their ends are those that Rasa finds by trying them all."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rasa.core.policies.rule_policy import (
    DO_NOT_PREDICT_LOOP_ACTION,
    LOOP_WAS_INTERRUPTED,
    RULES,
    RULES_FOR_LOOP_UNHAPPY_PATH,
    RulePolicy,
)
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.resource import Resource

from nlu_components import quick_rules

LISTEN: dict[str, Any] = {"prev_action": {"action_name": "action_listen"}}
ANSWER: dict[str, Any] = {"prev_action": {"action_name": "action_answer"}}


def said(intent: str, state: Any = None) -> dict[str, Any]:
    """A state in which this was said."""
    return {**(state or LISTEN), "user": {"intent": intent}}


IN_FORM = {"active_loop": {"name": "form"}, **LISTEN}
OUT_OF_FORM = {**said("b"), "active_loop": {"name": "should_not_be_set"}}
RULED = [
    [said("a")],
    [said("a"), said("a", ANSWER)],
    [said("b")],
    [OUT_OF_FORM],
    [IN_FORM],
    [{}, said("a")],
    [{}],
    [said("a"), ANSWER],
]
STATES = [
    [],
    [{}],
    [{"user": {"intent": "a"}}],
    [said("a")],
    [said("b")],
    [said("c")],
    [{}, said("a")],
    [said("b"), said("a")],
    [said("a"), said("a", ANSWER)],
    [said("b"), said("a"), said("a", ANSWER)],
    [{**said("b"), "active_loop": {"name": "form"}}],
    [{**LISTEN, "active_loop": {"name": "form"}}],
    [said("a"), ANSWER],
]


def policy(rules: list[Any], unhappy: str = DO_NOT_PREDICT_LOOP_ACTION) -> RulePolicy:
    """Rasa's policy with these rules."""
    made = RulePolicy(
        RulePolicy.get_default_config(), None, Resource("rules"), ExecutionContext(GraphSchema({}))
    )
    made.lookup = {
        RULES: {json.dumps(rule): f"action {place}" for place, rule in enumerate(rules)},
        RULES_FOR_LOOP_UNHAPPY_PATH: {json.dumps([IN_FORM]): unhappy},
    }
    return made


@pytest.mark.parametrize("states", STATES, ids=str)
def test_the_rules_that_rasa_finds(states: Any) -> None:
    """No rule more and none less, in every kind of state."""
    ruled = policy(RULED)
    lookup = ruled.lookup[RULES]
    assert quick_rules.possible_keys(ruled, lookup, states) == quick_rules._any_keys(ruled, lookup, states)


def test_rules_that_were_added() -> None:
    """A lookup that grew is read anew."""
    ruled = policy([[said("a")]])
    lookup = ruled.lookup[RULES]
    assert quick_rules.possible_keys(ruled, lookup, [said("b")]) == set()
    lookup[json.dumps([said("b")])] = "action"
    assert quick_rules.possible_keys(ruled, lookup, [said("b")]) == {json.dumps([said("b")])}


@pytest.mark.parametrize(
    ("rules", "unhappy", "told"),
    [
        ([[said("a")], [said("a"), ANSWER]], DO_NOT_PREDICT_LOOP_ACTION, False),
        ([[{**LISTEN, "user": {"text": "a"}}]], DO_NOT_PREDICT_LOOP_ACTION, True),
        ([[LISTEN]], DO_NOT_PREDICT_LOOP_ACTION, True),
        ([[said("a")]], LOOP_WAS_INTERRUPTED, True),
    ],
)
def test_when_a_text_may_tell(rules: Any, unhappy: str, told: bool) -> None:
    """Rules about a text, about no message at all, or about a loop that was interrupted are tried with the text."""
    assert quick_rules._may_tell_by_text(policy(rules, unhappy)) is told
