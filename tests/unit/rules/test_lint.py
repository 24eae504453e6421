"""Lint of rules: every slip is found, named with its place, and nothing right is refused."""

from __future__ import annotations

from typing import Any

import pytest

from policies_kb.model.attribute import Attributes
from policies_kb.model.notice import Notice
from policies_kb.rules import Flaw, lint_attributes, lint_rules
from tests.spec.rules.support import ATTRIBUTES, REGIONS, T, attribute, rule

HIGH = {"all": [{"school": {"is": "高中"}}, {"worked": {"at_least": {"years": 6}}}]}
COLLEGE = {"all": [{"school": {"is": "大专"}}, {"worked": {"at_least": {"years": 3}}}]}
GOOD: dict[str, Any] = {
    "counting": "years",
    "bars": [rule("bar", when={"flag": True})],
    "requirements": [rule("place", need={"place": {"within": "市"}})],
    "routes": [rule("high", need=HIGH), rule("college", need=COLLEGE)],
    "adjustments": [
        rule("more", when={"other": False}, adds={"years": 1}, to=["college"], attribute="worked")
    ],
}


def notice(section: dict[str, Any]) -> Notice:
    return Notice.model_validate(
        {
            "id": "n",
            "series": "n",
            "title": T,
            "short": T,
            "year": 2021,
            "issuers": [T],
            "region": "市",
            "sector": "s",
            "titles": ["技术员"],
            "source": {"file": "n.txt", "sha256": "0" * 64},
            "counting": [{"id": "years", "at": "一", "what": T, "until": "2021-12"}],
            "documents": [{"id": "doc", "at": "一", "title": "文件"}],
            "eligibility": section,
        }
    )


def flaws(**changed: Any) -> list[Flaw]:
    return lint_rules(notice(GOOD | changed), ATTRIBUTES, REGIONS)


def test_good_rules_have_no_flaw() -> None:
    """Nothing is said about rules in order."""
    assert flaws() == []


def needs(*conditions: Any) -> dict[str, Any]:
    return {"requirements": [rule(f"need{i}", need=one) for i, one in enumerate(conditions)]}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"counting": "day"}, "«day» is no entry of counting"),
        ({"applying": "window"}, "«window» is no milestone"),
        ({"bars": [], "requirements": [], "routes": [], "adjustments": []}, "no rule for 技术员"),
        (needs({"height": {"at_least": 3}}), "height is not declared"),
        (needs({"school": {"is": "幼儿园"}}), "no value 幼儿园"),
        (needs({"flag": {"at_least": 3}}), "flag is a boolean"),
        (needs({"kind": {"at_least": "甲"}}), "kind is a choice"),
        (needs({"worked": {"at_least": 3}}), "worked is a duration"),
        (needs({"place": {"within": "月球"}}), "月球 is no region"),
        (needs({"left_to": "other-doc"}), "«other-doc» is no document"),
        ({"bars": [rule("bar", when={"flag": True}, targets=["工程师"])]}, "工程师 is no title"),
        ({"bars": [rule("bar", when={"flag": True}, ask={"kind": T})]}, "kind does not occur"),
        (
            {
                "adjustments": [
                    rule("more", when={"flag": True}, adds={"years": 1}, to=["x"], attribute="worked")
                ]
            },
            "«x» is no route",
        ),
        (
            {
                "adjustments": [
                    rule("more", when={"flag": True}, adds={"years": 1}, to=["high"], attribute="titled")
                ]
            },
            "demands no time of titled",
        ),
        (
            {
                "adjustments": [
                    rule("more", when={"flag": True}, adds={"years": 0}, to=["high"], attribute="worked")
                ]
            },
            "adds nothing",
        ),
    ],
)
def test_names_that_lead_nowhere(changed: dict[str, Any], words: str) -> None:
    """Each slip of a name or type is found, with its place and how to mend it."""
    found = flaws(**changed)
    assert any(words in one.what for one in found), found
    assert all(one.path[0] == "eligibility" and one.mend for one in found)


SHORT = {"worked": {"less_than": {"years": 3}}}
LONG = {"worked": {"at_least": {"years": 5}}}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (needs({"all": [LONG, SHORT]}), "can never be true"),
        (needs(LONG, SHORT), "nobody can apply"),
        (needs({"any": [{"flag": True}, {"flag": False}]}), "always true"),
        (needs({"all": [LONG, {"worked": {"at_least": {"years": 2}}}]}), "decides nothing beside the others"),
        (needs(LONG, {"worked": {"at_least": {"years": 2}}}), "is dead: need0"),
        (needs({"kind": {"in": ["甲", "乙", "丙"]}}), "always true"),
        ({"bars": [rule("bar", when={"school": {"at_most": "高中"}})]}, "excluded by a bar"),
        (
            {
                "routes": [
                    rule("high", need=HIGH),
                    rule("college", need=COLLEGE),
                    rule(
                        "longer",
                        need={"all": [{"school": {"is": "高中"}}, {"worked": {"at_least": {"years": 9}}}]},
                    ),
                ]
            },
            "longer is dead: high",
        ),
        ({"routes": [rule("college", need=COLLEGE), rule("same", need=COLLEGE)]}, "is dead: "),
    ],
)
def test_rules_that_make_no_sense_together(changed: dict[str, Any], words: str) -> None:
    """Contradictions, dead routes and idle conditions are found by what the rules mean, not by how they look."""
    found = flaws(**changed)
    assert any(words in one.what for one in found), found


def test_a_longer_route_that_is_adjusted_is_not_dead() -> None:
    """A route is compared with its adjustments: what the shorter one loses by them the longer one may keep."""
    routes = [rule("short", need={"worked": {"at_least": {"years": 3}}}), rule("long", need=HIGH)]
    more = [rule("more", when={"flag": True}, adds={"years": 9}, to=["short"], attribute="worked")]
    assert flaws(bars=[], routes=routes, adjustments=more) == []


def test_attributes_are_seen_together() -> None:
    """An attribute declared twice, or said to be told along with an unknown one, is found."""
    found = lint_attributes(
        Attributes(
            (
                attribute("one", "boolean"),
                attribute("one", "boolean"),
                attribute("two", "boolean", fills=["x"]),
            )
        )
    )
    assert [one.what for one in found] == ["one is declared twice", "x is not declared"]
