"""Pinyin without an input method is read; other languages are left alone."""

import pytest

from policies_kb.search import Romanised

WORDS = Romanised(
    ["永嘉", "永嘉县", "助工", "正高", "继续教育", "自然资源"], ["单位审核", "截止", "电话", "评审费"]
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("yongjia zhugong dianhua", "永嘉助工电话"),
        ("YONGJIA pingshenfei duoshao", "永嘉评审费多少"),
        ("ziran ziyuan zheng gao 2020 jixu jiaoyu", "自然资源正高 2020 继续教育"),
        ("yongjia 大专 zhugong 要ji年", "永嘉 大专 助工 要几年"),
        ("danwei shenhe shenme shihou jiezhi", "单位审核什么时候截止"),
    ],
)
def test_what_notices_and_questions_are_made_of(typed: str, meant: str) -> None:
    """Names, topics and the words of a question; spaces may stand anywhere between syllables."""
    assert WORDS.in_characters(typed) == meant


@pytest.mark.parametrize(
    "text",
    ["Can I apply in Yongjia?", "what is the fee", "hello", "PDF还是JPG", "评审费多少", "ok", "", "wo ai ni"],
)
def test_everything_else_stays_as_it_is(text: str) -> None:
    """English, abbreviations, Chinese, and pinyin of which nothing is known."""
    assert WORDS.in_characters(text) == text
