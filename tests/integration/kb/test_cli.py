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


def test_a_broken_file_never_replaces_a_published_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Build refuses, names the problem, and what was published still answers."""
    run(folder, "build")
    (folder / "yi-junior-2030.yml").write_text("id: yi-junior-2030\nyear: soon\n", encoding="utf-8")
    assert run(folder, "build") == 1
    assert "yi-junior-2030.yml: line 2: year" in capsys.readouterr().err
    assert run(folder, "search", "评审费") == 0
    assert "yi-junior-2030/fee" in capsys.readouterr().out


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
