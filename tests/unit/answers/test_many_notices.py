"""What holds of many notices: more than are looked through for one question."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path

import pytest

from policies_kb.catalogue import Catalogue
from policies_kb.model.answer import Question
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.shelved import Shelved
from policies_kb.search import Query, is_shared, names_of, shared_as_one
from policies_kb.store import Store, shelved
from policies_kb.terms import Recogniser

ROUNDS = 120
ON = dt.date(2031, 5, 1)
YI, JIA = "yi-junior-2030", "jia-middle-2031"


@pytest.fixture(scope="module")
def many(sample: Knowledge) -> Knowledge:
    """So many rounds of each invented notice, year after year, shelved; all rounds of one go by one name."""
    rounds = [
        shelved(
            one.model_copy(
                update={
                    "id": f"{one.id}-{back}",
                    "year": one.year - back,
                    "aliases": (f"{one.region}那个评审",),
                    "number": None,
                }
            )
        )
        for one in sample.notices
        for back in range(ROUNDS)
    ]
    return sample.model_copy(update={"notices": tuple(sorted(rounds, key=lambda one: one.id))})


@pytest.fixture(scope="module")
def held(many: Knowledge) -> Catalogue:
    """A catalogue of them."""
    return Catalogue(many)


def test_a_name_of_many_is_found_once(many: Knowledge) -> None:
    """A question that says it is read in a time that does not grow with the rounds."""
    names, shared = shared_as_one(names_of(many))
    told = [term for term in Recogniser(names).find("乙县那个评审多少钱") if term.facet == "notice"]
    assert len(told) == 1
    assert is_shared(told[0].value)
    assert len(shared[told[0].value]) == ROUNDS


def test_names_of_a_few_stay_as_they_are(sample: Knowledge) -> None:
    """What 24 notices at most go by means each of them."""
    names = names_of(sample)
    assert shared_as_one(names) == (names, {})


def test_a_name_of_many_means_the_newest_round(held: Catalogue) -> None:
    """Where no year is stated."""
    answer = held.answer(Question("乙县那个评审多少钱", ON))
    assert [found.notice.id for found in answer.found] == [f"{YI}-0"]


def test_a_name_of_many_means_the_round_of_its_year(held: Catalogue) -> None:
    """Where a year is stated beside it."""
    answer = held.answer(Question("乙县那个评审2027年多少钱", ON))
    assert [found.notice.id for found in answer.found] == [f"{YI}-3"]


def test_a_shelved_notice_knows_its_places(real: Catalogue) -> None:
    """At least those that its facts narrow to, lists apart; and whether it lists places, and its last day."""
    for notice in real.notices:
        facts = [fact for fact in real.facts(notice.id) if fact.kind != "listing"]
        head = shelved(notice)
        assert {place for fact in facts for place in fact.facets.get("region", ())} <= set(head.places())
        assert (head.places(), head.lists_places, head.last_day) == (
            notice.places(),
            notice.lists_places,
            notice.last_day,
        )


def test_a_search_takes_the_newest(held: Catalogue) -> None:
    """Of those that hold for what is asked for, not the first by name."""
    found = held.search(Query("评审费"), most=None)
    assert {result.notice.year for result in found} <= {2031 - back for back in range(ROUNDS)}
    assert len({result.notice.id for result in found}) <= 100
    assert max(result.notice.year for result in found if result.notice.id.startswith(YI)) == 2030


def test_lists_can_be_read(held: Catalogue) -> None:
    """All notices, their offices and their windows in one reply: as many as somebody reads."""
    assert held.held("zh", ON).text.count("\n") == 24
    assert held.offices(None, "zh", ON).text.count("\n") <= 24
    assert held.deadlines_reply("zh", dt.date(2000, 1, 1)).text.count("\n") < 200


def test_all_deadlines_to_come_are_told(many: Knowledge, held: Catalogue) -> None:
    """Those of every notice, however many, without opening those that are over."""
    day = dt.date(2030, 1, 1)
    closing = [one.closes for notice in many.notices for one in notice.milestones if one.closes]
    assert len(held.deadlines(None, day)) == sum(1 for last in closing if last >= day)


def test_one_change_among_many_is_found(tmp_path: Path, many: Knowledge) -> None:
    """Only the facts of the notice that says something else are told, whatever else is held."""
    first, *others = many.notices
    whole = first.opened() if isinstance(first, Shelved) else first
    milestone, *rest = whole.milestones
    later = milestone.model_copy(update={"closes": dt.date(2031, 12, 30)})
    changed = shelved(whole.model_copy(update={"milestones": (later, *rest)}))
    url = f"sqlite:///{tmp_path / 'kb.sqlite'}"
    with closing(Store(url)) as store:
        store.publish(many, dt.datetime(2031, 1, 1, tzinfo=dt.UTC))
        store.publish(
            many.model_copy(update={"notices": (changed, *others)}), dt.datetime(2031, 2, 1, tzinfo=dt.UTC)
        )
    now, before = Catalogue.published(url, by_meaning=False), Catalogue.earlier(1, url)
    assert now.changed_facts(before) == {f"{first.id}/{milestone.id}"}
