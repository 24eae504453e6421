"""What Rasa hears of what an action says holds."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import ActionExecuted, FollowupAction, SlotSet

from actions.executor import Executor, changes

SLOTS = {"region": "杭州市", "title": None, "lang": "zh"}


def names(events: list[dict[str, Any]]) -> list[tuple[str, Any]]:
    """What is set to what."""
    return [(one["name"], one["value"]) for one in events if one["event"] == "slot"]


def test_what_is_so_already_is_not_said() -> None:
    """A slot that has the value, or is empty and stays so, is left out."""
    events = [SlotSet("region", "杭州市"), SlotSet("title", None), SlotSet("unheard", None)]
    assert changes(events, SLOTS) == []


def test_what_changes_is_said() -> None:
    """A new value, another value and none in place of one."""
    events = [SlotSet("region", None), SlotSet("title", "工程师"), SlotSet("lang", "en")]
    assert names(changes(events, SLOTS)) == [("region", None), ("title", "工程师"), ("lang", "en")]


def test_of_several_the_last_counts() -> None:
    """Set away and back again is no change; set twice is set once."""
    events = [
        SlotSet("region", None),
        SlotSet("title", "a"),
        SlotSet("region", "杭州市"),
        SlotSet("title", "b"),
    ]
    assert names(changes(events, SLOTS)) == [("title", "b")]


def test_the_form_hears_of_its_slot_always() -> None:
    """Rasa's form ends, or goes on, because the slot was set."""
    events = [SlotSet("requested_slot", None), SlotSet("requested_slot", "one")]
    assert changes(events, {"requested_slot": "one"}) == events


def test_other_events_stay_in_their_order() -> None:
    """Only slots are looked at."""
    events = [FollowupAction("form"), SlotSet("region", "杭州市"), ActionExecuted("a")]
    assert changes(events, SLOTS) == [events[0], events[2]]


def says(_dispatcher: object, _tracker: object, _domain: object) -> list[dict[str, Any]]:
    """An action that says two slots, one of them as it was."""
    return [SlotSet("region", "杭州市"), SlotSet("title", "工程师")]


async def test_an_action_is_run() -> None:
    """The executor sends the changes and leaves the rest of the result as it is."""
    executor = Executor()
    executor.register_function("says", says)
    tracker = {"sender_id": "one", "slots": SLOTS, "latest_message": {}, "events": [], "active_loop": {}}
    result = await executor.run({"next_action": "says", "tracker": tracker, "domain": {}})
    assert result is not None
    assert names(result.events) == [("title", "工程师")]
