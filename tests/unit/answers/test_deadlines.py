"""Which deadlines are held, which rounds are over, and which facts changed between two publications."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from policies_kb.catalogue import Catalogue
from policies_kb.model.entries import FreeFact, Milestone
from policies_kb.model.knowledge import Knowledge

YI, JIA = "yi-junior-2030", "jia-middle-2031"
AMONG, AFTER = dt.date(2030, 4, 5), dt.date(2032, 1, 1)


def window(name: str, actor: str, **days: object) -> Milestone:
    """A milestone of the invented junior notice."""
    what = {"zh": f"{name}的事", "en": f"work of {name}"}
    return Milestone.model_validate({"id": name, "at": "三", "actor": actor, "what": what, **days})


def changed(sample: Knowledge, notice: str, **values: Any) -> Catalogue:
    """The invented knowledge with other values in one notice."""
    notices = tuple(one.model_copy(update=values) if one.id == notice else one for one in sample.notices)
    return Catalogue(sample.model_copy(update={"notices": notices}))


@pytest.fixture
def three(sample: Knowledge) -> Catalogue:
    """The junior notice with windows of all three actors, two of which end on one day."""
    own = next(one for one in sample.notices if one.id == YI).milestones
    more = (
        window("board", "department", closes="2030-04-10"),
        window("firm", "employer", closes="2030-04-10"),
        window("soon", "applicant", within={"zh": "5天内", "en": "within 5 days"}),
    )
    return changed(sample, YI, milestones=(*more, *own))


def test_every_milestone_with_a_last_day_is_a_deadline(three: Catalogue) -> None:
    """The soonest first; on one day employers before departments. A milestone without a day is none."""
    held = three.deadlines(None, dt.date(2030, 1, 1))
    assert [(one.fact, one.actor, one.closes.isoformat()) for one in held] == [
        (f"{YI}/window", "applicant", "2030-03-31"),
        (f"{YI}/firm", "employer", "2030-04-10"),
        (f"{YI}/board", "department", "2030-04-10"),
    ]
    assert held[0].notice == YI
    assert held[0].what.zh == "网上申报"


@pytest.mark.parametrize(("on", "left"), [("2030-03-31", 3), ("2030-04-01", 2), ("2030-04-11", 0)])
def test_past_deadlines_are_left_out(three: Catalogue, on: str, left: int) -> None:
    """The last day itself is not past."""
    assert len(three.deadlines(YI, dt.date.fromisoformat(on))) == left


def test_deadlines_of_another_or_an_unknown_notice(three: Catalogue) -> None:
    """None: not an error, since a publication may have taken the notice away."""
    assert three.deadlines(JIA, dt.date(2030, 1, 1)) == ()
    assert three.deadlines("none", dt.date(2030, 1, 1)) == ()


def test_the_key_outlives_an_amendment(sample: Knowledge, three: Catalogue) -> None:
    """It is short, one for each deadline, and the same when the day is moved: who asked for it is still told."""
    keys = [one.key for one in three.deadlines(None, dt.date(2030, 1, 1))]
    assert len(set(keys)) == 3
    assert {len(key) for key in keys} == {12}
    moved = changed(sample, YI, milestones=(window("window", "applicant", closes="2030-05-05"),))
    assert [one.key for one in moved.deadlines(None, dt.date(2030, 1, 1))] == keys[:1]


def test_real_deadlines_are_cited_facts(real: Catalogue) -> None:
    """Every deadline of the notices that come with the project names a fact that is held."""
    held = real.deadlines(None, dt.date.min)
    assert held
    assert all((fact := real.fact(one.fact)) and fact.at and fact.notice == one.notice for one in held)
    assert len({one.key for one in held}) == len(held)


def test_a_window_without_an_end_lasts_until_the_next_actor_is_done(sample: Knowledge) -> None:
    """It is not shown beside an employers' day that has passed, although departments are still at work."""
    milestones = (
        window("start", "applicant", opens="2030-03-01"),
        window("firm", "employer", closes="2030-04-01"),
        window("board", "department", closes="2030-04-10"),
    )
    catalogue = changed(sample, YI, milestones=milestones)
    facts = [
        catalogue.deadlines_reply("zh", day).custom["answer"]["facts"] for day in (dt.date(2030, 4, 1), AMONG)
    ]
    assert [f"{YI}/start" in some for some in facts] == [True, False]
    assert all(f"{YI}/firm" in some for some in facts)


