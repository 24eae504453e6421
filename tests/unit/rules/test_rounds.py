"""The days of a round, as a notice states them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from policies_kb.model.attribute import Attributes
from policies_kb.model.notice import Notice
from policies_kb.rules import MisfitError, Round, compile_notice
from tests.spec.rules.support import ATTRIBUTES, REGIONS, T, rule

WINDOW = {
    "id": "window",
    "at": "一",
    "actor": "applicant",
    "what": T,
    "opens": "2021-07-20",
    "closes": "2021-08-31",
}


def notice(**fields: Any) -> Notice:
    base: dict[str, Any] = {
        "id": "n",
        "series": "n",
        "title": T,
        "short": T,
        "year": 2021,
        "issued": "2021-07-01",
        "issuers": [T],
        "region": "市",
        "sector": "s",
        "titles": ["技术员"],
        "source": {"file": "n.txt", "sha256": "0" * 64},
        "counting": [{"id": "years", "at": "一", "what": T, "until": "2021-12"}],
        "eligibility": {"counting": "years", "requirements": [rule("flag", need={"flag": True})]},
    }
    return Notice.model_validate(base | fields)


def test_the_days_that_the_notice_states() -> None:
    """A month counts up to its last day; people apply in the applicants' window."""
    days = Round.of(notice(milestones=[WINDOW]))
    assert days.counting == dt.date(2021, 12, 31)
    assert (days.opens, days.closes, days.slack) == (dt.date(2021, 7, 20), dt.date(2021, 8, 31), 0)


def test_without_a_closing_day_the_round_ends_with_its_year() -> None:
    """Who asks years later still asks about that round."""
    days = Round.of(notice())
    assert (days.opens, days.closes, days.ends) == (dt.date(2021, 7, 1), None, dt.date(2021, 12, 31))
    assert days.applying(dt.date(2030, 1, 1)) == dt.date(2021, 12, 31)
    assert days.applying(dt.date(2020, 1, 1)) == dt.date(2021, 7, 1)
    assert days.closed(dt.date(2022, 1, 1))


def test_without_a_counting_day_any_day_of_the_year_is_meant() -> None:
    """The whole year is in doubt."""
    section = {"requirements": [rule("flag", need={"flag": True})]}
    assert Round.of(notice(counting=[], eligibility=section)).slack == 364


def test_a_notice_without_rules_is_not_checked() -> None:
    """Nobody is told eligible because a notice has no rules; an attribute that is not declared is named."""
    with pytest.raises(MisfitError, match="no section eligibility"):
        compile_notice(notice(eligibility=None), "技术员", ATTRIBUTES, REGIONS)
    with pytest.raises(MisfitError, match="flag is not declared"):
        compile_notice(notice(), "技术员", Attributes(()), REGIONS)
