"""One turn of a conversation: what the person wrote, how it was classified, what was kept; and how to reply."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.clock import today
from policies_kb.catalogue import language_of
from policies_kb.model.answer import KEPT
from policies_kb.model.text import Lang
from policies_kb.wording.reply import Reply

_TOPIC: Final = "ask_"


@dataclass(frozen=True)
class Turn:
    """A person's message as Rasa understood it. `payload` is true where a button was pressed."""

    text: str
    intent: str
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    entities: Mapping[str, str]
    kept: Mapping[str, str]
    lang: Lang
    on: dt.date
    payload: bool

    @classmethod
    def of(cls, tracker: Tracker) -> Turn:
        """Read the latest message and the slots."""
        message = tracker.latest_message
        text = str(message.get("text") or "")
        intent = message.get("intent") or {}
        payload = text.startswith("/")
        spoken = tracker.get_slot("lang")
        wished = (message.get("metadata") or {}).get("lang")
        return cls(
            text=text,
            intent=str(intent.get("name") or ""),
            confidence=float(intent.get("confidence") or 0.0),
            ranking=tuple((one["name"], one["confidence"]) for one in message.get("intent_ranking") or ()),
            entities={one["entity"]: str(one["value"]) for one in message.get("entities") or ()},
            kept={name: value for name in KEPT if (value := tracker.get_slot(name))},
            lang=wished or (spoken if payload and spoken else language_of(text)),
            on=today(),
            payload=payload,
        )

    @property
    def topics(self) -> tuple[tuple[str, float], ...]:
        """The topics among the classified intents, with their probabilities."""
        ranked = self.ranking or ((self.intent, 1.0),)
        return tuple((name.removeprefix(_TOPIC), share) for name, share in ranked if name.startswith(_TOPIC))


def send(dispatcher: CollectingDispatcher, reply: Reply) -> None:
    """Send a reply in the form of the contract."""
    buttons: list[dict[str, Any]] = [{"title": one.title, "payload": one.payload} for one in reply.buttons]
    dispatcher.utter_message(text=reply.text, buttons=buttons, json_message=reply.custom)


def keep(kept: Mapping[str, str], lang: Lang) -> list[EventType]:
    """The slots after a turn: what is kept, everything else cleared."""
    return [SlotSet(name, kept.get(name)) for name in KEPT] + [SlotSet("lang", lang)]
