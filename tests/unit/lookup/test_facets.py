"""Narrowing results, counting them, and their order."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from policies_kb.lookup import FACETS, in_force, state_of
from policies_kb.lookup.asof import window_of
from tests.unit.lookup.conftest import ON, Desk


def test_every_count_is_what_its_filter_leaves(desk: Desk) -> None:
    """For each value of each facet: choosing it gives so many results, all of what was found before."""
    before = desk.found("评审表", most=400)
    assert not before.more
    names = {one.fact.id for one in before.results}
    for facet in FACETS:
        for value, count in before.counts[facet].items():
            after = {one.fact.id for one in desk.found("评审表", {facet: (value,)}, most=400).results}
            assert len(after & names) == count, (facet, value)


def test_two_facets_must_both_agree_and_two_values_either(desk: Desk) -> None:
    """Year and topic narrow together; two years widen."""
    both = desk.found("材料", {"year": ("2023",), "topic": ("paper_materials",)}).results
    assert both
    assert {one.notice.year for one in both} == {2023}
    assert all("paper_materials" in one.fact.topics for one in both)
    either = desk.found("材料", {"year": ("2020", "2021")}, most=400).results
    assert {one.notice.year for one in either} == {2020, 2021}


def test_filters_without_words_show_what_there_is(desk: Desk) -> None:
    """All facts of a topic of a notice, as one reads the notice."""
    found = desk.found("", {"notice": ("yj-construction-2021",), "topic": ("contact",)})
    assert found.total == len(found.results) > 1
    assert {one.notice.id for one in found.results} == {"yj-construction-2021"}


def test_counts_without_words_are_of_everything(desk: Desk) -> None:
    """Every fact is counted once for its notice; filters narrow, and an unknown facet is named."""
    counts = desk.lookup.counts(ON)
    assert sum(counts["notice"].values()) == desk.lookup.facts
    narrowed = desk.lookup.counts(ON, {"notice": ("yj-construction-2021",), "topic": ("contact",)})
    assert narrowed["notice"] == {
        "yj-construction-2021": desk.found(
            "", {"notice": ("yj-construction-2021",), "topic": ("contact",)}
        ).total
    }
    with pytest.raises(ValueError, match="colour"):
        desk.lookup.counts(ON, {"colour": ("red",)})  # type: ignore[dict-item]


def test_an_unknown_facet_is_named(desk: Desk) -> None:
    """With those that there are."""
    with pytest.raises(ValueError, match="colour.*notice, place"):
        desk.found("评审费", {"colour": ("red",)})  # type: ignore[dict-item]


def test_an_unknown_value_leaves_nothing(desk: Desk) -> None:
    """It is no error: values come from an address that somebody may have kept."""
    assert desk.found("评审费", {"year": ("1900",)}).total == 0


def test_the_state_is_that_of_the_day(desk: Desk) -> None:
    """The round of 2023 opens on 25 May and closes on 25 June."""
    days = [dt.date(2023, 5, 24), dt.date(2023, 5, 25), dt.date(2023, 6, 25), dt.date(2023, 6, 26)]
    found = [desk.found("评审费", {"notice": ("zj-construction-2023",)}, day).counts["state"] for day in days]
    assert [list(one) for one in found] == [["coming"], ["open"], ["open"], ["closed"]]


def test_states_of_many_are_what_each_is(desk: Desk) -> None:
    """The fast way and the plain way agree on the days around every window."""
    facets = desk.lookup._facets
    ranks = desk.lookup._rank_of[desk.lookup._starts]
    edges = [day for notice in desk.lookup.notices for day in window_of(notice) if day]
    for edge in [*edges, dt.date(2019, 1, 1), dt.date(2030, 1, 1)]:
        for step in (-1, 0, 1):
            day = edge + dt.timedelta(days=step)
            codes = facets.states(ranks, day).tolist()
            plain = [state_of(notice, day) for notice in desk.lookup.notices]
            assert [("coming", "open", "closed", "unstated")[code] for code in codes] == plain


def test_results_stand_in_one_order(desk: Desk) -> None:
    """Best first; of equal scores the newest notice; asked again the same."""
    found = desk.found("联系电话", most=400).results
    keys = [(-one.score, -one.notice.year) for one in found]
    assert keys == sorted(keys)
    assert [one.fact.id for one in found] == [one.fact.id for one in desk.found("联系电话", most=400).results]


def test_a_notice_is_read_from_its_beginning(desk: Desk) -> None:
    """Without words: the body before the attachments."""
    found = desk.found("", {"notice": ("zj-construction-2023",)}, most=400).results
    attached = [bool(one.fact.at) and str(one.fact.at[0]).startswith("附件") for one in found if one.fact.at]
    assert attached == sorted(attached)


@dataclasses.dataclass(frozen=True)
class Issue:
    """A publication of the test."""

    number: int
    published_at: dt.datetime


ISSUES = [Issue(2, dt.datetime(2023, 5, 4, 16, 0)), Issue(1, dt.datetime(2023, 5, 1, 8, 0))]  # noqa: DTZ001


def test_the_publication_in_force_is_the_last_of_the_day() -> None:
    """Moments are UTC and days are Zhejiang's: 16:00 on the 4th is the 5th there."""
    assert in_force(ISSUES, dt.date(2023, 4, 30)) is None
    assert in_force(ISSUES, dt.date(2023, 5, 4)) == ISSUES[1]
    assert in_force(ISSUES, dt.date(2023, 5, 5)) == ISSUES[0]


def test_the_later_of_one_moment_holds() -> None:
    """Numbers decide where moments do not."""
    again = Issue(3, ISSUES[0].published_at)
    assert in_force([again, *ISSUES], ON) == again
