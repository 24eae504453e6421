"""Personas: people who go through the self-check, and what must come out (`tests/dialogue/personas/*.jsonl`)."""

from __future__ import annotations

import json
import re
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dev.questions import normalised

Messages = list[dict[str, Any]]

#: Which of a persona's answers belongs to which attribute; the others bear the attribute's own name.
_ANSWER: Final[Mapping[str, str]] = {
    "specialty": "sector",
    "years_of_work": "years",
    "current_title": "title",
    "years_in_title": "title_years",
    "letters_years": "title_years",
    "appointed_now": "employed_now",
    "title_certificate": "province_cert",
    "post_vacancy": "vacancy",
    "general_course": "ce_hours",
    "hours_each_year": "ce_hours",
    "professional_hours": "ce_hours",
    "general_hours": "ce_hours",
    "assessments_passed": "assessments",
    "insurance_same_employer": "social_insurance",
    "insurance_newcomer": "social_insurance",
    "insurance_paying": "social_insurance",
    "local_insurance": "social_insurance",
    "skill_level": "skill_cert",
    "years_since_skill": "skill_years",
    "registration_revoked": "penalty",
    "fraud_found": "penalty",
    "performance_proved": "performance",
    "special_document": "private_doc",
    "identity": "id_doc",
    "employer_level": "archive",
    "commissioned_review": "archive",
    "relation_here": "archive",
    "self_score_form": "self_score",
}
_MOST: Final = 30


@dataclass(frozen=True)
class Persona:
    """A person: the first message, what they say when asked, and the verdict that a reader of the notice gives.

    `reasons` are groups of patterns of which the result shows one each; `earliest` a day or None.
    """

    id: str
    notice: str
    target: str
    opening: str
    answers: Mapping[str, str]
    verdict: str
    reasons: tuple[tuple[str, ...], ...]
    earliest: str | None
    debatable: bool

    def says(self, attribute: str) -> str:
        """The reply to a question about an attribute."""
        key = _ANSWER.get(attribute, attribute)
        return self.answers.get(key) or self.answers.get("default", "不清楚")


@dataclass(frozen=True)
class Ended:
    """How a self-check ended: its questions, and what is wrong with the result (empty where all is right)."""

    persona: Persona
    questions: int
    wrong: tuple[str, ...]

    @property
    def verdict_right(self) -> bool:
        """Whether at least the verdict is right."""
        return not any(one.startswith(("verdict", "no verdict")) for one in self.wrong)


def read_personas(paths: Iterable[Path]) -> list[Persona]:
    """Every persona of these files."""
    rows = [
        json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line
    ]
    return [
        Persona(
            id=row["id"],
            notice=row["notice"],
            target=row["target"],
            opening=row["opening"],
            answers=row["answers"],
            verdict=row["verdict"],
            reasons=tuple(tuple([one] if isinstance(one, str) else one) for one in row["reasons"]),
            earliest=row["earliest"],
            debatable=row["debatable"],
        )
        for row in rows
    ]


def lead(persona: Persona, say: Callable[[str], Messages]) -> Ended:
    """Let a persona go through a self-check; `say` sends a message and gives the replies."""
    messages = say(persona.opening)
    for asked in range(_MOST):
        check = _check(messages)
        if check is None:
            return Ended(persona, asked, ("no verdict: no self-check was begun",))
        if "verdict" in check:
            text = "\n".join(message.get("text") or "" for message in messages)
            return Ended(persona, asked, tuple(_wrong(persona, check, text)))
        messages = say(persona.says(check["asking"]))
    return Ended(persona, _MOST, ("no verdict after the last question",))


def _check(messages: Messages) -> dict[str, Any] | None:
    found = [
        message["custom"]["self_check"]
        for message in messages
        if "self_check" in (message.get("custom") or {})
    ]
    return found[-1] if found else None


def _wrong(persona: Persona, check: Mapping[str, Any], text: str) -> Iterable[str]:
    if check["verdict"] != persona.verdict:
        yield f"verdict {check['verdict']}, not {persona.verdict}"
    if persona.earliest and not _same_day(check["earliest"], persona.earliest):
        yield f"earliest {check['earliest']}, not {persona.earliest}"
    shown = normalised(text)
    for group in persona.reasons:
        if not any(re.search(one, shown, re.IGNORECASE) for one in group):
            yield "the result does not show " + "|".join(group)


def _same_day(found: str | None, wanted: str) -> bool:
    """A day that is only known to the month is right anywhere in it."""
    return bool(found) and (found == wanted or (wanted.endswith("-01") and str(found)[:7] == wanted[:7]))


def personas_report(ended: Sequence[Ended]) -> list[str]:
    """The figures of the self-check as lines of Markdown."""
    scored = [one for one in ended if not one.persona.debatable]
    if not scored:
        return []
    verdicts, whole = sum(one.verdict_right for one in scored), sum(not one.wrong for one in scored)
    lines = [
        (
            f"self-checks: {verdicts} of {len(scored)} verdicts right = {verdicts / len(scored):.1%}; "
            f"wholly right (verdict, reasons, day) {whole}; "
            f"questions asked: median {statistics.median(one.questions for one in scored):g}"
        ),
        "",
    ]
    return lines + [f"- {one.persona.id}: {'; '.join(one.wrong)[:160]}" for one in scored if one.wrong]
