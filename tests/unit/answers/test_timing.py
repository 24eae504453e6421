"""Which questions are about windows, and whose."""

from __future__ import annotations

import pytest

from policies_kb.answers.timing import Asks, actors_of, bare_when, timing_of
from policies_kb.terms.normalise import normalise
from policies_kb.terms.recogniser import Term


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("现在还能报吗", Asks.STILL),
        ("还来得及不", Asks.STILL),
        ("还有几天", Asks.STILL),
        ("是不是关了", Asks.STILL),
        ("is it still open", Asks.STILL),
        ("下一批什么时候", Asks.NEXT),
        ("明年还有吗", Asks.NEXT),
        ("when is the next round", Asks.NEXT),
        ("几号开始报名", Asks.OPENS),
        ("最晚报到哪天", Asks.CLOSES),
        ("几号截止", Asks.CLOSES),
        ("什么时候前要审完", Asks.CLOSES),
        ("报名时间", Asks.WHEN),
        ("什么时候申报", Asks.WHEN),
        ("几号截止，几号开始", Asks.WHEN),
        ("from when to when could people apply online", Asks.WHEN),
    ],
)
def test_what_is_asked_about_a_window(said: str, asks: Asks) -> None:
    """Still open, the next round, the first day, the last day, or both."""
    timing = timing_of(normalise(said), [])
    assert timing is not None
    assert timing.asks is asks


@pytest.mark.parametrize(
    "said",
    [
        "什么时候面试",
        "公示几天",
        "资历算到几号",
        "什么时候缴费",
        "考试是哪天",
        "几天内送纸质材料",
        "三年从什么时候起算",
        "几份评审表",
        "下一步做什么",
    ],
)
def test_other_times_are_found_by_their_words(said: str) -> None:
    """An interview, a public notice, a counting day are no window of the application."""
    assert timing_of(said, []) is None


def test_a_condition_is_not_certainly_about_time() -> None:
    """«退休了还能报吗» may ask for a condition; «还来得及吗» cannot."""
    condition, time = timing_of("退休了还能报吗", []), timing_of("还来得及吗", [])
    assert condition is not None
    assert not condition.sure
    assert time is not None
    assert time.sure


def test_actors_in_the_order_of_the_words() -> None:
    """Each actor once."""
    terms = [Term("actor", "employer", 0, 2), Term("region", "乙县", 3, 5), Term("actor", "department", 5, 7)]
    assert actors_of([*terms, terms[0]]) == ("employer", "department")


@pytest.mark.parametrize(
    ("said", "bare"), [("什么时候交", True), ("哪天", True), ("什么时候报名", False), ("几号截止", False)]
)
def test_a_bare_when(said: str, bare: bool) -> None:
    """«什么时候交» leaves out what; «什么时候报名» does not."""
    assert bare_when(said) is bare
