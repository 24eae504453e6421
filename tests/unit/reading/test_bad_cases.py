"""Every kind of slip in a case file has its exact message."""

from __future__ import annotations

from pathlib import Path

import pytest

from policies_kb.reading import read_folder
from policies_kb.reading.cases import read_cases
from tests.conftest import SAMPLE

CASES = sorted((Path(__file__).parents[2] / "bad" / "cases").glob("*.yml"))
GOOD = "{id: a, about: 高中七年, target: 技术员, verdict: undetermined}"


def messages(folder: Path, text: str, notice: str = "yi-junior-2030") -> list[str]:
    """What is said of a case file with this text."""
    file = folder / f"{notice}.yml"
    file.write_text(text, encoding="utf-8")
    _, problems = read_cases(read_folder(SAMPLE), folder)
    return [str(problem).removeprefix(f"{folder.name}/{notice}.yml: ") for problem in problems]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_exact_message(case: Path, tmp_path: Path) -> None:
    """File, place, what is wrong and how to mend it; and nothing else is complained about."""
    text = case.read_text(encoding="utf-8")
    assert messages(tmp_path, text) == [text.splitlines()[0].removeprefix("# ")]


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    """A slip in one answer does not hide those in the others, nor in other cases."""
    text = """\
cases:
  - {id: a, about: 甲, target: 技术员, says: {school: 高中, education: 无}, verdict: eligible, because: x}
  - {id: a, about: 乙, target: 技术员, says: {years_of_work: long}, verdict: eligible}
"""
    assert len(messages(tmp_path, text)) == 5


def test_cases_of_no_notice_are_refused(tmp_path: Path) -> None:
    """They would never be run."""
    assert messages(tmp_path, f"cases: [{GOOD}]", "yi-junior-2099") == [
        "line 1: the file: «yi-junior-2099» is no notice: name the file after the notice whose cases these are"
    ]


def test_a_sound_file_gives_its_cases(tmp_path: Path) -> None:
    """Nothing is complained about, and no case is lost."""
    (tmp_path / "yi-junior-2030.yml").write_text(f"cases: [{GOOD}]", encoding="utf-8")
    trials, problems = read_cases(read_folder(SAMPLE), tmp_path)
    assert [trial.case.id for trial in trials] == ["a"]
    assert problems == ()


def test_a_case_overrides_and_forgets_what_its_person_says(tmp_path: Path) -> None:
    """`says` is laid over the person's answers; null means that the case does not tell it."""
    text = """\
people: {ordinary: {education: 高中, years_of_work: {years: 7}}}
cases:
  - {id: same, about: 甲, target: 技术员, like: ordinary, verdict: eligible}
  - {id: other, about: 乙, target: 技术员, like: ordinary, says: {education: 大专}, verdict: ineligible}
  - {id: less, about: 丙, target: 技术员, like: ordinary, says: {education: null}, verdict: undetermined}
"""
    (tmp_path / "yi-junior-2030.yml").write_text(text, encoding="utf-8")
    trials, _ = read_cases(read_folder(SAMPLE), tmp_path)
    same, other, less = (trial.facts for trial in trials)
    assert set(same) == set(other) == {"education", "years_of_work"}
    assert same["years_of_work"] == other["years_of_work"]
    assert same["education"] != other["education"]
    assert set(less) == {"years_of_work"}
