"""The channel Telegram in front of the really started processes."""

from __future__ import annotations

import pytest

from tests.browser.rasa import recorded
from tests.e2e.messenger import Messenger

pytestmark = pytest.mark.usefixtures("assistant")


def test_a_question_is_answered_with_its_citation(telegram: Messenger) -> None:
    """The window, and where that stands."""
    anna = telegram.person("Anna")
    (reply,) = telegram.says(anna, "2023年浙江正高工程师评审网上申报什么时候截止？")
    assert "6月25日" in reply.plain
    assert "浙建人教函〔2023〕126号" in reply.plain


def test_a_button_answers(telegram: Messenger) -> None:
    """A named notice offers topics; pressing one asks for it."""
    anna = telegram.person("Anna")
    (offered,) = telegram.says(anna, "上虞2023初级")
    (reply,) = telegram.presses(anna, "联系人和电话", offered)
    assert "82818137" in reply.plain


def test_a_whole_self_check(telegram: Messenger) -> None:
    """From the command to the verdict, each condition with its place."""
    anna = telegram.person("Anna")
    (begin, _), *turns = recorded("eligible")
    told = telegram.says(anna, f"/check {begin}")
    for sent, replies in turns:
        told = telegram.says(anna, sent, len(replies))
        assert told[0].plain.startswith(replies[0]["text"].split("\n")[0])
    assert told[0].plain.startswith("符合")
    assert "永人社〔2021〕23号" in told[0].plain


def test_the_wished_language_holds(telegram: Messenger) -> None:
    """A question in Chinese is answered in English once that was chosen."""
    anna = telegram.person("Anna")
    (offered,) = telegram.says(anna, "/language")
    telegram.presses(anna, "English", offered)
    (reply,) = telegram.says(anna, "2023年浙江建设正高评审费多少")
    assert "280 yuan" in reply.plain
