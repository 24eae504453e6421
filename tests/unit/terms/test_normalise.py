"""Normalising: for understanding only."""

import pytest

from policies_kb.terms.normalise import is_traditional, normalise


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("２０２３年　正高", "2023年正高"),
        ("請問評審費", "请问评审费"),
        ("Keqiao  Office", "keqiao office"),
        ("5 个 工作日", "5个工作日"),
        ("a\x00b\u200bc", "abc"),
        ("", ""),
    ],
)
def test_one_form_for_many_writings(written: str, plain: str) -> None:
    """Full width, traditional characters, capitals, spaces and invisible characters come out alike."""
    assert normalise(written) == plain


def test_traditional_is_told_apart() -> None:
    """Only characters that are written otherwise in simplified Chinese make a text traditional."""
    assert is_traditional("評審")
    assert not is_traditional("评审 2023 abc")
