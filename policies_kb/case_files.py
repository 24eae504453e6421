"""Case files put to the rules of their notice: what a case expects, held against what the rules say.

Here belongs the comparing. What a case may say is in `model.case`, how its file is read in `reading.cases`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from policies_kb.model.attribute import Attributes
from policies_kb.model.case import Case, Missing
from policies_kb.reading import Files
from policies_kb.reading.cases import Trial, folder_of, read_cases
from policies_kb.rules import (
    Facts,
    Outcome,
    Ruleset,
    Truth,
    Verdict,
    check,
    compile_notice,
    earliest,
    verdict,
)

__all__ = ["Difference", "Trial", "differences", "folder_of", "read_cases", "try_all"]


@dataclass(frozen=True)
class Difference:
    """Where a case does not hold: what was compared, expected and found."""

    what: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.what}: expected {self.expected}, found {self.found}"


def try_all(trials: Iterable[Trial], files: Files) -> Iterator[tuple[Trial, tuple[Difference, ...]]]:
    """Every case with its differences. Raises MisfitError where the rules have flaws: lint them first."""
    compiled: dict[tuple[str, str], Ruleset] = {}
    for trial in trials:
        key = (trial.notice.id, trial.case.target)
        if key not in compiled:
            compiled[key] = compile_notice(
                trial.notice, trial.case.target, Attributes(files.attributes), files.regions
            )
        yield trial, tuple(differences(trial, compiled[key]))


def differences(trial: Trial, rules: Ruleset) -> Iterator[Difference]:
    """Where the rules say otherwise than the case, the verdict first; nothing where the case holds."""
    case, facts = trial.case, trial.facts
    on = case.on or rules.days.opens or rules.days.counting
    found = verdict(rules, facts, on)
    if found != case.verdict:
        yield Difference("verdict", case.verdict, found)
    if "earliest" in case.model_fields_set:
        day = _earliest(rules, facts, on, found)
        if day != case.earliest:
            yield Difference("earliest", str(case.earliest), str(day))
    if case.because is not None or case.missing is not None:
        outcome = check(rules, facts, on)
        yield from _because(case, outcome)
        yield from _missing(case.missing or Missing(), outcome)


def _earliest(rules: Ruleset, facts: Facts, on: dt.date, found: Verdict) -> dt.date | None:
    waiting = earliest(rules, facts, on) if found is Verdict.INELIGIBLE else None
    return waiting.day if waiting else None


def _because(case: Case, outcome: Outcome) -> Iterator[Difference]:
    if case.because is None:
        return
    named, (must, some, may) = set(case.because), _deciding(outcome)
    if must <= named <= must | some | may and (not some or named & some):
        return
    found = [*sorted(must), *([f"one or more of ({_list(some)})"] if some else [])]
    if outcome.verdict is Verdict.UNDETERMINED:
        found = [f"open are {_list(may)}"]
    yield Difference("because", _list(case.because), ", ".join(found) or "nothing")


def _deciding(outcome: Outcome) -> tuple[set[str], set[str], set[str]]:
    """The rules that all must be named, those of which one is enough, and those that may be named besides."""

    def ids(kind: str, truth: Truth) -> set[str]:
        return {one.rule.id for one in outcome.trace if one.kind == kind and one.truth is truth}

    if outcome.verdict is Verdict.UNDETERMINED:
        return set(), set(), {one.rule.id for one in outcome.trace if one.truth is Truth.UNKNOWN}
    applied = ids("adjustment", Truth.TRUE)
    if outcome.verdict is Verdict.ELIGIBLE:
        return ids("route", Truth.TRUE), set(), applied
    shut = ids("route", Truth.FALSE)
    all_shut = len(shut) == len(outcome.of_kind("route"))
    return ids("bar", Truth.TRUE) | ids("requirement", Truth.FALSE), shut if all_shut else set(), applied


def _missing(expected: Missing, outcome: Outcome) -> Iterator[Difference]:
    for what, wanted, found in (
        ("missing answers", expected.answers, outcome.missing),
        ("missing documents", expected.documents, outcome.left_to),
        ("unstated", expected.unstated, outcome.unstated),
    ):
        if wanted is not None and set(wanted) != set(found):
            yield Difference(what, _list(wanted), _list(found))


def _list(names: Collection[str]) -> str:
    return ", ".join(sorted(names)) or "nothing"
