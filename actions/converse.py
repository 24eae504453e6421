"""Replies that state no policy: greetings, thanks, help, what is out of scope."""

from __future__ import annotations

from typing import Any, Final

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import answered, asks_after_all, question
from actions.hand_over import to_self_check
from actions.knowledge import catalogue
from actions.turn import Turn, send
from policies_kb.model.status import Status
from policies_kb.wording.reply import Reply, phrase_reply

#: What each intent is answered with: a phrase of `policies_kb.wording.phrases`, and how the reply ends.
_PHRASE: Final[dict[str, tuple[str, Status]]] = {
    "greet": ("greet", Status.SMALLTALK),
    "goodbye": ("goodbye", Status.SMALLTALK),
    "thanks": ("thanks", Status.SMALLTALK),
    "affirm": ("affirm", Status.SMALLTALK),
    "deny": ("deny", Status.SMALLTALK),
    "help": ("help", Status.SMALLTALK),
    "bot_identity": ("bot_identity", Status.SMALLTALK),
    "praise_complain": ("praise_complain", Status.SMALLTALK),
    "stop": ("stop", Status.SMALLTALK),
    "out_of_scope": ("out_of_scope", Status.OUT_OF_SCOPE),
    "adversarial": ("refused", Status.REFUSED),
}

#: Small talk, as long as it names nothing («打错了，是永嘉» does).
_PLAIN: Final = frozenset({"affirm", "deny", "stop", "thanks", "praise_complain", "greet", "goodbye"})
_NAMES: Final = frozenset({"region", "title", "level", "sector", "notice", "year", "education", "specialty"})


class ActionSay(Action):
    """Says the phrase that belongs to the intent."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_say"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Reply without touching what the conversation keeps."""
        turn = Turn.of(tracker)
        elsewhere = to_self_check(turn, tracker)
        if elsewhere:
            return elsewhere
        if (turn.intent in _PLAIN and _NAMES & set(turn.entities)) or asks_after_all(turn):
            return answered(dispatcher, turn)
        send(dispatcher, phrase_of(turn))
        if turn.intent == "adversarial":
            _stand_by(dispatcher, turn)
        return [SlotSet("lang", turn.lang)]


def _stand_by(dispatcher: CollectingDispatcher, turn: Turn) -> None:
    """Say once more what the notice says, where somebody wants to hear something else."""
    held = catalogue()
    before = held.insisted_on(question(turn))
    if before is not None:
        send(dispatcher, held.reply(before))


def phrase_of(turn: Turn) -> Reply:
    """The phrase that belongs to the intent."""
    phrase, status = _PHRASE.get(turn.intent, ("help", Status.SMALLTALK))
    return phrase_reply(phrase, status, turn.lang, turn.on)
