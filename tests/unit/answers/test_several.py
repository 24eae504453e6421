"""Two questions in one message, and several notices in one question."""

from __future__ import annotations

import datetime as dt

import pytest

from policies_kb.answers.several import parts_of
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
