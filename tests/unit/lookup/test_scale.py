"""What keeps a query short when there are many notices must not lose what is asked for."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from policies_kb.lookup import Lookup
from policies_kb.lookup import scoring as limits
from policies_kb.model.fact import Fact
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.notice import Notice
from policies_kb.model.text import Text
from policies_kb.wording import facts_of

ON = dt.date(2031, 5, 1)
ROUNDS = 40


def rounds(sample: Knowledge, *, apart: bool) -> Lookup:
    """Forty later rounds of the invented junior notice; the eldest has one fact of its own."""
    base = next(one for one in sample.notices if one.id == "yi-junior-2030")
    later = [
        base.model_copy(update={"id": f"yi-{year}", "year": year}) for year in range(2031, 2031 + ROUNDS)
    ]

    def facts(notice: Notice) -> list[Fact]:
        said = chr(0x4E00 + notice.year) * 2 if apart else ""
        made = [
            dataclasses.replace(
                fact,
                id=fact.id.replace(base.id, notice.id),
                notice=notice.id,
                text=Text(zh=fact.text.zh + said, en=fact.text.en),
            )
            for fact in facts_of(base)
        ]
        if notice.year == 2031:
            alone = Text(zh="评审地点在鹭鸶大厦。", en="The review is held in Egret Tower.")
            made.append(dataclasses.replace(made[0], id=f"{notice.id}/alone", text=alone, aliases=()))
        return made

    return Lookup(sample.model_copy(update={"notices": tuple(later)}), facts)


def test_what_rounds_say_alike_is_one_card(sample: Knowledge) -> None:
    """Forty rounds cost no more cards than one, and one for what only one of them says."""
    lookup = rounds(sample, apart=False)
    assert lookup.cards == lookup.facts // ROUNDS + 1


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("typed", ["鹭鸶大厦", "评审地点在鹭鸶", "egret"])
def test_a_rare_fact_of_the_eldest_notice_is_found(
    sample: Knowledge, typed: str, apart: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also beside words that so many cards have that their lists are cut."""
    monkeypatch.setattr(limits, "_READ", 5)
    assert rounds(sample, apart=apart).search(typed, ON).results[0].fact.id == "yi-2031/alone"


def test_of_equal_facts_the_newest_come_first(sample: Knowledge) -> None:
    """What all rounds say alike is shown from the newest on."""
    found = rounds(sample, apart=False).search("评审费", ON, most=5)
    best = [one.notice.year for one in found.results if one.score == found.results[0].score]
    assert best == sorted(best, reverse=True)
    assert best[0] == 2030 + ROUNDS


def test_a_filter_reaches_an_old_notice(sample: Knowledge) -> None:
    """Although newer ones say the same and come first without it."""
    found = rounds(sample, apart=False).search("评审费", ON, {"year": ("2033",)})
    assert {one.notice.year for one in found.results} == {2033}
