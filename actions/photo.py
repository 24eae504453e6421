"""Checks a photo that a person describes in figures."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import answer_to
from actions.hand_over import to_self_check
from actions.turn import Turn, keep, send


class ActionCheckPhoto(Action):
    """Says whether the figures of a photo meet the notice; without figures, what the notice demands."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_check_photo"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Reply to the latest message and keep what it was about."""
        turn = Turn.of(tracker)
        elsewhere = to_self_check(turn, tracker)
        if elsewhere:
            return elsewhere
        reply, kept = answer_to(turn)
        send(dispatcher, reply)
        return keep(kept, turn.lang)
