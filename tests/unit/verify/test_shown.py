"""The figures of a fact in the official words beside it."""

from __future__ import annotations

import pytest

from policies_kb.model.fact import Fact
from policies_kb.model.place import Place
from policies_kb.model.text import Text
from policies_kb.verify import shown

AT = Place.parse("三")


def marked(said: str, quote: str) -> list[str]:
    """What of the passage is marked."""
    fact = Fact("n/f", "n", "freefact", (), "anyone", (AT,), Text(zh=said, en="x"))
    passage = shown(fact, AT, quote)
    assert (passage.at, passage.text) == (AT, quote)
    return [quote[start:end] for start, end in passage.marks]


@pytest.mark.parametrize(
    ("said", "quote", "marks"),
    [
        ("2031年5月2日截止。", "于5月2日前报送，6月2日公布。", ["5月2日"]),
        ("评审费每人90元。", "每人90元，收据90份。", ["90元"]),
        ("评审表3份。", "评审表一式三份，附件三种。", ["三份"]),
        ("联系电话0571-12345678转2。", "电话：0571-12345678。", ["0571-12345678"]),
        ("依据甲发〔2030〕9号。", "根据乙发〔2030〕9号和〔2030〕8号执行。", ["〔2030〕9号"]),
        ("大于215×300像素。", "大于215*300（宽×高）。", ["215*300"]),
        ("不可以。", "共3份，90元。", []),
    ],
    ids=["day", "amount", "numeral", "phone", "document", "pixels", "no-figure"],
)
def test_what_the_fact_says_is_marked(said: str, quote: str, marks: list[str]) -> None:
    """However the official text writes it; other figures are left alone."""
    assert marked(said, quote) == marks
