"""Whom to call, and which notices there are."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import answered, asks_after_all
from actions.knowledge import catalogue
from actions.turn import Turn, send
from policies_kb.model.status import Status
from policies_kb.wording.reply import phrase_reply


class ActionHandoff(Action):
    """Names the offices with their phones: of the notice in view, else of all."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_handoff"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Reply with phones and their places in the notices."""
        turn = Turn.of(tracker)
        if asks_after_all(turn):
            return answered(dispatcher, turn)
        send(dispatcher, catalogue().offices(turn.kept.get("notice"), turn.lang, turn.on))
        return [SlotSet("lang", turn.lang)]


class ActionListNotices(Action):
    """Names the notices that are held, as buttons."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_list_notices"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Reply with a list; a button puts that notice in view."""
        turn = Turn.of(tracker)
        if asks_after_all(turn):
            return answered(dispatcher, turn)
        send(dispatcher, catalogue().held(turn.lang, turn.on))
        return [SlotSet("lang", turn.lang)]


class ActionForget(Action):
    """Lets go of what the conversation kept."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_forget"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Clear every slot and say so."""
        turn = Turn.of(tracker)
        if asks_after_all(turn):
            return answered(dispatcher, turn)
        send(dispatcher, phrase_reply("forgotten", Status.SMALLTALK, turn.lang, turn.on))
        return [SlotSet(name, None) for name in tracker.slots]
