"""What is written for machines is no part of a question."""

import pytest

from bot.markup import without_markup


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("<b>评审费</b>多少", "评审费 多少"),
        ("**上虞**的`纸质材料`交[哪里](http://evil.example/x)", "上虞 的 纸质材料 交 哪里"),
        ("{{7*7}}${7*7} 评审费多少", "评审费多少"),
        ("评审费%0d%0a多少../../etc/passwd", "评审费 多少"),
        ("评审费' OR '1'='1' -- 多少", "评审费 多少"),
        ("'; DROP TABLE notices; -- 评审费多少", "评审费多少"),
        ("看 https://evil.example/?q=1 评审费", "看 评审费"),
    ],
)
def test_the_question_is_left(said: str, meant: str) -> None:
    """Tags, links, templates, escapes and SQL go."""
    assert without_markup(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "评审费多少",
        "2021-2022年的学时",
        "215*300像素可以吗",
        "A4纸，3份；双面",
        '/choose_notice{"notice":"x"}',
        "<script></script>",
        "C++ 工程师能报吗?",
    ],
)
def test_everything_else_stays(said: str) -> None:
    """Also a button's payload, and a message that is nothing but markup."""
    assert without_markup(said) == said
