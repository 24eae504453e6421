"""Names, passwords and addresses as the console keeps them."""

from __future__ import annotations

import pytest

from bot.console.accounts import BadName, BadPassword, clean_name, masked_address, new_password


def test_names_have_one_spelling() -> None:
    """Whatever width and case they are typed in; what could be taken for something else is refused."""
    assert clean_name(" Ｌi.Na ") == "li.na"
    assert clean_name("李娜") == "李娜"
    for name in ("", "a b", "a/b", "-a", "a\u200bb", "x" * 65, "a\nb", "cli:root"):
        with pytest.raises(BadName):
            clean_name(name)


def test_addresses_are_masked() -> None:
    """The network stays."""
    assert masked_address("203.0.113.77") == "203.0.113.0/24"
    assert masked_address("::ffff:203.0.113.77") == "203.0.113.0/24"
    assert masked_address("2001:db8:1:2::3") == "2001:db8:1::/48"
    assert masked_address("unknown") is None


def test_a_password_is_the_same_however_it_is_composed() -> None:
    """Also with an input method; one that is too long is refused, not cut."""
    assert new_password("ｃorrect horse 电池", "li.na") == "correct horse 电池"
    with pytest.raises(BadPassword, match="at most 256"):
        new_password("abcde" * 52, "li.na")
