"""The knowledge base at the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from policies_kb.cli import main

SAMPLE = Path(__file__).parents[2] / "sample"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the invented notices, and an empty database."""
    shutil.copytree(SAMPLE, tmp_path / "notices")
    monkeypatch.setenv("ZHIWEN_DATABASE_URL", f"sqlite:///{tmp_path / 'kb.sqlite'}")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "notices"


def run(folder: Path, *arguments: str) -> int:
    """The exit code of one command."""
    return main(["--notices", str(folder), *arguments])


def test_lint_and_build_say_what_they_did(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line each."""
    assert run(folder, "lint") == 0
    assert run(folder, "build") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("lint: nothing to mend in 2 notices")
    assert lines[1].startswith("build: publication 1 holds 2 notices")


BROKEN = "id: yi-junior-2030\nyear: soon\n"


def test_a_broken_file_never_replaces_a_published_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Build names the problem, and what was published still answers."""
    run(folder, "build")
    (folder / "yi-junior-2030.yml").write_text(BROKEN, encoding="utf-8")
    assert run(folder, "build") == 3
    said = capsys.readouterr().err
    assert "yi-junior-2030.yml: line 2: year" in said
    assert "BROKEN: yi-junior-2030: says what it said before" in said
    assert run(folder, "search", "评审费") == 0
    assert "yi-junior-2030/fee" in capsys.readouterr().out


def test_a_broken_file_does_not_hold_up_the_others(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They are published; the exit code is that of neither all nor nothing."""
    run(folder, "build")
    (folder / "yi-junior-2030.yml").write_text(BROKEN, encoding="utf-8")
    other = folder / "jia-middle-2031.yml"
    other.write_text(
        other.read_text(encoding="utf-8").replace("以系统显示为准", "以系统公布为准"), encoding="utf-8"
    )
    assert run(folder, "build") == 3
    assert "publication 2 holds 2 notices" in capsys.readouterr().out


def test_a_broken_file_that_was_never_published_is_left_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """There is nothing that it could have said before."""
    (folder / "yi-junior-2030.yml").write_text(BROKEN, encoding="utf-8")
    assert run(folder, "build") == 3
    told = capsys.readouterr()
    assert "publication 1 holds 1 notices" in told.out
    assert "BROKEN: yi-junior-2030: is left out" in told.err


def test_strict_publishes_everything_or_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As before a release."""
    (folder / "yi-junior-2030.yml").write_text(BROKEN, encoding="utf-8")
    assert run(folder, "build", "--strict") == 1
    assert "nothing is published" in capsys.readouterr().err
    assert run(folder, "search", "评审费") == 1


def test_broken_shared_files_keep_everything_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every notice depends on them."""
    (folder / "topics.yml").write_text("- id: [", encoding="utf-8")
    assert run(folder, "build") == 1
    assert "nothing is published" in capsys.readouterr().err


def test_what_a_broken_notice_said_before_has_to_go_with_the_shared_files(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its place was taken off the list: then neither the file nor what is published makes sense."""
    run(folder, "build")
    (folder / "yi-junior-2030.yml").write_text(BROKEN, encoding="utf-8")
    regions = folder / "regions.yml"
    lines = [line for line in regions.read_text(encoding="utf-8").splitlines() if "乙县" not in line]
    regions.write_text("\n".join(lines), encoding="utf-8")
    assert run(folder, "build") == 1
    assert "«乙县» is no region" in capsys.readouterr().err


def test_rolling_back_is_one_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was said before is said again, and the list tells so."""
    run(folder, "build")
    file = folder / "yi-junior-2030.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("amount: 90", "amount: 95"), encoding="utf-8")
    run(folder, "build")
    assert run(folder, "rollback") == 0
    assert "publication 3" in capsys.readouterr().out
    run(folder, "search", "评审费")
    assert "90元" in capsys.readouterr().out
    run(folder, "publications")
    assert [line.endswith("in force") for line in capsys.readouterr().out.splitlines()] == [
        False,
        False,
        True,
    ]


def test_there_has_to_be_something_to_roll_back_to(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No stack trace."""
    run(folder, "build")
    assert run(folder, "rollback", "9") == 1
    assert "there is no publication 9" in capsys.readouterr().err


def test_new_names_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The classifier knows them only after training again."""
    run(folder, "build")
    assert "new names" not in capsys.readouterr().out
    file = folder / "yi-junior-2030.yml"
    text = file.read_text(encoding="utf-8").replace("[乙县那个初级]", "[乙县那个初级, 乙县的老办法]")
    file.write_text(text, encoding="utf-8")
    run(folder, "build")
    assert "1 new names: 乙县的老办法" in capsys.readouterr().out


def test_a_new_notice_is_a_new_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As docs/tasks/add-a-notice.md says: no code, only a file."""
    text = (folder / "yi-junior-2030.yml").read_text(encoding="utf-8")
    text = (
        text.replace("yi-junior-2030", "yi-junior-2032")
        .replace("2030", "2032")
        .replace("amount: 90", "amount: 95")
    )
    (folder / "yi-junior-2032.yml").write_text(text, encoding="utf-8")
    assert run(folder, "build") == 0
    assert run(folder, "show", "yi-junior-2032") == 0
    assert "评审费每人95元" in capsys.readouterr().out


def test_show_of_an_unknown_notice_names_those_held(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The mend is in the message."""
    assert run(folder, "show", "none") == 1
    assert "held are jia-middle-2031, yi-junior-2030" in capsys.readouterr().err


def test_search_before_build_says_what_to_do(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No stack trace."""
    assert run(folder, "search", "评审费") == 1
    assert "python -m policies_kb build" in capsys.readouterr().err


def test_verify_without_sources_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each notice whose text is missing is named."""
    assert run(folder, "verify", "--sources", str(folder)) == 1
    assert "yi-junior-2030.txt" in capsys.readouterr().err
