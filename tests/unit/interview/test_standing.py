"""What the rules make of a person's first words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from policies_kb.hearing import Ear
from policies_kb.interview import Case, Interviewer, Touched, standing
from policies_kb.model.knowledge import Knowledge
from policies_kb.rules import Between, Facts, Lasting, Located, OneOf, Since, Truth, Value

ON = dt.date(2030, 3, 1)
ASSISTANT, HELPER = Case("yi-junior-2030", "助理工程师"), Case("yi-junior-2030", "技术员")
COLLEGE, HIGH = OneOf(frozenset({"大专"})), OneOf(frozenset({"高中"}))
#: Cases of the notices that come with the project; their rules have more than routes.
SENIOR = Case("sx-construction-2020", "高级工程师")
SHANGYU = Case("sy-engineering-2023", "助理工程师")
PROFESSOR = Case("zj-construction-2023", "正高级工程师")


def told(knowledge: Knowledge, facts: Facts, *cases: Case) -> tuple[Touched, ...]:
    """The conditions told for some cases."""
    interviewer = Interviewer(knowledge, Ear.of(knowledge))
    return standing([(case, interviewer.rules(case)) for case in cases], facts, ON)


def ids(touched: tuple[Touched, ...]) -> list[str]:
    """Which rules they are."""
    return [one.rule.rule.id for one in touched]


@pytest.mark.parametrize(
    ("facts", "met"),
    [
        ({"education": COLLEGE}, Truth.UNKNOWN),
        ({"education": COLLEGE, "years_of_work": Lasting(12, 12)}, Truth.FALSE),
        ({"education": COLLEGE, "years_of_work": Lasting(36, 36)}, Truth.TRUE),
    ],
)
def test_the_way_of_the_persons_own(sample: Knowledge, facts: Mapping[str, Value], met: Truth) -> None:
    """The route of what was told, with how it stands; never the route of people with another education."""
    touched = told(sample, facts, ASSISTANT)
    assert ids(touched) == ["assistant-college"]
    assert touched[0].met is met


def test_nothing_told_touches_nothing(sample: Knowledge) -> None:
    """Nor does a place: it only says which notice is meant."""
    assert told(sample, {}, ASSISTANT) == ()
    assert told(sample, {"region": Located("乙县")}, ASSISTANT) == ()


def test_one_way_for_each_title(sample: Knowledge) -> None:
    """Who asks what they can apply for hears the way to either title."""
    assert ids(told(sample, {"education": HIGH}, HELPER, ASSISTANT)) == ["helper-high", "assistant-high"]


def test_a_day_told_makes_the_counting_day_matter(sample: Knowledge) -> None:
    """A length does not."""
    since = Since(dt.date(2027, 7, 1), dt.date(2027, 7, 31))
    assert told(sample, {"education": COLLEGE, "years_of_work": since}, ASSISTANT)[0].dated
    assert not told(sample, {"education": COLLEGE, "years_of_work": Lasting(36, 36)}, ASSISTANT)[0].dated


def test_what_still_hangs_on_an_answer_is_told(real_knowledge: Knowledge) -> None:
    """A score that is too low for one way, an employer that needs a commission, a certificate from elsewhere."""
    assert ids(told(real_knowledge, {"self_score": Between(103, 103)}, SENIOR)) == ["self-score"]
    assert "commission" in ids(told(real_knowledge, {"employer_level": OneOf(frozenset({"省属"}))}, SHANGYU))
    outside = OneOf(frozenset({"省外未确认", "省外已确认"}))
    assert ids(told(real_knowledge, {"title_certificate": outside}, PROFESSOR)) == ["outside-certificate"]


def test_a_way_and_what_may_stand_against_it(real_knowledge: Knowledge) -> None:
    """Rather than two ways: with a matching major the title is given without a review."""
    facts: Facts = {"education": OneOf(frozenset({"中专"})), "years_of_work": Lasting(60, 60)}
    route, bar = told(real_knowledge, facts, SHANGYU)
    assert (route.rule.kind, bar.rule.rule.id) == ("route", "recognition-assistant")


@pytest.fixture
def real_knowledge(request: pytest.FixtureRequest) -> Knowledge:
    """The notices that come with the project."""
    knowledge: Knowledge = request.getfixturevalue("real").knowledge
    return knowledge
