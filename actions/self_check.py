"""The self-check as a Rasa form. What is asked next, and what a reply means, the knowledge base decides."""

from __future__ import annotations

from typing import Any, Final

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import answer_to
from actions.between import Between, between, is_question
from actions.hand_over import FORM, HELD, asked
from actions.knowledge import catalogue
from actions.turn import Turn, keep, send
from policies_kb.catalogue import Case, Turned
from policies_kb.model.status import Status
from policies_kb.wording.reply import phrase_reply

_REQUESTED: Final = "requested_slot"
_ANSWER: Final = "self_check_answer"
_FOLLOWING: Final = frozenset({"followup", "correction", "previous", "choose_notice"})
#: So sure must the classifier be that a self-check is asked for where the message tells nothing of the person.
_SURE: Final = 0.5


class ValidateSelfCheck(Action):
    """Leads the form: reads the message, notes what it says, and puts the next question or gives the verdict."""

    def name(self) -> str:
        """The name under which Rasa's form calls it."""
        return f"validate_{FORM}"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """One message of a self-check: begun, gone on with, or answered in between."""
        turn = Turn.of(tracker)
        held = tracker.get_slot(HELD)
        under_way = bool(tracker.get_slot(_REQUESTED))
        turned = _gone_on(turn, held) if under_way or _comes_back(turn, held) else None
        if turned is not None:
            return _sent(dispatcher, turned, turn)
        if under_way and not _begins(turn):
            return _in_between(dispatcher, turn, held)
        return _begun(dispatcher, turn, held)


def _gone_on(turn: Turn, held: str | None) -> Turned | None:
    checks = catalogue().checks
    if turn.payload:
        value = turn.entities.get("answer")
        return checks.take(held, value, turn.on, turn.lang) if value and turn.intent == "inform" else None
    if is_question(turn):
        return None
    return checks.hear(held, turn.text, turn.on, turn.lang)


def _comes_back(turn: Turn, held: str | None) -> bool:
    return catalogue().checks.returns(held, turn.text, turn.on)


def _begins(turn: Turn) -> bool:
    """Whether the message asks for a self-check of its own, of another title or notice."""
    return turn.intent == "start_self_check" and (
        turn.payload or bool({"title", "notice", "region"} & set(turn.entities))
    )


def _begun(dispatcher: CollectingDispatcher, turn: Turn, held: str | None) -> list[EventType]:
    if turn.payload:
        return _with(dispatcher, turn, _named(turn, held))
    reply, kept = answer_to(turn)
    unsure = turn.intent != "start_self_check" or turn.confidence < _SURE
    if unsure and not catalogue().checks.concerns_the_person(asked(turn)):
        send(dispatcher, reply)
        return [*keep(kept, turn.lang), SlotSet(_REQUESTED, None)]
    besides = catalogue().checks.asks_besides(
        turn.text, reply, kept.get("topic"), sure=turn.confidence >= _SURE, asked_for=not unsure
    )
    turned = catalogue().checks.begin(asked(turn), turn.lang, reply if besides else None)
    return [*keep(kept, turn.lang), *_with(dispatcher, turn, turned)]


def _with(dispatcher: CollectingDispatcher, turn: Turn, turned: Turned | None) -> list[EventType]:
    """The first question of a self-check, or that there is nothing to check."""
    if turned is None:
        send(dispatcher, phrase_reply("nothing_to_check", Status.NO_SUCH_NOTICE, turn.lang, turn.on))
        return [SlotSet(_REQUESTED, None), SlotSet("lang", turn.lang)]
    return _sent(dispatcher, turned, turn)


def _named(turn: Turn, held: str | None) -> Turned | None:
    """A button that names the notice and the title to check."""
    notice, title = turn.entities.get("notice"), turn.entities.get("title")
    if not (notice and title):
        return None
    known = None if turn.entities.get("answer") == "fresh" else held
    return catalogue().checks.begin_with(Case(notice, title), known, turn.on, turn.lang)


def _in_between(dispatcher: CollectingDispatcher, turn: Turn, held: str | None) -> list[EventType]:
    """Something else said during a self-check: answered, then the question again; else asked once more."""
    checks = catalogue().checks
    other = between(turn)
    if other is None and _goes_on(turn) and not checks.engaged(held):
        # Nothing was answered yet: the message goes on from the question that was asked before the self-check.
        reply, kept = answer_to(turn)
        send(dispatcher, reply)
        return [*keep(kept, turn.lang), SlotSet(_REQUESTED, None)]
    if other is None and checks.asks(turn.text):
        other = _answered(turn)
    if other is None:
        turned = checks.puzzled(held, turn.on, turn.lang)
        return _sent(dispatcher, turned, turn) if turned else [SlotSet(_REQUESTED, None)]
    send(dispatcher, other.reply)
    events = keep(other.kept, turn.lang) if other.kept is not None else []
    turned = checks.kept(held, turn.on, turn.lang)
    return events + (_sent(dispatcher, turned, turn) if turned else [SlotSet(_REQUESTED, None)])


def _answered(turn: Turn) -> Between | None:
    """The answer to what reads like a question, whatever it was classified as; None where no notice has one."""
    reply, kept = answer_to(turn)
    return Between(reply, kept) if reply.custom.get("answer", {}).get("facts") else None


def _goes_on(turn: Turn) -> bool:
    return turn.intent in _FOLLOWING or catalogue().checks.asks(turn.text)


def _sent(dispatcher: CollectingDispatcher, turned: Turned, turn: Turn) -> list[EventType]:
    send(dispatcher, turned.reply)
    return [
        SlotSet(HELD, turned.held),
        SlotSet(_REQUESTED, _ANSWER if turned.asking else None),
        SlotSet("lang", turn.lang),
    ]
