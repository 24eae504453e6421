"""`python -m policies_kb check`: the cases of the notices at the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from policies_kb.cli import main
from tests.conftest import SAMPLE

CASES = """\
people: {ordinary: {education: 高中}}
cases:
  - {id: seven, about: 高中七年, target: 技术员, like: ordinary, says: {years_of_work: {years: 7}}, verdict: eligible}
  - {id: six, about: 高中六年, target: 技术员, like: ordinary, says: {years_of_work: {years: 6}}, verdict: WANTED}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the invented notices, with an empty folder of cases beside it."""
    shutil.copytree(SAMPLE, tmp_path / "notices")
    (tmp_path / "cases").mkdir()
    return tmp_path / "notices"


def write(folder: Path, wanted: str) -> None:
    """Write cases of which the second expects `wanted`."""
    file = folder.parent / "cases" / "yi-junior-2030.yml"
    file.write_text(CASES.replace("WANTED", wanted), encoding="utf-8")


def run(folder: Path, *arguments: str) -> int:
    """The exit code of one command."""
    return main(["--notices", str(folder), *arguments])


def test_one_line_a_notice_that_holds(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """How many cases hold, of those notices that have rules."""
    write(folder, "ineligible")
    assert run(folder, "check") == 0
    assert capsys.readouterr().out == "yi-junior-2030: 2 of 2 cases hold\n"


def test_a_case_that_does_not_hold_is_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With what was expected and found, and the exit code says so."""
    write(folder, "eligible")
    assert run(folder, "check", "yi-junior-2030") == 1
    assert capsys.readouterr().out.splitlines() == [
        "yi-junior-2030: 1 of 2 cases hold",
        "  six (高中六年)",
        "    verdict: expected eligible, found ineligible",
    ]


def test_a_broken_case_file_is_reported_by_lint_and_check(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its folder, so that it is not taken for the notice of the same name."""
    write(folder, "maybe")
    for command in ("lint", "check"):
        assert run(folder, command) == 1
        assert "cases/yi-junior-2030.yml: line 4: cases[1].verdict: 'maybe'" in capsys.readouterr().err


def test_one_notice_is_checked_while_another_is_being_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only what concerns the notices named stands in the way."""
    write(folder, "ineligible")
    (folder / "jia-middle-2031.yml").write_text("id: jia-middle-2031\n", encoding="utf-8")
    assert run(folder, "check") == 1
    assert run(folder, "check", "yi-junior-2030") == 0


def test_a_notice_without_rules_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The mend is in the message."""
    assert run(folder, "check", "jia-middle-2031") == 1
    assert capsys.readouterr().err == "no rules are held for jia-middle-2031, only for yi-junior-2030\n"
