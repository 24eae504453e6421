"""How a message hangs on the one before."""

from __future__ import annotations

import pytest

from policies_kb.answers.turns import Kind, asks_whom, turn_of
from policies_kb.terms.normalise import normalise


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("不是这个，我问的是单位审核", "单位审核"),
        ("不对，我说的是乙县", "乙县"),
        ("说错了，是高中", "高中"),
        ("不是绍兴，是上虞", "上虞"),
        ("不是问几份，是问交到哪", "交到哪"),
        ("我说的是中级不是高级", "中级"),
        ("不對，我說的是紹興", "绍兴"),
        ("no, I meant the employer", "employer"),
        ("答非所问", ""),
    ],
)
def test_a_correction_is_what_it_says_instead(said: str, meant: str) -> None:
    """What is denied is taken away, what is meant stays."""
    turn = turn_of(normalise(said))
    assert (turn.kind, turn.text) == (Kind.CORRECTION, meant)


@pytest.mark.parametrize("said", ["上一个问题", "回到刚才的问题", "之前那个问题呢", "previous question"])
def test_back(said: str) -> None:
    """The question before is asked for."""
    assert turn_of(normalise(said)).kind is Kind.BACK


@pytest.mark.parametrize(
    "said", ["再说一遍", "没看清，再发一次", "麻烦再说一次", "say that again", "请再講一遍"]
)
def test_again(said: str) -> None:
    """The last answer is asked for once more."""
    assert turn_of(normalise(said)).kind is Kind.AGAIN


def test_again_in_another_language() -> None:
    """«用英文再说一遍» names the language of the reply."""
    assert turn_of("用英文再说一遍").lang == "en"


@pytest.mark.parametrize(
    "said",
    [
        "不是本科能报吗",
        "notes for filling the form",
        "没有编制能报吗",
        "错过了还能补报吗",
        "刚才上虞那个电话再发我",
        "no vacancy, may I apply",
    ],
)
def test_what_only_looks_like_it_stays_a_question(said: str) -> None:
    """A denial inside a question, or a word at its start, is no correction."""
    turn = turn_of(normalise(said))
    assert turn.kind is Kind.QUESTION
    assert turn.text


@pytest.mark.parametrize(
    ("said", "text"),
    [("那绍兴呢", "绍兴呢"), ("另外电话多少", "电话多少"), ("what about the fee", "the fee")],
)
def test_an_opening_word_shows_that_something_is_left_out(said: str, text: str) -> None:
    """«那…» and «what about …» lean on the question before."""
    turn = turn_of(said)
    assert turn.leans
    assert turn.text == text


@pytest.mark.parametrize(
    "said",
    ["行业平台要截图吗", "好几年没聘", "那些材料要盖章", "还有几天", "如果单位没审怎么办", "换发证书怎么办"],
)
def test_a_word_that_only_begins_like_an_opening_is_kept(said: str) -> None:
    """行业 is not «行，业…»."""
    turn = turn_of(said)
    assert turn.text == said
    assert not turn.leans


def test_again_wins_over_back() -> None:
    """«上一个问题再说一遍» wants the last answer once more."""
    assert turn_of("上一个问题再说一遍").kind is Kind.AGAIN


@pytest.mark.parametrize("said", ["它办公地址在哪", "电话有吗", "那地址呢"])
def test_of_whom_the_question_before_tells(said: str) -> None:
    """A phone or an address and nothing else is asked for."""
    assert asks_whom(said)
