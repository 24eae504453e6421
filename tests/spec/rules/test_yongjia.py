"""A realistic notice from end to end: verdicts, the nearest route, waiting, and few questions."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from policies_kb.rules import Explanation, Unsure, explain, next_question, read_facts, relevant, verdict
from tests.spec.rules.support import ON, yongjia

GOOD = {
    "region": "永嘉县",
    "specialty": "建筑施工",
    "employed_now": True,
    "employer_type": "民营企业",
    "general_course": True,
    "assessments_passed": True,
    "insurance_same_employer": True,
    "insurance_newcomer": False,
    "skill_level": "没有证书",
    "current_title": "没有职称",
    "fraud_found": "none",
}


def told(target: str, **answers: Any) -> Explanation:
    rules = yongjia(target)
    return explain(rules, read_facts(GOOD | answers, rules.attributes), ON)


@pytest.mark.parametrize(
    ("target", "answers", "wanted", "earliest"),
    [
        ("技术员", {"education": "高中", "years_of_work": "2015-09"}, "eligible", None),
        ("技术员", {"education": "高中", "years_of_work": {"years": 6}}, "eligible", None),
        (
            "技术员",
            {
                "education": "初中",
                "years_of_work": {"years": 5},
                "skill_level": "中级工",
                "years_since_skill": "2019-06",
            },
            "eligible",
            None,
        ),
        (
            "技术员",
            {
                "education": "高中",
                "years_of_work": {"years": 4},
                "skill_level": "中级工",
                "years_since_skill": "2020-11",
            },
            "ineligible",
            "2022-11-01",
        ),
        ("技术员", {"education": "高中", "years_of_work": {"months": [60, 72]}}, "undetermined", None),
        ("技术员", {"education": "高中", "years_of_work": {"years": 4}}, "ineligible", "2023-12-31"),
        ("技术员", {"education": "小学", "years_of_work": {"years": 20}}, "ineligible", None),
        ("助理工程师", {"education": "中专", "years_of_work": "2017-03"}, "ineligible", "2022-03-01"),
        (
            "助理工程师",
            {"education": "大专", "years_of_work": {"years": 4}, "assessments_passed": False},
            "ineligible",
            None,
        ),
        (
            "助理工程师",
            {"education": "本科", "years_of_work": {"years": 2}, "specialty": "建筑材料"},
            "ineligible",
            None,
        ),
        (
            "助理工程师",
            {"education": "本科", "years_of_work": {"years": 2}, "fraud_found": "2018"},
            "ineligible",
            "2022-01-01",
        ),
    ],
)
def test_verdicts(target: str, answers: dict[str, Any], wanted: str, earliest: str | None) -> None:
    """Each person gets the verdict, and the earliest day, that a reader of the notice would give."""
    result = told(target, **answers)
    assert result.verdict == wanted
    assert (result.earliest.day.isoformat() if result.earliest else None) == earliest


@pytest.mark.parametrize("offset", [-1, 0, 1])
@pytest.mark.parametrize(
    ("school", "years"), [("本科", 1), ("大专", 3), ("中专", 5), ("高中", 10), ("初中", 15)]
)
def test_each_boundary_day(school: str, years: int, offset: int) -> None:
    """Who began on the last day of December so many years before has the years; who began later has not."""
    began = dt.date(2021 - years, 12, 31) + dt.timedelta(days=offset)
    result = told("助理工程师", education=school, years_of_work=began.isoformat())
    assert result.verdict == ("eligible" if offset <= 0 else "ineligible")


def test_the_nearest_route_comes_first() -> None:
    """Of two routes that only time is missing from, the shorter wait is named first, with its day."""
    result = told(
        "技术员",
        education="高中",
        years_of_work={"years": 4},
        skill_level="中级工",
        years_since_skill="2020-11",
    )
    assert [one.route.rule.id for one in result.routes[:2]] == ["t-skill", "t-senior-high"]
    assert [one.until for one in result.changes] == [dt.date(2022, 11, 1)]


def test_what_would_change_the_verdict() -> None:
    """A failed requirement is named with its rule, and that it alone would be enough."""
    result = told("助理工程师", education="大专", years_of_work={"years": 4}, assessments_passed=False)
    (change,) = result.changes
    assert (change.rule, change.until, change.enough) == ("assessments", None, True)


def test_newcomers_may_reach_the_round_by_waiting() -> None:
    """Insurance is counted up to the closing day, which comes after the day of asking."""
    good = {"education": "本科", "years_of_work": {"years": 2}, "insurance_newcomer": True}
    assert told("助理工程师", **good, local_insurance="2021-05-20").verdict == "eligible"
    late = told("助理工程师", **good, local_insurance="2021-06")
    assert late.verdict == "ineligible"
    assert late.earliest is not None
    assert late.earliest.day == dt.date(2021, 9, 1)
    assert not late.earliest.in_round


def ask_all(target: str, known: dict[str, Any], answers: dict[str, Any]) -> tuple[list[str], str]:
    rules = yongjia(target)
    facts = read_facts(known, rules.attributes)
    asked: list[str] = []
    while question := next_question(rules, facts, ON, asked):
        name = question.attribute.name
        asked.append(name)
        facts |= read_facts({name: answers.get(name)}, rules.attributes)
    return asked, verdict(rules, facts, ON)


def test_few_questions() -> None:
    """Never more questions than facts that can change the verdict; a person on no route is done after the routes."""
    rules = yongjia("助理工程师")
    known = {"region": "永嘉县"}
    limit = len(relevant(rules, read_facts(known, rules.attributes), ON))
    good = GOOD | {"education": "大专", "years_of_work": {"years": 4}}
    asked, result = ask_all("助理工程师", known, good)
    assert result == "eligible"
    assert len(asked) <= 10 < limit
    asked, result = ask_all("助理工程师", known, good | {"education": "中专"})
    assert (asked, result) == (
        ["education", "years_of_work", "current_title", "skill_level"],
        "ineligible",
    )


def test_not_knowing_is_not_no() -> None:
    """Whoever knows nothing gets no verdict, and every attribute that matters is named as missing."""
    rules = yongjia("技术员")
    facts = {name: Unsure() for name in rules.asks}
    result = explain(rules, facts, ON)
    assert result.verdict == "undetermined"
    assert set(result.outcome.missing) == set(rules.asks)
    assert next_question(rules, facts, ON) is None
