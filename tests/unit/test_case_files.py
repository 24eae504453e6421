"""What a case expects is held against what the rules say."""

from __future__ import annotations

from typing import Any

import pytest

from policies_kb.case_files import Trial, differences
from policies_kb.model.case import Case
from policies_kb.rules import compile_notice, read_facts
from tests.spec.rules.support import ATTRIBUTES, REGIONS, rule
from tests.unit.rules.test_lint import notice

COLLEGE = {"all": [{"school": {"is": "大专"}}, {"worked": {"at_least": {"years": 3}}}]}
HIGH = {"all": [{"school": {"is": "高中"}}, {"worked": {"at_least": {"years": 6}}}]}
SECTION: dict[str, Any] = {
    "counting": "years",
    "bars": [rule("bar", when={"flag": True})],
    "requirements": [rule("place", need={"place": {"within": "市"}})],
    "routes": [rule("college", need=COLLEGE), rule("high", need=HIGH)],
    "adjustments": [
        rule("more", when={"other": False}, adds={"years": 1}, to=["college"], attribute="worked")
    ],
}
GOOD: dict[str, Any] = {
    "flag": False,
    "place": "市",
    "school": "大专",
    "worked": {"years": 4},
    "other": True,
}


def found(says: dict[str, Any], section: dict[str, Any] | None = None, **expected: Any) -> list[str]:
    """The differences of a case with the good person's answers and these."""
    held = notice(section or SECTION)
    answers = {name: value for name, value in {**GOOD, **says}.items() if value is not None}
    case = Case.model_validate({"id": "c", "about": "甲", "target": "技术员", **expected})
    rules = compile_notice(held, "技术员", ATTRIBUTES, REGIONS)
    return list(map(str, differences(Trial(held, case, read_facts(answers, ATTRIBUTES)), rules)))


def test_a_case_that_holds_has_no_difference() -> None:
    """Verdict, reasons and day are as it says."""
    assert found({}, verdict="eligible", because=["college"]) == []
    assert found({"flag": True}, verdict="ineligible", because="bar", earliest=None) == []


def test_another_verdict_is_a_difference() -> None:
    """With what was expected and what was found."""
    assert found({}, verdict="ineligible") == ["verdict: expected ineligible, found eligible"]


@pytest.mark.parametrize(
    ("says", "verdict", "because"),
    [
        ({}, "eligible", ["college"]),
        ({"other": False}, "eligible", ["college", "more"]),
        ({"other": False}, "eligible", ["college"]),
        ({"flag": True, "place": "他市"}, "ineligible", ["bar", "place"]),
        ({"school": "初中"}, "ineligible", ["college"]),
        ({"school": "初中"}, "ineligible", ["college", "high"]),
        ({"school": "初中", "place": "他市"}, "ineligible", ["high", "place"]),
        ({"flag": None}, "undetermined", ["bar"]),
    ],
)
def test_the_rules_that_decide(says: dict[str, Any], verdict: str, because: list[str]) -> None:
    """All bars and requirements; of the routes that are shut one is enough; adjustments that apply may be named."""
    assert found(says, verdict=verdict, because=because) == []


@pytest.mark.parametrize(
    ("says", "verdict", "because", "words"),
    [
        ({}, "eligible", ["high"], "expected high, found college"),
        ({}, "eligible", ["college", "more"], "expected college, more, found college"),
        ({"flag": True, "place": "他市"}, "ineligible", ["bar"], "expected bar, found bar, place"),
        ({"flag": True}, "ineligible", ["bar", "high"], "expected bar, high, found bar"),
        (
            {"school": "初中", "place": "他市"},
            "ineligible",
            ["place"],
            "expected place, found place, one or more of (college, high)",
        ),
        ({"flag": None}, "undetermined", ["place"], "expected place, found open are bar"),
        ({"flag": True}, "ineligible", [], "expected nothing, found bar"),
    ],
)
def test_other_rules_decide(says: dict[str, Any], verdict: str, because: list[str], words: str) -> None:
    """A rule that decides and is not named, or is named and does not decide, is a difference."""
    assert found(says, verdict=verdict, because=because) == [f"because: {words}"]


def test_the_earliest_day_is_compared_where_it_is_given() -> None:
    """Null is a day given: none; nothing written is nothing compared."""
    late = {"worked": "2019-06-15"}
    assert found(late, verdict="ineligible") == []
    assert found(late, verdict="ineligible", earliest="2022-06-15") == []
    assert found(late, verdict="ineligible", earliest=None) == ["earliest: expected None, found 2022-06-15"]


def test_what_is_missing_is_compared_where_it_is_given() -> None:
    """Answers and documents each by themselves, in any order."""
    left = {**SECTION, "routes": [rule("doc", need={"left_to": "doc"})], "adjustments": []}
    assert found({"flag": None}, left, verdict="undetermined", missing={"answers": "flag"}) == []
    assert found({}, left, verdict="undetermined", missing={"documents": "doc", "answers": []}) == []
    assert found({}, left, verdict="undetermined", missing={"documents": []}) == [
        "missing documents: expected nothing, found doc"
    ]


def test_a_day_the_notice_does_not_name_is_no_missing_answer() -> None:
    """Told exactly, and yet undetermined, because any day of the notice's year may be meant."""
    undated = {**SECTION, "counting": None}
    missing = {"answers": [], "unstated": "worked"}
    assert found({"worked": "2018-06-15"}, undated, verdict="undetermined", missing=missing) == []


def test_the_day_of_asking_is_the_first_of_the_window_or_the_counting_day() -> None:
    """A ban that runs out is judged on the day the case names, or on that day."""
    ban = {
        **SECTION,
        "bars": [rule("bar", when={"revoked": {"less_than": {"years": 3}, "as_of": "applying"}})],
    }
    since = {"revoked": "2018-12-31", "flag": None}
    assert found(since, ban, verdict="eligible") == []
    assert found(since, ban, on="2021-12-30", verdict="ineligible", because="bar") == []
