"""How turns ended, in the four kinds that figures tell apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.store import Counted, Times
from policies_kb.model.status import Status


class Outcome(StrEnum):
    """A question was answered, answered by a question, or not answered; anything else was no question."""

    ANSWERED = "answered"
    ASKED_BACK = "asked_back"
    UNANSWERED = "unanswered"
    OTHER = "other"


_OF: Final = {
    Status.ANSWERED: Outcome.ANSWERED,
    Status.ANSWERED_FOR_SEVERAL: Outcome.ANSWERED,
    Status.CLARIFY_NOTICE: Outcome.ASKED_BACK,
    Status.CLARIFY_TOPIC: Outcome.ASKED_BACK,
    Status.NOT_IN_NOTICE: Outcome.UNANSWERED,
    Status.NO_SUCH_NOTICE: Outcome.UNANSWERED,
    Status.UNAVAILABLE: Outcome.UNANSWERED,
}


def outcome_of(status: str) -> Outcome:
    """What a status comes to; one of another release counts as no question."""
    return _OF.get(Status(status), Outcome.OTHER) if status in set(Status) else Outcome.OTHER


@dataclass(frozen=True)
class Summary:
    """The figures of a span. Shares are of the questions, None where there was none."""

    turns: int
    questions: int
    answered: int
    asked_back: int
    unanswered: int
    handoffs: int
    checks: int
    degraded: int
    times: Times

    @classmethod
    def of(cls, counted: Counted) -> Summary:
        """What was counted, summed up."""
        statuses = by_status(counted)
        ended: Counter[Outcome] = Counter()
        for status, count in statuses.items():
            ended[outcome_of(status)] += count
        return cls(
            counted.turns,
            counted.turns - ended[Outcome.OTHER],
            ended[Outcome.ANSWERED],
            ended[Outcome.ASKED_BACK],
            ended[Outcome.UNANSWERED],
            statuses.get(Status.HANDOFF.value, 0),
            sum(counted.verdicts.values()),
            counted.degraded,
            counted.times,
        )

    def share(self, part: int) -> float | None:
        """So much of the questions."""
        return part / self.questions if self.questions else None


def by_status(counted: Counted) -> dict[str, int]:
    """How many turns ended with each status."""
    found: Counter[str] = Counter()
    for (_, status), count in counted.days.items():
        found[status] += count
    return dict(found)


def totals(tally: Mapping[tuple[str | None, str], int], *, questions_only: bool) -> dict[str | None, int]:
    """How many turns there were of each value, or how many of them were questions."""
    found: Counter[str | None] = Counter()
    for (value, status), count in tally.items():
        if not questions_only or outcome_of(status) is not Outcome.OTHER:
            found[value] += count
    return dict(found)
