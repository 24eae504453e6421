"""What a message does that comes while a self-check is under way, and one that dictates."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import answer, hand_over, self_check
from actions.hand_over import to_self_check
from actions.self_check import ValidateSelfCheck
from actions.turn import Turn
from policies_kb.catalogue import Catalogue


@pytest.fixture(autouse=True)
def _catalogue(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """The invented notices, on a fixed day."""
    monkeypatch.setenv("ZHIWEN_TODAY", "2031-05-01")
    for module in (answer, hand_over, self_check):
        monkeypatch.setattr(module, "catalogue", lambda: catalogue)


def _tracker(text: str, intent: str, confidence: float, slots: dict[str, Any]) -> Tracker:
    message = {"text": text, "intent": {"name": intent, "confidence": confidence}, "entities": []}
    return Tracker("a", slots, message, [], False, None, {}, "action_listen")


def _talk(*turns: tuple[str, str, float]) -> list[dict[str, Any]]:
    """The messages sent to the last of some turns (text, intent, how sure)."""
    slots: dict[str, Any] = {}
    sent: list[dict[str, Any]] = []
    for text, intent, confidence in turns:
        dispatcher = CollectingDispatcher()
        for event in ValidateSelfCheck().run(dispatcher, _tracker(text, intent, confidence, slots), {}):
            slots[event["name"]] = event["value"]
        sent = dispatcher.messages
    return sent


def test_a_question_in_between_is_answered_though_nobody_knows_what_it_is() -> None:
    """Not noted as «not known»: the answer comes first, then the question again."""
    begun = ("我想报乙县助工，帮我查查", "start_self_check", 0.9)
    told, asked = _talk(begun, ("高中", "inform", 0.9), ("评审费是多少", "inform", 0.2))
    assert told["custom"]["answer"]["facts"] == ["yi-junior-2030/fee"]
    assert asked["custom"]["self_check"]["asking"] == "years_of_work"


def test_what_is_neither_answer_nor_question_is_asked_once_more() -> None:
    """As before."""
    begun = ("我想报乙县助工，帮我查查", "start_self_check", 0.9)
    (asked,) = _talk(begun, ("高中", "inform", 0.9), ("紫色的", "inform", 0.2))
    assert "没看懂" in asked["text"]


@pytest.mark.parametrize("intent", ["adversarial", "check_photo"])
def test_what_tells_nothing_of_the_person_begins_no_check(intent: str) -> None:
    """Whatever it seems to say of them."""
    text = "我高中毕业四年，想报乙县助工，能不能报"
    assert to_self_check(Turn.of(_tracker(text, intent, 0.4, {})), _tracker(text, intent, 0.4, {})) == []
    asking = Turn.of(_tracker(text, "inform", 0.4, {}))
    assert to_self_check(asking, _tracker(text, "inform", 0.4, {}))