def test_a_window_without_an_end_and_without_a_next_actor_lasts_its_year(sample: Knowledge) -> None:
    """Nothing else bounds it: not another day of the same people."""
    milestones = (
        window("start", "applicant", opens="2030-03-01"),
        window("talk", "applicant", closes="2030-03-10"),
    )
    catalogue = changed(sample, YI, milestones=milestones)
    assert "start的事：2030年3月1日开始" in catalogue.deadlines_reply("zh", dt.date(2030, 12, 31)).text
    assert "Talk的事已于2030年3月10日截止" in catalogue.deadlines_reply("zh", dt.date(2031, 1, 1)).text


def test_others_days_do_not_hide_that_applicants_have_none(sample: Knowledge) -> None:
    """A notice that dates only the employers' window still says what it says on the applicants'."""
    own = next(one for one in sample.notices if one.id == JIA).milestones
    firm = window("firm", "employer", closes="2031-06-01")
    reply = changed(sample, JIA, milestones=(*own, firm)).deadlines_reply("zh", dt.date(2031, 5, 1))
    assert "· 网上申报：以系统显示为准。\n· Firm的事（用人单位）：还有31天截止" in reply.text


def test_where_new_notices_are_announced_is_told_only_if_a_notice_says_it(
    sample: Knowledge, catalogue: Catalogue
) -> None:
    """From the entry that an author marked so, with its place, and only where nothing is left."""
    assert "公告栏" not in catalogue.deadlines_reply("zh", AFTER).text
    fact = FreeFact.model_validate(
        {"id": "board", "at": "五", "topic": "deadline", "zh": "新通知贴在公告栏", "en": "See the board",
         "facets": {"about": "new_notices"}}
    )  # fmt: skip
    told = changed(sample, YI, facts=(fact,))
    reply = told.deadlines_reply("zh", AFTER)
    assert "【2030年乙县初级】\n新通知贴在公告栏。\n——乙人〔2030〕7号 · 五" in reply.text
    assert reply.custom["answer"]["notices"] == [JIA, YI]
    assert f"{YI}/board" in reply.custom["answer"]["facts"]
    assert "公告栏" not in told.deadlines_reply("zh", AMONG).text


def test_an_unchanged_publication_changes_nothing(sample: Knowledge, catalogue: Catalogue) -> None:
    """Other ids, other words for finding and other notices besides make no difference to what was told."""
    own = next(one for one in sample.notices if one.id == YI)
    fees = tuple(fee.model_copy(update={"aliases": ("价钱",)}) for fee in own.fees)
    assert changed(sample, YI, fees=fees).changed_facts(catalogue) == frozenset()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"closes": dt.date(2030, 4, 2)}, {f"{YI}/window"}),
        ({"opens": None}, {f"{YI}/window"}),
        ({"at": "六"}, {f"{YI}/window"}),
        ({"what": {"zh": "网上报名", "en": "online application"}}, {f"{YI}/window"}),
        ({"what": {"zh": "网上申报", "en": "applying online"}}, set()),
        ({"id": "other"}, {f"{YI}/window"}),
    ],
    ids=["day", "no day", "place", "sentence", "english", "gone"],
)
def test_what_makes_a_fact_another(
    sample: Knowledge, catalogue: Catalogue, values: dict[str, object], expected: set[str]
) -> None:
    """Its day, its place, its Chinese sentence, or that it is gone; not its translation. New facts do not count."""
    old = next(one for one in sample.notices if one.id == YI).milestones[0].model_dump()
    newer = changed(sample, YI, milestones=(Milestone.model_validate({**old, **values}),))
    assert newer.changed_facts(catalogue) == expected


def test_the_facts_of_a_notice_that_is_gone_are_gone(sample: Knowledge, catalogue: Catalogue) -> None:
    """All of them, and none of another notice."""
    kept = tuple(one for one in sample.notices if one.id != YI)
    newer = Catalogue(sample.model_copy(update={"notices": kept}))
    assert newer.changed_facts(catalogue) == {fact.id for fact in catalogue.facts(YI)}
    assert catalogue.changed_facts(newer) == frozenset()
