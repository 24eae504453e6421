"""Which fact is told."""

from __future__ import annotations

import datetime as dt

import pytest

from policies_kb.catalogue import Catalogue
from policies_kb.model.answer import Question
from policies_kb.model.status import Status
from policies_kb.wording.reply import Reply

DAY = dt.date(2031, 5, 1)


def reply(catalogue: Catalogue, text: str, on: dt.date = DAY) -> Reply:
    """The reply to one question."""
    return catalogue.reply(catalogue.answer(Question(text, on)))


def facts(catalogue: Catalogue, text: str) -> list[str]:
    """The facts told, without the notice's name."""
    told = reply(catalogue, text).custom["answer"]["facts"]
    return [fact.partition("/")[2] for fact in told]


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("乙县高中评助工要几年", "assistant-high"),
        ("乙县大专评助工要几年", "assistant-college"),
        ("乙县高中评技术员要几年", "helper-high"),
        ("丙县中级电话", "bing/phone"),
        ("乙县中级材料交到哪里，地址", "yi/address"),
        ("乙县助工评审表几份", "form"),
        ("how much is the fee in Yi for junior titles", "fee"),
    ],
)
def test_values_in_the_question_narrow_the_answer(catalogue: Catalogue, question: str, fact: str) -> None:
    """Education, title and place choose among facts of one topic."""
    assert facts(catalogue, question) == [fact]


def test_all_routes_of_a_title_together(catalogue: Catalogue) -> None:
    """Without an education, the ways to the title are told in one statement."""
    assert "routes-2" in facts(catalogue, "乙县助工申报条件")


def test_what_is_on_a_list(catalogue: Catalogue) -> None:
    """A named item is looked up, and the reply starts with yes."""
    assert reply(catalogue, "乙县初级木作能报吗").text.startswith("可以：木作")


def test_a_gap_is_an_answer_of_its_own(catalogue: Catalogue) -> None:
    """What the notice leaves open: said so, with who decides and whom to ask."""
    answer = catalogue.answer(Question("乙县初级考什么科目", DAY))
    text = catalogue.reply(answer).text
    assert answer.status is Status.NOT_IN_NOTICE
    assert "乙发〔2029〕1号" in text
    assert "11112222" in text


def test_every_policy_reply_is_cited(catalogue: Catalogue) -> None:
    """Number and place stand behind the fact, and in `custom` for programs."""
    told = reply(catalogue, "乙县初级评审费多少钱")
    assert "——乙人〔2030〕7号 · 三" in told.text
    assert told.custom["answer"]["citations"] == [
        {"notice": "yi-junior-2030", "number": "乙人〔2030〕7号", "at": "三"}
    ]


@pytest.mark.parametrize(
    ("on", "line"),
    [
        (dt.date(2030, 2, 1), "网上申报尚未开始，2030年3月1日开放。"),
        (dt.date(2030, 3, 1), "网上申报还有30天截止（2030年3月31日）。"),
        (dt.date(2030, 3, 31), "网上申报还有0天截止（2030年3月31日）。"),
        (dt.date(2030, 4, 1), "网上申报已于2030年3月31日截止。"),
    ],
)
def test_the_day_decides_what_still_holds(catalogue: Catalogue, on: dt.date, line: str) -> None:
    """Before, on the first and last day, and after the window."""
    assert line in reply(catalogue, "乙县初级几号截止", on).text


def test_english_is_answered_in_english(catalogue: Catalogue) -> None:
    """The document number stays as it is."""
    text = reply(catalogue, "How many copies of the review form for the junior title in Yi?").text
    assert text.startswith("Review form: 2 copies (4 when interviewed)")
    assert "乙人〔2030〕7号" in text


def test_traditional_is_answered_in_traditional(catalogue: Catalogue) -> None:
    """Sentences change their script, the document number does not."""
    text = reply(catalogue, "請問乙縣初級評審費多少錢").text
    assert "評審費" in text
    assert "乙人〔2030〕7号" in text


def test_a_question_that_fits_all_asks_which(catalogue: Catalogue) -> None:
    """Two notices that answer differently are both told, each named."""
    answer = catalogue.answer(Question("几号截止", DAY))
    assert answer.status is Status.ANSWERED_FOR_SEVERAL
    text = catalogue.reply(answer).text
    assert "【2030年乙县初级】" in text
    assert "【2031年甲市中级】" in text
