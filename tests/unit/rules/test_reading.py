"""Reading conditions and answers: strict, with every slip named."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from policies_kb.model.eligibility import Eligibility
from policies_kb.model.grammar import read_condition
from policies_kb.rules import MisfitError, read_facts
from tests.spec.rules.support import ATTRIBUTES, rule


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"all": []}, "all: is empty"),
        ({"any": {}}, "any: is empty"),
        ({}, "is no condition"),
        ({"flag": True, "other": True}, "is no condition"),
        ("flag", "is no condition"),
        ({"flag": 1}, "is no test"),
        ({"flag": {}}, "exactly one"),
        ({"worked": {"at_least": {"years": 1}, "at_most": {"years": 2}}}, "exactly one"),
        ({"worked": {"at_least": {"days": 3}}}, "no bound"),
        ({"worked": {"at_least": {"years": -3}}}, "no bound"),
        ({"hours": {"at_least": 90, "as_of": "closing"}}, "beside a bound in years"),
        ({"worked": {"at_least": {"years": 1}, "as_of": "someday"}}, "as_of is one of"),
        ({"revoked": {"since": "2021-13-01"}}, "is no day"),
        ({"kind": {"in": []}}, "does not fit «in»"),
        ({"left_to": ""}, "must name a document"),
        ({"Not An Attribute": True}, "is no attribute"),
    ],
)
def test_slips_of_conditions(given: Any, words: str) -> None:
    """Each slip is named; the message says how to mend it."""
    with pytest.raises(ValueError, match=words) as caught:
        read_condition({"all": [{"flag": True}, given]})
    assert "all[1]" in str(caught.value)


def test_all_slips_at_once() -> None:
    """Several slips in one condition are all named."""
    with pytest.raises(ValueError, match=r"any\[0\].*any\[1\]"):
        read_condition({"any": [{"flag": 1}, {"all": []}]})


def test_a_section_reads_and_writes_itself() -> None:
    """A section written as JSON and read again is the same, so that it can be stored."""
    section = Eligibility.model_validate(
        {
            "bars": [
                rule(
                    "bar",
                    when={"revoked": {"less_than": {"years": 3}, "as_of": "applying", "from": "next_year"}},
                )
            ],
            "routes": [
                rule("way", need={"worked": {"at_least": {"years": 1, "months": 6}}}, targets="技术员")
            ],
            "adjustments": [
                rule("more", when={"flag": True}, adds={"months": 6}, to="way", attribute="worked")
            ],
        }
    )
    assert Eligibility.model_validate_json(section.model_dump_json()) == section


def test_an_id_names_one_rule() -> None:
    """Two rules of one section may not share an id, and unknown keys are refused."""
    with pytest.raises(ValidationError, match="names several rules"):
        Eligibility.model_validate(
            {"bars": [rule("a", when={"flag": True})], "routes": [rule("a", need={"flag": True})]}
        )
    with pytest.raises(ValidationError, match="extra"):
        Eligibility.model_validate({"bars": [rule("a", when={"flag": True}, points=3)]})


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("flag", "maybe", "no answer to a boolean"),
        ("school", "幼儿园", "no value 幼儿园"),
        ("worked", "July", "is no day"),
        ("worked", {"weeks": 3}, "no length of time"),
        ("worked", "none", "is no day"),
        ("hours", "many", "no answer to a number"),
        ("hours", [90, 60], "is more than"),
        ("place", 3, "no answer to a region"),
        ("height", 3, "not declared"),
    ],
)
def test_answers_that_cannot_be_read(name: str, given: Any, words: str) -> None:
    """Every answer that does not fit is refused, all of them in one message."""
    with pytest.raises(MisfitError, match=words):
        read_facts({"kind": "甲", name: given}, ATTRIBUTES)
