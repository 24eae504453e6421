"""Two questions in one message, and several notices in one question."""

from __future__ import annotations

import datetime as dt

import pytest

from policies_kb.answers.several import clauses_of, parts_of, separated, windows_of
from policies_kb.catalogue import Catalogue
from policies_kb.model.answer import Question
from policies_kb.model.status import Status

DAY = dt.date(2031, 5, 1)


def topic(words: str) -> str | None:
    """A stand-in for the topics' own words."""
    return next((name for name in ("费用", "电话", "评审表", "社保") if name in words), None)


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("费用和电话", ("费用", "电话")),
        ("评审表几份？电话也发我", ("评审表几份", "电话也发我")),
        ("我是新来的，社保要几年，电话多少", ("我是新来的 社保要几年", "电话多少")),
        ("评审表交几份、几天内交", ("评审表交几份", "几天内交 评审表")),
        ("费用多少 电话多少", ("费用多少", "电话多少")),
        ("评审表几份", ()),
        ("我社保断了，能报吗", ()),
        ("评审表几份，评审表交到哪", ()),
    ],
)
def test_parts(words: str, parts: tuple[str, ...]) -> None:
    """Each part asks something of its own; a circumstance stays with its question."""
    assert parts_of(words, topic) == parts


def test_both_questions_are_answered(catalogue: Catalogue) -> None:
    """Two topics, two facts, one citation line."""
    answer = catalogue.answer(Question("乙县初级评审费多少钱？电话多少", DAY))
    assert [fact.id for fact in answer.found[0].facts] == ["yi-junior-2030/fee", "yi-junior-2030/bureau"]


def test_side_by_side_also_where_one_is_silent(catalogue: Catalogue) -> None:
    """A comparison names every notice, and says of which the notice does not tell."""
    answer = catalogue.answer(Question("甲市中级和乙县初级的评审费比一比", DAY))
    text = catalogue.reply(answer).text
    assert {found.notice.id for found in answer.found} == {"jia-middle-2031", "yi-junior-2030"}
    assert "【2031年甲市中级】通知没有写明这一点。" in text


def test_what_is_not_held_is_said_in_a_comparison(catalogue: Catalogue) -> None:
    """One of two years is not held: the other is answered, and the missing one named."""
    answer = catalogue.answer(Question("乙县初级2030年和2029年评审费多少", DAY))
    assert answer.status is Status.ANSWERED
    assert "没有收录2029年的通知" in catalogue.reply(answer).text


def test_clauses_that_ask() -> None:
    """A circumstance is no clause that asks, and one question alone is not cut."""
    assert clauses_of("我是新来的,禁报多久,从哪年算起") == ("禁报多久", "从哪年算起")
    assert clauses_of("我是新来的,禁报多久") == ()


def test_a_space_parts_two_questions_only() -> None:
    """Other spaces between Chinese words stay what they are."""
    assert separated("学时哪几年 社保哪几年") == "学时哪几年，社保哪几年"
    assert separated("乙县 初级 电话多少") == "乙县 初级 电话多少"


def test_a_second_question_on_the_same_matter_is_answered(real: Catalogue) -> None:
    """How long somebody is barred, and from when, are two facts of one topic."""
    asked = Question("126号文，论文发在假刊上禁报多久，从哪年开始算", DAY, (("penalties", 0.8),))
    text = real.reply(real.answer(asked)).text
    assert "3年" in text
    assert "次年" in text


def test_two_notices_called_by_name_and_by_sector(real: Catalogue) -> None:
    """A name and another sector beside it are two sides of a comparison."""
    asked = Question("126号文和2020自然资源的正高，都要面试吗", DAY, (("interview", 0.9),))
    assert {one.notice.id for one in real.answer(asked).found} == {
        "zj-construction-2023",
        "zj-natural-resources-2020",
    }


def test_a_gap_does_not_silence_a_notice_that_states_something(real: Catalogue) -> None:
    """Where several notices fit, each is told by what it says, not left out for what it does not say."""
    asked = Question("正高要不要面试", DAY, (("interview", 0.99),))
    assert len(real.answer(asked).found) == 2


def test_a_place_on_a_list_and_what_it_means(real: Catalogue) -> None:
    """Whether the county is listed stands before what the list is for."""
    asked = Question("我们磐安县2023建设正高有什么照顾", DAY, (("mountain_counties", 0.9),))
    text = real.reply(real.answer(asked)).text
    assert "在名单内：磐安县" in text
    assert "倾斜" in text


def test_where_a_firm_is_stationed_names_no_review(real: Catalogue) -> None:
    """«驻上海» is a word of the question, not the place of the review."""
    asked = Question("公司驻上海，绍兴2020中级找谁", DAY, (("contact", 0.5),))
    assert real.answer(asked).missing == ()


def test_a_phone_after_an_office_is_the_phone_of_that_office(real: Catalogue) -> None:
    """«电话多少» asks of the committee named before."""
    first = real.answer(Question("2020绍兴装配式中评委评哪些专业", DAY, (("offices", 0.9),)))
    second = real.answer(Question("电话多少", DAY, (("contact", 0.99),), kept=first.kept))
    assert "89176889" in real.reply(second).text


def test_a_number_to_call_is_no_time(real: Catalogue) -> None:
    """«电话是几号» asks for no day."""
    answer = real.answer(Question("永嘉2021初级的联络电话是几号", DAY, (("contact", 0.97),)))
    assert "57669862" in real.reply(answer).text


def test_windows_are_asked_for_one_by_one() -> None:
    """«系统哪天开、单位哪天前报» has two stretches, one question has none."""
    assert windows_of("系统哪天开、单位哪天前报") == ("系统哪天开", "单位哪天前报")
    assert windows_of("单位哪天前报") == ()
