"""The pages without script speak every language whole."""

from __future__ import annotations

import re

import pytest

from bot.web.phrases import PHRASES, language


@pytest.mark.parametrize("lang", PHRASES)
def test_every_language_says_the_same_things(lang: str) -> None:
    """With the same figures in them."""
    base = PHRASES["zh-CN"]
    assert PHRASES[lang].keys() == base.keys()
    for name, phrase in PHRASES[lang].items():
        assert re.findall(r"\{\w+\}", phrase) == re.findall(r"\{\w+\}", base[name]), name


def test_no_phrase_is_named_like_what_a_dictionary_can_do() -> None:
    """A template would print the method."""
    assert not [name for phrases in PHRASES.values() for name in phrases if hasattr(phrases, name)]


@pytest.mark.parametrize(
    ("wished", "accepted", "spoken"),
    [
        (None, "", "zh-CN"),
        ("en", "zh-CN", "en"),
        ("xx", "en-GB,zh;q=0.5", "en"),
        (None, "fr,zh-HK;q=0.8", "zh-TW"),
        (None, "zh-Hant-TW", "zh-TW"),
        (None, "zh-Hans,en", "zh-CN"),
        (None, "fr", "zh-CN"),
    ],
)
def test_the_language_of_a_page(wished: str | None, accepted: str, spoken: str) -> None:
    """What the address says, else what the browser wants, else simplified Chinese."""
    assert language(wished, accepted) == spoken
