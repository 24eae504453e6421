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
        elsewhere = to_self_check(turn, tracker)
        if elsewhere:
            return elsewhere
        reply, kept = answer_to(turn)
        send(dispatcher, reply)
        return keep(kept, turn.lang)


def answer_to(turn: Turn) -> tuple[Reply, Mapping[str, str]]:
    """The reply to a question, and what the conversation keeps of it."""
    answer = catalogue().answer(question(turn))
    return catalogue().reply(answer), answer.kept


def question(turn: Turn) -> Question:
    """The message as a question. A pressed button stands for the words of its topic."""
    kept = dict(turn.kept)
    text = turn.text
    if turn.payload:
        topic = catalogue().knowledge.topics.get(turn.intent.removeprefix("ask_"))
        text = topic.name.in_(turn.lang) if topic else ""
    if turn.intent == "choose_notice" and (notice := turn.entities.get("notice")):
        kept = {name: kept[name] for name in ("topic", "asked") if name in kept} | {"notice": notice}
    return Question(text, turn.on, turn.topics, kept, follows=turn.intent in _FOLLOWING, lang=turn.lang)
