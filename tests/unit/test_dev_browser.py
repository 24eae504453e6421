"""A browser that is missing is named with the way to get it; in CI it is installed first."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from dev import debian
from dev.browser import INSTALL, find_browser, no_browser
from dev.checks import browser_stage
from dev.layout import Layout


@pytest.fixture(autouse=True)
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A path with nothing on it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(debian, "POLICY", tmp_path / "policy-rc.d")
    return tmp_path


def put(folder: Path, name: str) -> Path:
    """A program that does nothing."""
    program = folder / name
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    return program


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_any_usual_name_is_found(path: Path, name: str) -> None:
    program = put(path, name)

    assert find_browser() == program
    assert no_browser({}) == ""


def test_a_missing_one_is_named_and_nothing_is_installed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(path, "apt-get")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("installed outside CI"))

    assert INSTALL in no_browser({})


def test_in_ci_it_is_installed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(path, "apt-get")
    ran: list[list[str]] = []

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[bytes]:
        ran.append(command)
        if "install" in command:
            put(path, "chromium")
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)

    assert no_browser({"CI": "true"}) == ""
    assert [command[0] for command in ran] == [str(path / "apt-get")] * 2
    assert "chromium" in ran[-1]


def test_in_ci_one_that_stays_missing_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put(path, "apt-get")
    monkeypatch.setattr(subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 100))

    assert INSTALL in no_browser({"CI": "true"})
    assert "apt-get update failed" in capsys.readouterr().out


def test_without_apt_nothing_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("there is nothing to run"))

    assert INSTALL in no_browser({"CI": "true"})


def test_without_tests_no_browser_is_looked_for(tmp_path: Path) -> None:
    assert "tests/browser" in browser_stage(Layout(tmp_path)).cannot
