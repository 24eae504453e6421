"""The mutants of the mutation test: every kind of change is made, and nothing else is changed."""

from __future__ import annotations

from typing import Any

import pytest

from policies_kb.model.notice import Notice
from policies_kb.rules import lint_rules
from tests.spec.mutations import Mutant, Mutator
from tests.spec.rules.support import ATTRIBUTES, REGIONS, rule
from tests.unit.rules.test_lint import notice

COLLEGE = {"all": [{"school": {"is": "大专"}}, {"worked": {"at_least": {"years": 3}}}]}


def mutants(**section: Any) -> list[Mutant]:
    made: Notice = notice(section)
    assert made.eligibility is not None
    return list(Mutator(made, made.eligibility, ATTRIBUTES, REGIONS).mutants())


def whats(condition: dict[str, Any]) -> list[str]:
    """The changes of one requirement, beside its being dropped."""
    found = [one.what for one in mutants(requirements=[rule("r", need=condition)])]
    assert found[0] == "r: dropped for 技术员"
    return [what.removeprefix("r: ") for what in found[1:]]


@pytest.mark.parametrize(
    ("condition", "changes"),
    [
        ({"flag": True}, ["flag is False"]),
        ({"not": {"flag": True}}, ["«not» taken from flag", "not (flag is False)"]),
        ({"hours": {"at_least": 90}}, ["hours more_than 90", "hours at_least 89", "hours at_least 91"]),
        ({"hours": {"less_than": 9}}, ["hours at_most 9", "hours less_than 8", "hours less_than 10"]),
        (
            {"school": {"at_least": "高中"}},
            ["school more_than 高中", "school at_least 初中", "school at_least 大专"],
        ),
        ({"school": {"at_most": "初中"}}, ["school less_than 初中", "school at_most 高中"]),
        ({"worked": {"at_least": {"years": 0}}}, ["worked more_than 0 months", "worked at_least 1 months"]),
        (
            {"kind": {"in": ["甲", "乙"]}},
            ["kind in: without 甲", "kind in: without 乙", "kind in: any value"],
        ),
        ({"kind": {"is": "甲"}}, ["kind in: without 甲", "kind in: any value"]),
        ({"place": {"within": "区"}}, ["place within 市"]),
        ({"revoked": {"since": "2021-08-31"}}, ["revoked since 2021-08-30", "revoked since 2021-09-01"]),
        ({"any": [{"flag": True}, {"left_to": "doc"}]}, ["flag is False", "without flag", "without doc"]),
        (
            {"worked": {"less_than": {"months": 6}, "as_of": "applying", "from": "next_year"}},
            [
                "worked at_most 6 months",
                "worked less_than 5 months",
                "worked less_than 7 months",
                "worked less_than 6 months as of counting",
                "worked less_than 6 months as of closing",
                "worked less_than 6 months from the day",
            ],
        ),
    ],
)
def test_each_test_is_changed_by_the_smallest_step(condition: dict[str, Any], changes: list[str]) -> None:
    """Figures one up and one down, bounds included or not, values left out, days moved, tests turned round."""
    assert whats(condition) == changes


def test_adjustments_are_changed_in_size_and_reach() -> None:
    """A month more or less, and every route they concern."""
    more = rule("more", when={"flag": False}, adds={"years": 1}, to=["college"], attribute="worked")
    found = [
        one.what
        for one in mutants(routes=[rule("college", need=COLLEGE)], adjustments=[more])
        if one.rule == "more"
    ]
    assert found == [
        "more: dropped for 技术员",
        "more: flag is True",
        "more: adds 11 months",
        "more: adds 13 months",
        "more: not to college",
    ]


def test_the_counting_day_is_moved_where_something_counts_up_to_it() -> None:
    """A day earlier and a day later; where nothing counts so, nobody's verdict could hang on it."""
    counted = mutants(counting="years", routes=[rule("college", need=COLLEGE)])
    assert [one.days for one in counted if one.days] == [-1, 1]
    assert not [one for one in mutants(counting="years", bars=[rule("b", when={"flag": True})]) if one.days]


def test_one_thing_is_changed_at_a_time() -> None:
    """Every other rule of the section stays as it is."""
    section = {"bars": [rule("bar", when={"flag": True})], "routes": [rule("college", need=COLLEGE)]}
    own = notice(section).eligibility
    assert own is not None
    assert lint_rules(notice(section), ATTRIBUTES, REGIONS) == []
    for one in mutants(**section):
        changed = {new.id: new for new in one.section.rules()}
        assert [old.id for old in own.rules() if changed.get(old.id) != old] == [one.rule]
