"""Many notices at once for one person."""

from __future__ import annotations

from typing import Any

from policies_kb.rules import Facts, next_screen_question, read_answer, read_facts, screen, verdict, verdicts
from tests.spec.rules.support import ATTRIBUTES, ON, rule, ruleset


def route(place: str, school: str, years: int) -> Any:
    need = {"all": [{"school": {"is": school}}, {"worked": {"at_least": {"years": years}}}]}
    return ruleset(
        {
            "requirements": [rule("place", need={"place": {"within": place}})],
            "routes": [rule("way", need=need)],
        }
    )


MANY = [route("区", "高中", 10), route("市", "大专", 3), route("他市", "大专", 5), route("省", "大专", 5)]


def facts(**answers: Any) -> Facts:
    return read_facts(answers, ATTRIBUTES)


def test_the_verdicts_are_those_of_each() -> None:
    """Screening gives for each notice what checking it alone gives."""
    known = facts(place="市", school="大专", worked={"years": 4})
    assert verdicts(MANY, known, ON) == [verdict(one, known, ON) for one in MANY]


def test_the_best_come_first() -> None:
    """Eligible, then open, then what fails by least: a year of waiting is nearer than another place."""
    ranked = screen(MANY, facts(place="区", school="大专", worked={"years": 4}), ON)
    assert [MANY.index(one.rules) for one in ranked][:2] == [1, 3]
    assert [one.verdict for one in ranked] == ["eligible", "ineligible", "ineligible", "ineligible"]


def test_the_question_that_separates_most() -> None:
    """What most of the notices still depend on is asked first, and nothing once every verdict is certain."""
    first = next_screen_question(MANY, facts(place="区"), ON)
    assert first is not None
    assert first.attribute.name in ("school", "worked")
    known = dict(facts(place="区", school="本科"))
    assert next_screen_question(MANY, known, ON) is None
    known["school"] = read_answer(ATTRIBUTES.by_name["school"], "大专")
    last = next_screen_question(MANY, known, ON)
    assert last is not None
    assert last.attribute.name == "worked"
    assert next_screen_question(MANY, known, ON, asked=["worked"]) is None
