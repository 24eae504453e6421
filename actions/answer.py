"""Answers a question about the notices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.hand_over import to_self_check
from actions.knowledge import catalogue
from actions.turn import Turn, keep, send
from policies_kb.model.answer import Question
from policies_kb.wording.reply import Reply

#: Intents whose message only makes sense together with the question before.
_FOLLOWING: Final = frozenset({"followup", "choose_notice", "previous"})
_PHOTO: Final = frozenset({"ask_photo", "check_photo"})
_A_PHOTO: Final = (("photo", 1.0),)
_GOING_ON: Final = frozenset({"followup", "inform", "correction"})


class ActionAnswer(Action):
    """Looks the question up and tells what the notice says, with its place."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_answer"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Reply to the latest message and keep what it was about."""
        turn = Turn.of(tracker)
        return to_self_check(turn, tracker) or answered(dispatcher, turn)


def answered(dispatcher: CollectingDispatcher, turn: Turn) -> list[EventType]:
    """Send the answer to a message and keep what it was about."""
    reply, kept = answer_to(turn)
    send(dispatcher, reply)
    return keep(kept, turn.lang)


def asks_after_all(turn: Turn) -> bool:
    """Whether a message that was taken for small talk asks something of the notices («那义乌？»)."""
    return not turn.payload and catalogue().asks(question(turn))


def answer_to(turn: Turn) -> tuple[Reply, Mapping[str, str]]:
    """The reply to a question, and what the conversation keeps of it. A photo that is described is checked."""
    asked = question(turn)
    # One and the same publication finds the answer and words it, whatever is published meanwhile.
    held = catalogue()
    checked = held.photos.asked(asked) if _on_a_photo(turn) else None
    if checked is not None:
        return checked
    answer = held.answer(asked)
    return held.reply(answer), answer.kept


def _on_a_photo(turn: Turn) -> bool:
    """Whether the message is about a photo: by its intent, or going on from a question about one."""
    if turn.payload:
        return False
    return turn.intent in _PHOTO or (turn.intent in _GOING_ON and turn.kept.get("topic") == "photo")


def question(turn: Turn) -> Question:
    """The message as a question. A pressed button stands for the words of its topic."""
    kept = dict(turn.kept)
    text = turn.text
    if turn.payload:
        topic = catalogue().knowledge.topics.get(turn.intent.removeprefix("ask_"))
        text = topic.name.in_(turn.lang) if topic else ""
    if turn.intent == "choose_notice" and (notice := turn.entities.get("notice")):
        kept = {name: kept[name] for name in ("topic", "asked") if name in kept} | {"notice": notice}
    topics = _A_PHOTO if turn.intent == "check_photo" else turn.topics
    return Question(
        text,
        turn.on,
        topics,
        kept,
        follows=turn.intent in _FOLLOWING,
        lang=turn.lang,
        act=turn.intent,
        sure=turn.confidence,
    )
