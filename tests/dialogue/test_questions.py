"""The question cases are sound, and kept apart from what the classifier learns from."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from dev.questions import Case, normalised, read_cases, wrong_with
from policies_kb.terms import normalise

ROOT = Path(__file__).parents[2]
FILES = sorted((Path(__file__).parent / "questions").glob("*.jsonl"))
#: So much of a question may stand in an example: short ones («评审费多少») cannot but look alike.
NEARLY = 0.95


@lru_cache(maxsize=1)
def examples() -> tuple[str, ...]:
    """Every training example, normalised."""
    found = []
    for path in sorted((ROOT / "data" / "nlu").rglob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")).get("nlu", ()):
            found += [line.removeprefix("- ") for line in entry.get("examples", "").splitlines()]
    return tuple(normalise(one) for one in found if one.strip())


def cases() -> list[Case]:
    """Every question case."""
    return read_cases(FILES)


def test_there_are_enough_of_them() -> None:
    """Over all notices; every name once."""
    names = [case.id for case in cases()]
    assert len(names) >= 400
    assert len(set(names)) == len(names)
    assert len({case.notice for case in cases()}) == 6


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_the_right_answer_passes(case: Case) -> None:
    """What the case calls right has what it demands; an empty reply has not."""
    assert wrong_with(case, case.gold) == []
    assert wrong_with(case, "")


def test_no_case_is_a_training_example() -> None:
    """Neither word for word nor nearly so."""
    learnt = examples()
    exact = set(learnt)
    asked = {normalise(turn): case.id for case in cases() for turn in case.turns if len(turn) >= 8}
    alike = [f"{name}: {text}" for text, name in asked.items() if text in exact]
    by_length: dict[int, list[str]] = {}
    for example in learnt:
        by_length.setdefault(len(example), []).append(example)
    for text, name in asked.items():
        for size in range(len(text) - 1, len(text) + 2):
            for example in by_length.get(size, ()):
                matcher = SequenceMatcher(None, text, example, autojunk=False)
                if matcher.quick_ratio() >= NEARLY and matcher.ratio() >= NEARLY:
                    alike.append(f"{name}: {text} ~ {example}")
    assert alike == []


def test_text_is_compared_as_patterns_are_written() -> None:
    """Full-width digits, spaces and separators in numbers make no difference."""
    assert normalised(" １，２３４ 元 ABC") == "1234元abc"
