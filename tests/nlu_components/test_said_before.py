"""A message that was heard before gets the reply of that time."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered

from nlu_components import said_before
from nlu_components.live_trackers import LiveTrackers

DOMAIN = Domain.from_yaml(
    """
    version: "3.1"
    intents: [ask]
    slots:
      region: {type: text, influence_conversation: false, mappings: [{type: custom}]}
    """
)
BUTTONS = [{"title": "是", "payload": "/inform"}]


class Processor:
    """Has a store of trackers; a turn done is noted."""

    def __init__(self, url: str) -> None:
        self.tracker_store = LiveTrackers(DOMAIN, host=url)
        self.done: list[str] = []

    async def has_done(self, turn: str, *events: Event) -> None:
        """A turn of Rasa."""
        tracker = await self.tracker_store.get_or_create_tracker("talk", append_action_listen=False)
        said = UserUttered("是", {"name": "ask", "confidence": 0.9}, metadata={"turn": turn})
        tracker.update_with_events([said, *events, ActionExecuted("action_listen")], DOMAIN)
        await self.tracker_store.save(tracker)


@pytest.fixture
def processor(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Processor:
    """One whose turns are noted only."""

    async def handle(processor: Processor, message: UserMessage) -> list[dict[str, Any]]:
        processor.done.append(message.metadata["turn"])
        return [{"recipient_id": "talk", "text": "新"}]

    monkeypatch.setattr(said_before, "_handle", handle)
    return Processor(f"sqlite:///{tmp_path}/trackers.sqlite")


def ask(processor: Processor, turn: str, **more: Any) -> list[dict[str, Any]]:
    """What is replied to a message."""
    message = UserMessage("是", CollectingOutputChannel(), "talk", metadata={"turn": turn, **more})
    replies: list[dict[str, Any]] | None = asyncio.run(said_before._handled(processor, message))
    return replies or []


SAID = (
    BotUttered("记下了", data={"custom": {"a": 1}, "buttons": None}),
    SlotSet("region", "永嘉"),
    BotUttered("下一题", data={"buttons": BUTTONS, "custom": {"b": 2}}),
)


def test_it_is_said_again_as_it_was_said(processor: Processor) -> None:
    """Text, buttons and what programs read, in Rasa's own form; the turn is not done."""
    asyncio.run(processor.has_done("one", *SAID))
    assert ask(processor, "one", again=True) == [
        {"recipient_id": "talk", "text": "记下了"},
        {"recipient_id": "talk", "custom": {"a": 1}},
        {"recipient_id": "talk", "text": "下一题", "buttons": BUTTONS},
        {"recipient_id": "talk", "custom": {"b": 2}},
    ]
    assert not processor.done


def test_by_another_worker_too(processor: Processor, tmp_path: Any) -> None:
    """The conversation tells it, wherever it is read."""
    asyncio.run(processor.has_done("one", *SAID))
    processor.tracker_store = LiveTrackers(DOMAIN, host=f"sqlite:///{tmp_path}/trackers.sqlite")
    assert len(ask(processor, "one", again=True)) == 4
    assert not processor.done


def test_what_was_not_heard_is_answered(processor: Processor) -> None:
    """In a new conversation, after another message, and where the actions failed."""
    ask(processor, "new", again=True)
    asyncio.run(processor.has_done("one", *SAID))
    ask(processor, "two", again=True)
    asyncio.run(processor.has_done("two"))
    ask(processor, "two", again=True)
    assert processor.done == ["new", "two", "two"]


def test_without_a_word_of_it_nobody_looks(processor: Processor) -> None:
    """A message that comes for the first time costs nothing more."""
    asyncio.run(processor.has_done("one", *SAID))
    processor.tracker_store = None  # type: ignore[assignment]
    ask(processor, "two")
    assert processor.done == ["two"]
