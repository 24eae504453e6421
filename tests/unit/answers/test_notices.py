"""Which notice a question is about."""

from __future__ import annotations

import datetime as dt

import pytest

from policies_kb.answers.scope import Scope, or_professor
from policies_kb.catalogue import Catalogue
from policies_kb.model.answer import Answer, Question
from policies_kb.model.status import Status


def ask(catalogue: Catalogue, *turns: str, follows: bool = False) -> Answer:
    """The answer to the last of some turns of one conversation."""
    kept: dict[str, str] = {}
    for turn in turns[:-1]:
        kept = dict(catalogue.answer(Question(turn, dt.date(2031, 5, 1), kept=kept)).kept)
    return catalogue.answer(Question(turns[-1], dt.date(2031, 5, 1), kept=kept, follows=follows))


def notices(answer: Answer) -> list[str]:
    """The notices that answered."""
    return [found.notice.id for found in answer.found]


@pytest.mark.parametrize(
    ("question", "notice"),
    [
        ("乙县初级评审费多少钱", "yi-junior-2030"),
        ("乙县中级电话", "jia-middle-2031"),
        ("甲市社保有什么要求", "jia-middle-2031"),
        ("2030年评审费多少钱", "yi-junior-2030"),
        ("乙人7号评审费多少钱", "yi-junior-2030"),
        ("助工评审表几份", "yi-junior-2030"),
    ],
)
def test_what_is_stated_decides(catalogue: Catalogue, question: str, notice: str) -> None:
    """Place, title, year, number: each alone or together; a place finds what contains it for another title."""
    assert notices(ask(catalogue, question)) == [notice]


@pytest.mark.parametrize("question", ["2029年乙县初级评审费", "乙县正高什么时候报名", "2031年乙县助工评审费"])
def test_a_round_that_is_not_held_is_said(catalogue: Catalogue, question: str) -> None:
    """No notice of that year or title: said so, with what is held nearest; no fact is given."""
    answer = ask(catalogue, question)
    assert answer.status is Status.NO_SUCH_NOTICE
    assert answer.near
    assert not answer.found


def test_what_was_said_earlier_is_kept(catalogue: Catalogue) -> None:
    """After a notice was named, a bare question is about it."""
    assert notices(ask(catalogue, "2030年乙县初级", "评审费多少钱")) == ["yi-junior-2030"]


def test_a_newer_mention_wins(catalogue: Catalogue) -> None:
    """Another title leads to another notice, although an earlier one was in view."""
    assert notices(ask(catalogue, "乙县初级几号截止", "乙县中级几号截止")) == ["jia-middle-2031"]


def test_a_follow_up_takes_over_the_question(catalogue: Catalogue) -> None:
    """«甲市的呢» asks the same of another place."""
    answer = ask(catalogue, "乙县初级几号截止", "甲市的呢", follows=True)
    assert notices(answer) == ["jia-middle-2031"]
    assert answer.found[0].facts[0].topics[0] == "deadline"


def test_a_title_one_holds_is_not_the_title_applied_for(catalogue: Catalogue) -> None:
    """«我高工证» says what the person has, not what is asked about."""
    assert ask(catalogue, "2030年乙县初级，我高工证能用吗").status is not Status.NO_SUCH_NOTICE


def test_a_notice_without_a_question_asks_what_about(catalogue: Catalogue) -> None:
    """Naming a notice only: the assistant offers topics."""
    answer = ask(catalogue, "2030年乙县初级")
    assert answer.status is Status.CLARIFY_TOPIC
    assert answer.choices


def test_senior_engineer_may_be_either_of_the_upper_titles() -> None:
    """As English has it; the other titles stay what they are."""
    stated = Scope(title=("工程师", "高级工程师"))
    assert or_professor(stated).title == ("工程师", "正高级工程师")
