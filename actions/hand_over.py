"""Which messages belong to the self-check, whatever they were classified as."""

from __future__ import annotations

from typing import Final

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, FollowupAction

from actions.knowledge import catalogue
from actions.turn import Turn
from policies_kb.model.answer import Question

#: The form of the self-check, and the slot that holds where it stands.
FORM: Final = "self_check_form"
HELD: Final = "self_check"
#: Whoever tells the assistant what to do, or describes a photo, tells nothing of themselves.
_NOT_OF_ONESELF: Final = frozenset({"adversarial", "check_photo"})


def to_self_check(turn: Turn, tracker: Tracker) -> list[EventType]:
    """What every other action does first: a message about the person, or about a check before, goes to the form."""
    if turn.payload or turn.intent in _NOT_OF_ONESELF:
        return []
    checks = catalogue().checks
    held = tracker.get_slot(HELD)
    if checks.returns(held, turn.text, turn.on) or checks.concerns_the_person(asked(turn)):
        return [FollowupAction(FORM)]
    return []


def asked(turn: Turn) -> Question:
    """The message as a question to the knowledge base."""
    return Question(turn.text, turn.on, turn.topics, turn.kept, lang=turn.lang)
