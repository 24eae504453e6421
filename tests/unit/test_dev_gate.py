"""What could not run is said, and counts as failed in CI."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dev import gate
from dev.checks import Stage, started_stages, static_stages, unit_stage, verify_stage
from dev.gate import Outcome, Result, passed
from dev.layout import PROJECT, Layout

_PASSED = Result("one", Outcome.PASSED, 1.0)
_FAILED = Result("two", Outcome.FAILED, 1.0, "exit code 1")
_NOT_RUN = Result("three", Outcome.NOT_RUN, 0.0, "no Rasa")


@pytest.mark.parametrize(
    ("results", "here", "in_ci"),
    [
        ([_PASSED], True, True),
        ([_PASSED, _NOT_RUN], True, False),
        ([_PASSED, _FAILED], False, False),
        ([_NOT_RUN, _FAILED], False, False),
    ],
)
def test_what_was_not_run_is_forgiven_outside_ci_only(results: list[Result], here: bool, in_ci: bool) -> None:
    assert passed(results, in_ci=False) is here
    assert passed(results, in_ci=True) is in_ci


@pytest.mark.parametrize(
    ("code", "outcome", "reason"),
    [
        (0, Outcome.PASSED, ""),
        (3, Outcome.FAILED, "exit code 3"),
    ],
)
def test_a_stage_goes_as_its_command_ends(tmp_path: Path, code: int, outcome: Outcome, reason: str) -> None:
    result = gate._run(Layout(tmp_path), Stage("any", (sys.executable, "-c", f"raise SystemExit({code})")))

    assert (result.outcome, result.reason) == (outcome, reason)


def test_types_are_checked_of_all_that_is_written_in_python() -> None:
    """The tests, the benchmarks and what an installation runs, as much as the packages."""
    (types,) = (stage for stage in static_stages(PROJECT) if stage.name == "types")

    written = {file.relative_to(PROJECT.root).parts[0] for file in PROJECT.root.glob("[!.]*/**/*.py")}

    # The components are checked apart, as the Python they run on; what is built is not written.
    assert written - {"nlu_components", "build", "models"} <= set(types.command)


def test_a_run_without_tests_has_failed() -> None:
    assert Stage("tests", ("python", "-m", "pytest")).meaning_of(5) == "there is no test in it"


def test_a_stage_that_cannot_run_is_loud_and_not_started(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = gate._run(Layout(tmp_path), Stage("any", ("no-such-program",), cannot="no Rasa"))

    assert result.outcome is Outcome.NOT_RUN
    assert "NOT RUN: no Rasa" in capsys.readouterr().out


def test_without_the_official_texts_verify_cannot_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICY_SOURCES", str(tmp_path / "none"))
    assert "POLICY_SOURCES" in verify_stage(Layout(tmp_path)).cannot

    monkeypatch.setenv("POLICY_SOURCES", str(tmp_path))
    stage = verify_stage(Layout(tmp_path))
    assert not stage.cannot
    assert stage.command[-1] == str(tmp_path)


def test_only_kinds_of_tests_that_exist_are_run(tmp_path: Path) -> None:
    (tmp_path / "tests" / "spec").mkdir(parents=True)
    (tmp_path / "tests" / "unit").mkdir()
    (tmp_path / "tests" / "unit" / "test_one.py").touch()

    assert unit_stage(Layout(tmp_path)).command[-1:] == ("tests/unit",)


def test_without_a_model_nothing_is_started(tmp_path: Path) -> None:
    (tmp_path / "tests" / "dialogue").mkdir(parents=True)
    (tmp_path / "tests" / "dialogue" / "test_fee.yml").touch()

    assert [stage.cannot for stage in started_stages(Layout(tmp_path), "no model")] == ["no model"] * 3


def test_the_summary_names_every_stage(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)

    assert gate._summary([_PASSED, _NOT_RUN])

    shown = capsys.readouterr().out
    assert "passed      1.0 s  one" in shown
    assert "not run     0.0 s  three: no Rasa" in shown
    assert "in CI this is a failure" in shown
