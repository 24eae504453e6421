"""The emulator is installed as it is locked, when that changes; what is missing for that is named."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from dev import debian
from dev.checks import emulator_stage
from dev.emulator import INSTALL, no_emulator, prepare_emulator
from dev.layout import PROJECT, Layout

#: An npm that notes that it was called, and how.
_NPM = 'echo "$@" >> calls; mkdir -p node_modules'


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A path with no more on it than a shell's usual commands."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "mkdir"):
        (folder / name).symlink_to(f"/bin/{name}")
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(debian, "POLICY", tmp_path / "policy-rc.d")
    return folder


@pytest.fixture
def project(tmp_path: Path, path: Path) -> Layout:
    """A project with a locked emulator that is not installed."""
    layout = Layout(tmp_path)
    layout.emulator.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        (layout.emulator / name).write_text("{}", encoding="utf-8")
    return layout


def _put(folder: Path, name: str, script: str = "") -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


def _calls(layout: Layout) -> list[str]:
    log = layout.emulator / "calls"
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


def test_it_is_installed_once_as_it_is_locked(project: Layout, path: Path) -> None:
    """One `npm ci`, which runs no script of a package; the tests then find it."""
    _put(path, "node")
    _put(path, "npm", _NPM)
    assert "make test" in no_emulator(project)

    assert [prepare_emulator(project, {}), prepare_emulator(project, {})] == ["", ""]

    assert no_emulator(project) == ""
    [call] = _calls(project)
    assert call.split()[0] == "ci"
    assert "--ignore-scripts" in call


def test_it_is_installed_again_when_the_lock_changes(project: Layout, path: Path) -> None:
    """Another lock file: what is installed is no longer what is locked."""
    _put(path, "node")
    _put(path, "npm", _NPM)
    prepare_emulator(project, {})
    (project.emulator / "package-lock.json").write_text("{ }", encoding="utf-8")
    assert no_emulator(project)

    prepare_emulator(project, {})

    assert len(_calls(project)) == 2


def test_an_installation_that_fails_is_said_and_tried_again(project: Layout, path: Path) -> None:
    """A broken attempt is not taken for done."""
    _put(path, "node")
    _put(path, "npm", f"{_NPM}; exit 1")

    assert "npm ci failed" in prepare_emulator(project, {})
    assert no_emulator(project)
    assert "npm ci failed" in prepare_emulator(project, {})


@pytest.mark.parametrize(
    ("there", "missing"), [((), "no node"), (("node",), "no npm"), (("npm",), "no node")]
)
def test_what_is_missing_is_named_and_not_installed_outside_ci(
    project: Layout, path: Path, there: tuple[str, ...], missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program, and the command that brings it; the machine is left as it is."""
    for name in (*there, "apt-get"):
        _put(path, name)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("something was run"))

    said = prepare_emulator(project, {})

    assert missing in said
    assert INSTALL in said


def test_in_ci_the_programs_are_installed_first(
    project: Layout, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Debian's packages, as for the browser; then the emulator."""
    _put(path, "apt-get")
    ran: list[str] = []

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[bytes]:
        ran.append(f"{Path(command[0]).name} {command[1]}" if "ci" in command else " ".join(command[1:]))
        if "install" in command:
            _put(path, "node")
            _put(path, "npm")
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)

    assert prepare_emulator(project, {"CI": "true"}) == ""
    assert ran[0].endswith("update")
    assert ran[1].endswith("nodejs npm")
    assert ran[2] == "npm ci"


def test_without_tests_nothing_is_installed(tmp_path: Path) -> None:
    """No folder of tests: the stage says so and looks for no program."""
    assert "tests/telegram" in emulator_stage(Layout(tmp_path)).cannot


def test_the_lock_names_no_registry_and_holds_every_package_to_its_content() -> None:
    """Any mirror may serve the packages, and none may change them."""
    text = (PROJECT.emulator / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]

    assert "://" not in "".join(str(each.get("resolved", "")) for each in packages.values())
    assert all(each["integrity"].startswith("sha512-") for name, each in packages.items() if name)
