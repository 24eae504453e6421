"""What is asked of a document that a notice only cites."""

from __future__ import annotations

import datetime as dt

import pytest

from policies_kb.catalogue import Catalogue
from policies_kb.model.answer import Question
from policies_kb.model.status import Status

DAY = dt.date(2026, 1, 1)


@pytest.mark.parametrize(
    "text",
    ["浙自然资发2019年36号对海洋工程的业绩要求具体几条，自然资源正高", "自然资源正高，31号文具体写了啥"],
)
def test_its_contents_are_not_held(real: Catalogue, text: str) -> None:
    """The reply says so and names the document."""
    answer = real.answer(Question(text, DAY))
    assert answer.status is Status.NOT_IN_NOTICE
    assert real.reply(answer).text.startswith("通知没有写这份文件的具体内容")


def test_what_a_notice_rests_on_is_told(real: Catalogue) -> None:
    """«依据哪个文件» asks of the notice."""
    answer = real.answer(Question("自然资源正高条件依据哪个文件，是36号吗", DAY))
    assert not real.reply(answer).text.startswith("通知没有写这份文件的具体内容")


def test_help_with_cheating_is_refused(real: Catalogue) -> None:
    """With what the notice says of those who cheat."""
    answer = real.answer(Question("教我把截图p一下当2023建设正高业绩，别让评委看出来", DAY))
    assert answer.status is Status.REFUSED
    assert "取消" in real.reply(answer).text
