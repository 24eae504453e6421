"""A notice with an adjustment, a bar that depends on the routes, and conditions left to other documents."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import yaml

from policies_kb.model.condition import Compare
from policies_kb.model.dates import Period
from policies_kb.model.eligibility import Eligibility
from policies_kb.rules import Ask, Explanation, explain, read_facts, relevant
from policies_kb.rules.meaning import meaning
from tests.spec.rules.support import HERE, shangyu, yongjia

ON = dt.date(2023, 3, 1)
GOOD: dict[str, Any] = {
    "civil_servant": False,
    "local_insurance": {"years": 2},
    "insurance_paying": True,
    "employer_level": "本地",
    "special_document": "都不是",
}


def told(**answers: Any) -> Explanation:
    rules = shangyu()
    return explain(rules, read_facts(GOOD | answers, rules.attributes), ON)


@pytest.mark.parametrize(
    ("answers", "wanted", "earliest"),
    [
        (
            {"education": "第二学士学位", "major_match": False, "years_of_work": {"months": 18}},
            "eligible",
            None,
        ),
        ({"education": "中专", "major_match": False, "years_of_work": "2017-04"}, "eligible", None),
        ({"education": "中专", "major_match": False, "years_of_work": "2018-01"}, "ineligible", "2024-01-01"),
        ({"education": "高中", "years_of_work": "2013-11"}, "ineligible", "2023-11-01"),
        ({"education": "小学", "years_of_work": {"years": 20}}, "ineligible", None),
        ({"education": "高中", "years_of_work": {"years": 12}}, "eligible", None),
        (
            {"education": "高中", "years_of_work": {"years": 12}, "employer_level": "中央或部属"},
            "undetermined",
            None,
        ),
        ({"education": "大专", "major_match": True, "years_of_work": {"years": 4}}, "ineligible", None),
        ({"education": "大专", "years_of_work": {"years": 3}}, "ineligible", None),
        ({"education": "大专", "years_of_work": {"years": 4}}, "undetermined", None),
        ({"education": "大专", "major_match": True, "years_of_work": "2021-01"}, "ineligible", "2024-01-01"),
    ],
)
def test_verdicts(answers: dict[str, Any], wanted: str, earliest: str | None) -> None:
    """Each person gets the verdict, and the earliest day, that a reader of the notice would give.

    Three years after a college diploma nobody qualifies: matched people are recognised, others need four years.
    """
    result = told(**answers)
    assert result.verdict == wanted
    assert (result.earliest.day.isoformat() if result.earliest else None) == earliest


def test_recognition_is_named_as_the_way() -> None:
    """Whoever can be recognised is excluded by the bar that says so, and only by it."""
    result = told(education="本科", major_match=True, years_of_work={"years": 2})
    (bar,) = [one for one in result.outcome.of_kind("bar") if one.truth.name == "TRUE"]
    assert bar.rule.id == "recognition"
    assert {change.rule for change in result.changes} == {"recognition"}


def test_the_trace_shows_the_demand_that_holds() -> None:
    """With the addition the trace shows six years, without it five, and both while it is open."""

    def demands(**answers: Any) -> list[Period]:
        (route,) = [
            one for one in told(education="中专", **answers).routes if one.route.rule.id == "vocational"
        ]
        tests = [one.leaf.test for one in route.route.findings if isinstance(one.leaf, Ask)]
        return [test.bound for test in tests if isinstance(test, Compare) and isinstance(test.bound, Period)]

    assert demands(major_match=False) == [Period.of(years=6)]
    assert demands(major_match=True) == [Period.of(years=5)]
    assert demands() == [Period.of(years=6), Period.of(years=5)]


def test_another_document_decides() -> None:
    """On a route that another document decides the verdict is open, and the document is named; no answer is missing."""
    result = told(
        education="初中",
        years_of_work={"years": 6},
        special_document="高技能人才",
    )
    assert result.verdict == "undetermined"
    assert (result.outcome.missing, result.outcome.left_to) == ((), ("doc-3",))


def test_the_major_matters_only_where_it_decides() -> None:
    """Above secondary vocational school the major is asked about, below it is not."""
    rules = shangyu()
    known = read_facts({"education": "高中"}, rules.attributes)
    assert "major_match" not in relevant(rules, known, ON)
    known = read_facts({"education": "本科"}, rules.attributes)
    assert "major_match" in relevant(rules, known, ON)


def test_the_examples_make_sense() -> None:
    """The rules of the realistic notices have no dead route, contradiction or idle condition."""
    for name, rules in (
        ("shangyu", shangyu()),
        ("yongjia", yongjia("技术员")),
        ("yongjia", yongjia("助理工程师")),
    ):
        text = (HERE / f"{name}.yml").read_text(encoding="utf-8")
        assert meaning(rules, Eligibility.model_validate(yaml.safe_load(text))) == []
