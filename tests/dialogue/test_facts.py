"""A question for every fact, twice: whoever asks for it in other words is told it, or at least where it stands."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import NamedTuple

import pytest

from policies_kb.catalogue import Catalogue
from policies_kb.lint import knowledge_of
from policies_kb.model.answer import Question
from policies_kb.reading import read_folder

HERE = Path(__file__).parent / "facts"
TODAY = dt.date(2026, 11, 22)
#: Of a hundred questions that no classifier has read, so many are at least answered with the place of the fact.
ENOUGH = {"first": 80, "second": 77}


class Asked(NamedTuple):
    """A question and the fact that answers it."""

    fact: str
    text: str


def read(name: str) -> list[Asked]:
    """The questions of one set."""
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [Asked(one["fact"], one["q"]) for one in map(json.loads, lines)]


def told(catalogue: Catalogue, asked: Asked) -> bool:
    """Whether the answer is the fact, or stands at a place of it."""
    fact = catalogue.fact(asked.fact)
    assert fact, asked.fact
    facts = [one for found in catalogue.answer(Question(asked.text, TODAY)).found for one in found.facts]
    return any(one.id == fact.id or not set(one.at).isdisjoint(fact.at) for one in facts)


@pytest.fixture(scope="module")
def words() -> Catalogue:
    """The notices by their words alone: to compare what two thousand questions mean takes minutes."""
    return Catalogue(knowledge_of(read_folder()))


@pytest.mark.parametrize("name", ENOUGH)
def test_a_question_for_every_fact(words: Catalogue, name: str) -> None:
    """Most are told it; `docs/evaluation.md` says how many by the whole assistant."""
    asked = read(name)
    right = sum(told(words, one) for one in asked)
    assert 100 * right >= ENOUGH[name] * len(asked), f"{right} of {len(asked)}"
