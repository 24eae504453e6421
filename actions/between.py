"""What is said in the middle of a self-check and is no matter of it: answered as it would be outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from actions.answer import answer_to
from actions.converse import phrase_of
from actions.knowledge import catalogue
from actions.turn import Turn
from policies_kb.wording.reply import Reply

#: So sure must the classifier be, and so short the message («联系电话»), before what does not read like a question
#: is taken for one. A longer message is rather an answer that was not understood.
_SURE: Final = 0.8
_SHORT: Final = 8
_LIKELY: Final = 0.3
#: What people say besides; «yes» and «no» are answers, and «stop» is a command to the self-check.
_BESIDES: Final = frozenset(
    {"greet", "thanks", "help", "bot_identity", "praise_complain", "adversarial", "goodbye"}
)


@dataclass(frozen=True)
class Between:
    """A reply, and what the conversation keeps of it (None: nothing changes)."""

    reply: Reply
    kept: Mapping[str, str] | None = field(default=None)


def is_question(turn: Turn) -> bool:
    """Whether the message asks about the notices."""
    likely = turn.intent.startswith("ask_") and turn.confidence >= _LIKELY
    return likely and (turn.payload or catalogue().checks.asks(turn.text))


def between(turn: Turn) -> Between | None:
    """The reply to something said in between; None where the message is none such."""
    sure = turn.confidence >= _SURE
    short = sure and turn.intent.startswith("ask_") and len(turn.text.strip()) <= _SHORT
    if is_question(turn) or short or (turn.intent == "check_photo" and sure):
        return Between(*answer_to(turn))
    if turn.intent == "human" and sure:
        return Between(catalogue().offices(turn.kept.get("notice"), turn.lang, turn.on))
    if turn.intent == "list_notices" and sure:
        return Between(catalogue().held(turn.lang, turn.on))
    if turn.intent in _BESIDES and sure:
        return Between(phrase_of(turn))
    return None
