"""Places that no fact cites."""

from __future__ import annotations

from typing import Any

from policies_kb.verify import passages
from policies_kb.verify.coverage import idle_reasons, uncited
from policies_kb.wording import facts_of
from tests.unit.verify.support import fact, invented

TEXT = "通知\n一、要求\n（一）甲\n1.乙。\n2.丙。\n（二）丁。"


def left(at: list[str], **sections: Any) -> list[str]:
    """The places left out when facts cite `at`; the head of the notice cites 文首."""
    facts = [fact("有规定。", [place], entry_id=f"f{number}") for number, place in enumerate(at)]
    notice = invented(TEXT, facts=facts, **sections)
    return [str(place) for place in uncited(notice, facts_of(notice), passages(TEXT))]


def test_every_leaf_is_cited_itself() -> None:
    """A heading counts when something inside it is cited."""
    assert left(["一（一）1", "一（一）2", "一（二）"]) == []


def test_what_stands_around_is_not_enough() -> None:
    """Citing a chapter does not cite its items."""
    assert left(["一", "一（一）1"]) == ["一（一）2", "一（二）"]


def test_a_reason_in_the_file() -> None:
    """A place without a fact is named with the reason why."""
    reason = {"at": "一（一）2", "why": "只是说明"}
    assert left(["一（一）1", "一（二）"], uncited=[reason]) == []


def test_a_gap_cites_nothing() -> None:
    """That something is missing at a place is no fact about it."""
    gap = {"id": "gap", "at": "一（二）", "topic": "fee", "what": {"zh": "费用", "en": "the fee"}}
    assert left(["一（一）1", "一（一）2"], gaps=[gap]) == ["一（二）"]


def test_rules_of_eligibility_cite() -> None:
    """Also bars and requirements, which are no facts."""
    say = {"zh": "不得申报", "en": "may not apply"}
    bar = {"id": "bar", "when": {"civil_servant": True}, "at": "一（二）", "say": say}
    assert left(["一（一）1", "一（一）2"], eligibility={"bars": [bar]}) == []


def test_reasons_that_are_not_needed() -> None:
    """A reason for a place that is cited or does not exist is reported."""
    reasons = [{"at": ["一（一）1", "九"], "why": "不对"}, {"at": "一（二）", "why": "对"}]
    notice = invented(TEXT, facts=[fact("有规定。", "一（一）1")], uncited=reasons)
    found = idle_reasons(notice, facts_of(notice), passages(TEXT))
    assert [(str(place), what) for place, what in found] == [
        ("一（一）1", "is cited by a fact after all"),
        ("九", "is no place of the text"),
    ]
