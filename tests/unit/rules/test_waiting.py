"""The earliest day by waiting alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from policies_kb.rules import Round, Ruleset, Waiting, check, earliest, read_facts
from tests.spec.rules.support import ATTRIBUTES, ON, needing, rule, ruleset

WINDOW = Round(
    counting=dt.date(2023, 12, 31),
    ends=dt.date(2023, 6, 25),
    opens=dt.date(2023, 5, 25),
    closes=dt.date(2023, 6, 25),
)
BAN = {"bars": [rule("ban", when={"revoked": {"less_than": {"years": 3}, "as_of": "applying"}})]}


def wait(rules: Ruleset, on: dt.date = ON, **answers: Any) -> Waiting | None:
    return earliest(rules, read_facts(answers, ATTRIBUTES), on)


def test_a_month_counts_from_its_first_day() -> None:
    """«2017年3月» and five years: 1 March 2022."""
    found = wait(needing({"worked": {"at_least": {"years": 5}}}), worked="2017-03")
    assert found == Waiting(dt.date(2022, 3, 1), ("only",), enough=True, in_round=False)


def test_a_length_counts_from_its_day() -> None:
    """Four years as of the counting day and six demanded: two years after that day."""
    found = wait(needing({"worked": {"at_least": {"years": 6}}}), worked={"years": 4})
    assert found is not None
    assert found.day == dt.date(2023, 12, 31)


def test_waiting_lifts_a_ban() -> None:
    """Three years from the day of revocation: the same day three years later; this round is over by then."""
    found = wait(ruleset(BAN, WINDOW), dt.date(2023, 6, 1), revoked="2021-08-20")
    assert found == Waiting(dt.date(2024, 8, 20), ("ban",), enough=True, in_round=False)


def test_a_ban_may_run_out_within_the_round() -> None:
    """A ban that ends before the last day for applying still leaves this round."""
    rules = ruleset(BAN, WINDOW)
    found = wait(rules, dt.date(2023, 6, 1), revoked="2020-06-20")
    assert found == Waiting(dt.date(2023, 6, 20), ("ban",), enough=True, in_round=True)
    assert wait(rules, dt.date(2023, 6, 21), revoked="2020-06-20") is None


def test_the_day_of_asking_lies_in_the_round() -> None:
    """Whoever asks years later about an old round is judged as of its last day, not as of today."""
    facts = read_facts({"revoked": "2021-08-20"}, ATTRIBUTES)
    assert check(ruleset(BAN, WINDOW), facts, dt.date(2030, 1, 1)).verdict == "ineligible"


def test_time_does_not_mend_other_failures() -> None:
    """Rules that time can meet have their day even where another rule fails as well; waiting is then not enough."""
    rules = ruleset(
        {
            "requirements": [
                rule("years", need={"worked": {"at_least": {"years": 5}}}),
                rule("flag", need={"flag": True}),
            ]
        }
    )
    found = wait(rules, worked="2017-03", flag=False)
    assert found == Waiting(dt.date(2022, 3, 1), ("years",), enough=False, in_round=False)
    assert wait(rules, worked="2010-01", flag=False) is None


def test_all_rules_must_be_met_on_the_day() -> None:
    """Where several rules need time the day is that of the last."""
    rules = ruleset(
        {
            "requirements": [
                rule("years", need={"worked": {"at_least": {"years": 5}}}),
                rule("title", need={"titled": {"at_least": {"years": 5}}}),
            ]
        }
    )
    found = wait(rules, worked="2017-03", titled="2018-05-04")
    assert found is not None
    assert found.day == dt.date(2023, 5, 4)


def test_what_grows_too_long_cannot_be_waited_for() -> None:
    """A demand of at most some time is never met by waiting."""
    assert wait(needing({"worked": {"at_most": {"years": 5}}}), worked="2010-01") is None


def test_an_adjustment_prolongs_the_wait() -> None:
    """With a year added the day comes a year later."""
    section = {
        "routes": [rule("way", need={"worked": {"at_least": {"years": 5}}})],
        "adjustments": [
            rule("more", when={"flag": False}, adds={"years": 1}, to=["way"], attribute="worked")
        ],
    }
    rules = ruleset(section)
    late, soon = wait(rules, worked="2018-01", flag=False), wait(rules, worked="2018-01", flag=True)
    assert late is not None
    assert soon is not None
    assert (soon.day, late.day) == (dt.date(2023, 1, 1), dt.date(2024, 1, 1))


def test_an_unstated_counting_day_leaves_doubt() -> None:
    """Where the notice does not say up to which day years count, a start near the bound stays open, and is told so."""
    days = Round(counting=dt.date(2020, 12, 31), ends=dt.date(2020, 12, 31), slack=365)
    rules = needing({"worked": {"at_least": {"years": 5}}}, days)
    near = check(rules, read_facts({"worked": "2015-03-01"}, ATTRIBUTES), ON)
    assert (near.verdict, near.missing, near.unstated) == ("undetermined", (), ("worked",))
    assert check(rules, read_facts({"worked": "2014-12-31"}, ATTRIBUTES), ON).verdict == "eligible"
    assert check(rules, read_facts({"worked": "2016-01-01"}, ATTRIBUTES), ON).verdict == "ineligible"
    assert check(rules, read_facts({"worked": {"years": 5}}, ATTRIBUTES), ON).verdict == "eligible"


def test_the_inclusive_convention_is_a_day_earlier() -> None:
    """A notice that counts the last day as served is met a day earlier."""
    rules = needing({"worked": {"at_least": {"years": 6}}})
    inclusive = replace(rules, days=replace(rules.days, convention="inclusive"))
    facts = read_facts({"worked": "2016-01-01"}, ATTRIBUTES)
    assert check(rules, facts, ON).verdict == "ineligible"
    assert check(inclusive, facts, ON).verdict == "eligible"


def test_what_is_not_known_does_not_prolong_the_wait() -> None:
    """The trade was never asked about, because the years failed; they alone are waited for."""
    way = {"all": [{"worked": {"at_least": {"years": 2}}}, {"kind": {"is": "甲"}}]}
    far = {"worked": {"at_least": {"years": 10}}}
    section = {"routes": [rule("skilled", need=way), rule("long", need=far)]}
    found = wait(ruleset(section), worked="2022-08")
    assert found is not None
    assert (found.day, found.enough) == (dt.date(2024, 8, 1), False)
