"""Question cases: what people ask, and what a right reply must show (`tests/dialogue/questions/*.jsonl`)."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dev.errors import CommandError

#: Topics of the question cases that name one intent each; the rest mix several.
TOPICS: Final = dict(
    pair.split(":")
    for pair in """
    appointment:appointment letter:appointment assessment:assessments authority:department_steps contact:contact
    counting-day:counting_day cutoff:counting_day dates:deadline window:deadline degree:education_proof
    department:department_steps direct:direct_application document:documents education:requirements
    education-hours:continuing_education employer:employer_steps evidence:evidence exam:exam fee:fee
    filling:form_filling forms:paper_materials paper:paper_materials roster:paper_materials institution:posts
    insurance:social_insurance integrity:penalties interview:interview mountain:mountain_counties photo:photo
    pledge:pledge publicity:publicity recognition:recognition scope:scope self-score:self_evaluation
    skilled:skilled_workers specialty:specialties statement:statement system:system uploads:uploads
    """.split()
)
#: Kinds whose text alone does not tell the topic, or asks for two things.
LEFT_OUT: Final = frozenset({"followup", "adversarial", "out_of_scope", "compare", "ambiguous"})
_NAMES = ("id", "kind", "notice", "topic", "turns", "must", "must_not", "gold")


@dataclass(frozen=True)
class Case:
    """One conversation of which the last reply is judged.

    `must` are groups of patterns of which each needs one match in the normalised reply, `must_not` patterns that may
    not match; `gold` is a right answer in one line.
    """

    id: str
    kind: str
    notice: str | None
    topic: str
    turns: tuple[str, ...]
    must: tuple[tuple[str, ...], ...]
    must_not: tuple[str, ...]
    gold: str


def read_cases(paths: Iterable[Path]) -> list[Case]:
    """Every case of these files. Raises CommandError that names the file and line of a broken one."""
    return [case for path in paths for case in _of_file(path)]


def _of_file(path: Path) -> Iterator[Case]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield _case(json.loads(line))
        except (ValueError, KeyError, TypeError, re.error) as error:
            raise CommandError(
                f"{path.name}, line {number}: {error}",
                f"a case has {', '.join(_NAMES)}; topic and audience may be missing",
            ) from None


def _case(row: dict[str, Any]) -> Case:
    if set(row) - {"audience"} not in (set(_NAMES), set(_NAMES) - {"topic"}):
        raise ValueError(f"has {', '.join(sorted(row))}")
    groups = tuple(tuple([group] if isinstance(group, str) else group) for group in row["must"])
    forbidden: tuple[str, ...] = tuple(row["must_not"])
    for pattern in (*forbidden, *(one for group in groups for one in group)):
        re.compile(pattern)
    return Case(
        id=str(row["id"]),
        kind=str(row["kind"]),
        notice=None if row["notice"] is None else str(row["notice"]),
        topic=str(row.get("topic", "none")),
        turns=tuple(row["turns"]),
        must=groups,
        must_not=forbidden,
        gold=str(row["gold"]),
    )


def normalised(text: str) -> str:
    """As patterns are written: full-width forms narrowed, small letters, no white space, no separators in numbers."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).lower())
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)


def wrong_with(case: Case, reply: str) -> list[str]:
    """What a reply lacks or should not say; empty where it is right."""
    text = normalised(reply)
    if not text:
        return ["no reply"]
    wrong = [
        "missing " + "|".join(group)
        for group in case.must
        if not any(re.search(pattern, text, re.IGNORECASE) for pattern in group)
    ]
    return wrong + ["forbidden " + one for one in case.must_not if re.search(one, text, re.IGNORECASE)]
