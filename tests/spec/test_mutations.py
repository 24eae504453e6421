"""The cases of a notice notice when one thing of its rules is changed.

For one notice: `pytest tests/spec/test_mutations.py -k yj` (any part of its id). What no case noticed is listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

import pytest

from policies_kb.case_files import Trial, differences, folder_of, read_cases, try_all
from policies_kb.model.attribute import Attributes
from policies_kb.model.notice import Notice
from policies_kb.reading import HERE, Files, read_folder
from policies_kb.rules import Round, Ruleset, compile_rules
from policies_kb.rules.relevance import Builder
from tests.spec.mutations import Mutant, Mutator

NOTICES = [notice for notice in read_folder().notices if notice.eligibility]


@cache
def files() -> Files:
    """The notices that come with the project."""
    return read_folder()


@cache
def sound(notice: str) -> tuple[Trial, ...]:
    """The cases of a notice that hold; those that do not would seem to notice every change."""
    trials, _ = read_cases(files(), folder_of(HERE))
    mine = [trial for trial in trials if trial.notice.id == notice]
    return tuple(trial for trial, found in try_all(mine, files()) if not found)


def rules(notice: Notice, mutant: Mutant, target: str) -> Ruleset:
    """The changed rules for one title."""
    days = Round.of(notice)
    moved = replace(days, counting=type(days.counting).fromordinal(days.counting.toordinal() + mutant.days))
    attributes = Attributes(files().attributes)
    return compile_rules(mutant.section, target, moved, attributes, files().regions, notice.id)


def noticed(notice: Notice, mutant: Mutant, trials: Sequence[Trial]) -> bool:
    """Whether a case does not hold any more; those that name the rule are tried first."""
    for target in mutant.targets:
        changed = rules(notice, mutant, target)
        mine = [trial for trial in trials if trial.case.target == target]
        mine.sort(key=lambda trial: mutant.rule not in (trial.case.because or ()))
        if any(next(differences(trial, changed), None) for trial in mine):
            return True
    return False


def alike(notice: Notice, mutant: Mutant) -> bool:
    """Whether the change makes no difference to anybody's verdict, so that no case could notice it."""
    if mutant.days:
        return False
    assert notice.eligibility is not None
    for target in mutant.targets:
        own = rules(notice, Mutant("", notice.eligibility, ()), target)
        changed = rules(notice, mutant, target)
        both = replace(own, rules=(*own.rules, *changed.rules))
        for on in (own.days.opens or own.days.counting, own.days.ends):
            builder = Builder(both, {}, on)
            if builder.build(own.whole) != builder.build(changed.whole):
                return False
    return True


def survivors(notice: Notice) -> Iterator[str]:
    """The changes that no case notices, though somebody's verdict hangs on them."""
    assert notice.eligibility is not None
    mutator = Mutator(notice, notice.eligibility, Attributes(files().attributes), files().regions)
    for mutant in mutator.mutants():
        if not noticed(notice, mutant, sound(notice.id)) and not alike(notice, mutant):
            yield mutant.what


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.id)
def test_a_case_notices_every_change_of_a_rule(notice: Notice) -> None:
    """Figures one step off, values and rules left out, tests turned round, days moved: none goes unnoticed."""
    found = list(survivors(notice))
    assert not found, f"no case notices {len(found)} changes:\n  " + "\n  ".join(found)
