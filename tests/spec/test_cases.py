"""Every applicant of the case files gets the verdict that a reader of the notice would give."""

from __future__ import annotations

import pytest

from policies_kb.case_files import Trial, folder_of, read_cases, try_all
from policies_kb.model.notice import Notice
from policies_kb.reading import HERE, read_folder

FILES = read_folder()
TRIALS, PROBLEMS = read_cases(FILES, folder_of(HERE))
RULED = [notice for notice in FILES.notices if notice.eligibility]


def test_the_case_files_can_be_read() -> None:
    """Nothing is to be mended in them; a file that is would silently have no cases."""
    assert [str(problem) for problem in PROBLEMS] == []


@pytest.mark.parametrize("notice", RULED, ids=lambda notice: notice.id)
def test_there_are_cases_for_every_title(notice: Notice) -> None:
    """No notice with rules is without cases, and none of its titles is."""
    assert {trial.case.target for trial in TRIALS if trial.notice.id == notice.id} == set(notice.titles)


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: f"{trial.notice.id}/{trial.case.id}")
def test_the_case_holds(trial: Trial) -> None:
    """The verdict, the rules that decide, what is missing and the earliest day are as the case says."""
    for _, found in try_all([trial], FILES):
        assert not found, "; ".join(map(str, found))
