"""People go through the self-check in the words of a chat window."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from dev.personas import Ended, Persona, lead, read_personas
from policies_kb.catalogue import Catalogue
from policies_kb.model.answer import Question

TODAY = dt.date(2026, 1, 5)
PERSONAS = read_personas(sorted((Path(__file__).parent / "personas").glob("*.jsonl")))


class Led:
    """One conversation with the self-check itself, without a dialogue server in front of it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._checks = catalogue.checks
        self._held: str | None = None

    def say(self, message: str) -> list[dict[str, Any]]:
        """The reply to one message, in the form of the REST channel."""
        if self._held is None:
            turned = self._checks.begin(Question(message, TODAY), "zh")
        else:
            turned = self._checks.hear(self._held, message, TODAY, "zh") or self._checks.puzzled(
                self._held, TODAY, "zh"
            )
        if turned is None:
            return []
        self._held = turned.held
        return [{"text": turned.reply.text, "custom": turned.reply.custom}]


@pytest.fixture(scope="module")
def ended(real: Catalogue) -> list[Ended]:
    """Every persona's self-check, led to its end."""
    return [lead(persona, Led(real).say) for persona in PERSONAS if not persona.debatable]


def test_every_notice_and_verdict_has_its_people() -> None:
    """Eligible, not eligible and undetermined, where the notice knows them."""
    assert {persona.notice for persona in PERSONAS} == {
        "yj-construction-2021",
        "sy-engineering-2023",
        "zj-construction-2023",
        "zj-natural-resources-2020",
        "sx-construction-2020",
    }
    assert {persona.verdict for persona in PERSONAS} == {"eligible", "ineligible", "undetermined"}


def test_the_verdicts_are_right(ended: list[Ended]) -> None:
    """Of ninety in a hundred at least; `make eval` names the others and the report says why."""
    right = sum(one.verdict_right for one in ended)
    missed = [f"{one.persona.id}: {'; '.join(one.wrong)}" for one in ended if not one.verdict_right]
    assert right / len(ended) >= 0.9, "\n".join(missed)


def test_few_questions_are_asked(ended: list[Ended]) -> None:
    """Nobody is asked more than there are attributes that matter."""
    assert max(one.questions for one in ended) <= 20


def test_a_persona_answers_what_is_asked() -> None:
    """By the attribute, else with what is said to anything."""
    persona = Persona(
        "p", "n", "t", "o", {"sector": "建筑", "default": "正常"}, "eligible", (), None, debatable=False
    )
    assert persona.says("specialty") == "建筑"
    assert persona.says("papers") == "正常"
