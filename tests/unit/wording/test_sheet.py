"""The self-check as a form, and its verdict part by part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from policies_kb.catalogue import Case, Catalogue, Judged
from policies_kb.wording.check import Findings, Part, Standing, findings, items

ON = dt.date(2031, 5, 1)
ASSISTANT = Case("yi-junior-2030", "助理工程师")


def judged(catalogue: Catalogue, answers: Mapping[str, Any]) -> Judged:
    """The verdict for 助理工程师."""
    return catalogue.verdicts.check(ASSISTANT, answers, ON)


def standings(catalogue: Catalogue, answers: Mapping[str, Any]) -> dict[str, str]:
    """Where each question stands, with the one that the engine asks next."""
    asked = catalogue.verdicts.following(ASSISTANT, answers, ON)
    form = items([judged(catalogue, answers)], asked.attribute.name if asked else None, "zh")
    return {item.attribute.name: item.standing for item in form}


def parts(catalogue: Catalogue, answers: Mapping[str, Any]) -> Findings:
    """The verdict part by part."""
    return findings(judged(catalogue, answers), catalogue.knowledge, "zh")


def test_what_is_asked_next_and_what_is_still_open_are_told_apart(catalogue: Catalogue) -> None:
    """One is the engine's choice."""
    assert standings(catalogue, {}) == {"education": Standing.NEXT, "years_of_work": Standing.OPEN}


def test_what_can_change_nothing_is_moot(catalogue: Catalogue) -> None:
    """A year of work is too little by every route."""
    found = standings(catalogue, {"years_of_work": {"years": 1}})
    assert found == {"education": Standing.MOOT, "years_of_work": Standing.TOLD}


def test_an_answer_that_is_not_exact_enough_is_vague_and_one_not_known_unsure(catalogue: Catalogue) -> None:
    """Both can still change the verdict; only the first is asked about again."""
    vague = {"education": "大专", "years_of_work": {"months": [20, 30]}}
    assert standings(catalogue, vague)["years_of_work"] == Standing.NEXT
    form = items([judged(catalogue, vague)], None, "zh")
    assert {item.attribute.name: item.standing for item in form}["years_of_work"] == Standing.VAGUE
    assert standings(catalogue, {"education": None})["education"] == Standing.UNSURE


def test_questions_stand_by_what_they_are_for(catalogue: Catalogue) -> None:
    """Here both are for a route; without a title there is nothing to ask."""
    form = items([judged(catalogue, {})], None, "zh")
    assert {item.part for item in form} == {Part.ROUTE}
    assert items([], None, "zh") == ()


def test_the_nearest_route_stands_first_with_its_place_and_what_was_said(catalogue: Catalogue) -> None:
    """Whatever else the person is not on."""
    found = parts(catalogue, {"education": "大专", "years_of_work": "2029-07"})
    assert (found.verdict, found.routes[0].met, found.routes[0].at) == ("ineligible", "false", "二")
    assert found.routes[0].text == "大专毕业，工作满2年"
    assert "2029年7月起" in found.routes[0].said


def test_what_would_change_it_says_from_when_time_is_enough(catalogue: Catalogue) -> None:
    """Once for a route, and that nothing else stands in the way."""
    [change] = parts(catalogue, {"education": "大专", "years_of_work": "2029-07"}).changes
    assert change == "最接近的途径：大专毕业，工作满2年（到2031年7月1日时间自然够）（目前只卡在这一项）"


def test_missing_answers_are_named_one_by_one(catalogue: Catalogue) -> None:
    """By what they are called."""
    assert parts(catalogue, {"education": "大专"}).missing == ("工作年限",)


def test_words_become_plain_answers(catalogue: Catalogue) -> None:
    """Without the words; what is no answer is none, what is not known is said so."""
    verdicts = catalogue.verdicts
    assert verdicts.heard("years_of_work", "两年半", {}, ON) == {"months": [30, 30]}
    assert verdicts.heard("years_of_work", "2029年7月", {}, ON) == ["2029-07-01", "2029-07-31"]
    assert verdicts.heard("years_of_work", "不清楚", {}, ON) == "unsure"
    assert verdicts.heard("years_of_work", "啊啊啊", {}, ON) is None


def test_answers_that_fit_no_more_are_left_out(catalogue: Catalogue) -> None:
    """The others can still be used."""
    kept = {"education": "大专", "shoe_size": 41, "years_of_work": "soon"}
    assert catalogue.verdicts.usable(kept) == {"education": "大专"}
