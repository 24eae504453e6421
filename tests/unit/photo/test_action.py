"""A photo described in a conversation."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import answer, hand_over
from actions.answer import ActionAnswer
from actions.photo import ActionCheckPhoto
from policies_kb.catalogue import Catalogue

YI = "yi-junior-2030"


@pytest.fixture(autouse=True)
def _catalogue(with_photo: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """The invented notices, on a fixed day."""
    monkeypatch.setenv("ZHIWEN_TODAY", "2031-05-01")
    for module in (answer, hand_over):
        monkeypatch.setattr(module, "catalogue", lambda: with_photo)


def _said(
    action: ActionAnswer | ActionCheckPhoto, text: str, intent: str, **slots: str
) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """What the action says to a message, its `custom`, and the slots after it."""
    message = {"text": text, "intent": {"name": intent, "confidence": 0.9}, "entities": []}
    tracker = Tracker("a", slots, message, [], False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    events = action.run(dispatcher, tracker, {})
    sent = dispatcher.messages[0]
    return sent["text"], sent["custom"], {event["name"]: event["value"] for event in events}


def test_figures_are_checked_and_the_notice_is_kept() -> None:
    """The next question is about the same notice."""
    text, custom, slots = _said(ActionCheckPhoto(), "乙县照片300x450，15K行不行", "check_photo")
    assert text.startswith("不符合要求：文件大小。")
    assert custom["answer"]["status"] == "answered"
    assert (slots["notice"], slots["topic"]) == (YI, "photo")


def test_without_figures_the_specification_is_told() -> None:
    """As to any question on photos."""
    text, custom, _ = _said(ActionCheckPhoto(), "帮我看看照片行不行", "check_photo", notice=YI)
    assert "大于20K且小于2M" in text
    assert "✗" not in text
    assert custom["answer"]["facts"] == [f"{YI}/portrait"]


def test_a_question_on_photos_with_figures_is_checked() -> None:
    """Whichever of the two intents it was taken for."""
    text, _, _ = _said(ActionAnswer(), "乙县照片300x450 80K jpg 白底可以吗", "ask_photo")
    assert text.startswith("可以，符合要求。")


def test_figures_may_follow_a_question_on_photos() -> None:
    """«那15K呢» goes on from it; after another topic it does not."""
    kept = {"notice": YI, "topic": "photo"}
    assert "✗ 文件大小：15K" in _said(ActionAnswer(), "那15K呢", "followup", **kept)[0]
    assert "✗" not in _said(ActionAnswer(), "那15K呢", "followup", notice=YI, topic="fee")[0]
