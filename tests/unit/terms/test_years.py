"""Two digits beside a name."""

from __future__ import annotations

import pytest

from policies_kb.terms.years import bare_years


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("建设正高23几号截止", "建设正高", ["2023"]),
        ("23永嘉初级电话", "永嘉初级", ["2023"]),
        ("建设正高 20 电话", "建设正高", ["2020"]),
        ("建设正高20分够吗", "建设正高", []),
        ("建设正高要交23份吗", "建设正高", []),
        ("建设正高2023电话", "建设正高", []),
        ("论文23篇报建设正高", "建设正高", []),
        ("126号文26县里头有哪些", "126号文", []),
        ("23县初级电话", "县初级", ["2023"]),
    ],
)
def test_a_bare_year_touches_a_name(text: str, name: str, found: list[str]) -> None:
    """Without a name beside it, or with something counted behind it, two digits are a number."""
    start = text.index(name)
    assert [value for _, _, value in bare_years(text, [(start, start + len(name))])] == found
