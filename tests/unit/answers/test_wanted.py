"""A fact that does not tell the sort of thing asked for is not passed off as the answer."""

import pytest

from policies_kb.answers.wanted import untold, wanted
from policies_kb.model.fact import Fact
from policies_kb.model.text import Text


def fact(zh: str, kind: str = "freefact") -> Fact:
    """A fact that says `zh`."""
    return Fact("n/f", "n", kind, (), "anyone", (), Text(zh=zh, en=zh), None)


@pytest.mark.parametrize(
    ("words", "told", "silent"),
    [
        ("评委会哪天开会", "材料报评委会办公室。", "day"),
        ("评委会哪天开会", "评委会于10月开会。", None),
        ("花名册按什么顺序排", "花名册1份。", "order"),
        ("专业科目要占多少", "每年须满90学时。", "share"),
        ("建设局联系人姓什么", "建设局政治处：85140374。", "person"),
        ("36号文第三条写了啥", "申报条件按36号文执行。", "clause"),
        ("评审费多少钱", "要缴费，按短信提示缴。", "sum"),
        ("公示多少天", "公示不少于5个工作日。", None),
    ],
)
def test_what_is_asked_for_and_what_is_told(words: str, told: str, silent: str | None) -> None:
    """The sort that is missing is named; a question of another sort is never held back."""
    assert untold([fact(told)], wanted(words)) == silent


def test_what_is_not_stated_tells_everything() -> None:
    """A fact that says what the notice leaves open already is the answer."""
    assert untold([fact("没有写明开会时间。", "gap")], wanted("评委会哪天开会")) is None


def test_most_questions_want_no_special_sort() -> None:
    """They are answered by what they are about."""
    assert not list(wanted("大专毕业可以报助工吗"))
