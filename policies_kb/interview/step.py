"""What one message did to an interview."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from policies_kb.interview.state import Interview
from policies_kb.rules import Question, Value


class Note(StrEnum):
    """What is said before the next question. Each has its phrase in `wording.check`."""

    BEGUN = "begun"
    NOTED = "noted"
    CORRECTED = "corrected"
    NOT_UNDERSTOOD = "not_understood"
    TAKEN_AS_UNKNOWN = "taken_as_unknown"
    SKIPPED = "skipped"
    WHY = "why"
    BACK = "back"
    NOTHING_BEFORE = "nothing_before"
    PAUSED = "paused"
    RESUMED = "resumed"
    KEPT = "kept"


@dataclass(frozen=True)
class Step:
    """The interview after a message.

    `question` is put next, None where the interview is over or paused. `heard` are the answers just noted.
    `left` is about how many questions are still to come, this one included.
    """

    interview: Interview
    note: Note
    question: Question | None = None
    heard: Mapping[str, Value] = field(default_factory=dict)
    left: int = 0

    @property
    def over(self) -> bool:
        """Whether the verdict can be given now."""
        return self.interview.over
