"""What is said to a question about time, by the day on which it is asked."""

from __future__ import annotations

import datetime as dt

import pytest

from policies_kb.catalogue import Catalogue
from policies_kb.model.answer import Question
from policies_kb.model.entries import Milestone
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.status import Status
from policies_kb.model.text import Text
from policies_kb.model.vocabulary import Word

BEFORE, DURING, AFTER = dt.date(2030, 2, 1), dt.date(2030, 3, 10), dt.date(2031, 5, 1)


def said(catalogue: Catalogue, text: str, on: dt.date) -> str:
    """The text of the reply."""
    return catalogue.reply(catalogue.answer(Question(text, on))).text


@pytest.mark.parametrize(("on", "start"), [(BEFORE, "还不能："), (DURING, "还可以："), (AFTER, "不能再报：")])
def test_whether_one_can_still_apply_is_said_first(catalogue: Catalogue, on: dt.date, start: str) -> None:
    """Not yet, yes, or no longer, from the milestone and the day."""
    assert said(catalogue, "乙县初级现在还能报吗", on).startswith(start)


def test_a_past_round_without_a_day_is_over(catalogue: Catalogue) -> None:
    """A notice that names no day is of its year: later it is over."""
    assert said(catalogue, "甲市中级还能报吗", dt.date(2032, 1, 1)).startswith(
        "不能再报：2031年这一轮早已结束。"
    )


def test_which_rounds_are_open_is_told_in_one_line_each(catalogue: Catalogue) -> None:
    """Nothing named: every round, the verdict first."""
    text = said(catalogue, "现在还能报吗", dt.date(2032, 1, 1))
    assert text.startswith("现在没有能报的：收录的2份通知都已截止。")
    assert "网上申报已于2030年3月31日截止。" in text


def test_only_the_window_of_the_actor_asked_for(knowledge_with_employer: Catalogue) -> None:
    """The employers' day is not mixed with the applicants'."""
    answer = knowledge_with_employer.answer(Question("乙县初级单位审核几号截止", AFTER))
    assert [fact.id for fact in answer.found[0].facts] == ["yi-junior-2030/employer"]
    answer = knowledge_with_employer.answer(Question("乙县初级几号截止", AFTER))
    assert [fact.id for fact in answer.found[0].facts] == ["yi-junior-2030/window"]


def test_the_newest_round_by_default_said_so(with_older_round: Catalogue) -> None:
    """Two rounds are held and no year is named: the newer answers, and says that it does."""
    answer = with_older_round.answer(Question("乙县初级评审费多少钱", AFTER))
    assert [found.notice.id for found in answer.found] == ["yi-junior-2030"]
    assert "按收录的最新一轮（2030年）回答" in with_older_round.reply(answer).text
    named = with_older_round.answer(Question("2029年乙县初级评审费多少钱", AFTER))
    assert [found.notice.id for found in named.found] == ["yi-junior-2029"]
    assert "最新一轮" not in with_older_round.reply(named).text


def test_rounds_side_by_side(with_older_round: Catalogue) -> None:
    """Two years asked about: both are told, each with its citation."""
    answer = with_older_round.answer(Question("乙县初级2029年和2030年评审费有什么不同", AFTER))
    assert answer.status is Status.ANSWERED_FOR_SEVERAL
    assert {found.notice.year for found in answer.found} == {2029, 2030}


@pytest.fixture
def knowledge_with_employer(sample: Knowledge) -> Catalogue:
    """The invented junior notice with a window of the employers and the words for actors."""
    notice = sample.notices[[n.id for n in sample.notices].index("yi-junior-2030")]
    window = Milestone.model_validate(
        {
            "id": "employer",
            "at": "三",
            "actor": "employer",
            "what": {"zh": "单位审核", "en": "review by employers"},
            "closes": "2030-04-10",
        }
    )
    more = notice.model_copy(update={"milestones": (*notice.milestones, window)})
    actor = Word(value="employer", name=Text(zh="用人单位", en="employer"), aliases=("单位",))
    words = sample.vocabulary.model_copy(update={"actor": (actor,)})
    others = tuple(one for one in sample.notices if one.id != notice.id)
    return Catalogue(sample.model_copy(update={"notices": (*others, more), "vocabulary": words}))


@pytest.fixture
def with_older_round(sample: Knowledge) -> Catalogue:
    """The invented junior notice, and its round of the year before."""
    notice = sample.notices[[n.id for n in sample.notices].index("yi-junior-2030")]
    older = notice.model_copy(
        update={"id": "yi-junior-2029", "year": 2029, "number": "乙人〔2029〕6号", "aliases": ()}
    )
    return Catalogue(sample.model_copy(update={"notices": (*sample.notices, older)}))
