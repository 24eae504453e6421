"""A program that tests need is installed in CI, by one process, and no service is started by that."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from dev import debian
from dev.debian import provide

_CI = {"CI": "true"}


@pytest.fixture(autouse=True)
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A path with apt-get on it and no more; nothing else of the machine is touched."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)  # it is read again from the environment
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(debian, "POLICY", tmp_path / "policy-rc.d")
    _put(tmp_path, "apt-get")
    return tmp_path


def _put(folder: Path, name: str) -> Path:
    program = folder / name
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    return program


def test_what_is_there_is_not_installed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor anything outside CI."""
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("something was installed"))
    program = _put(path, "zhiwen-there")

    assert provide("zhiwen-there", "package", _CI) == str(program)
    assert provide("zhiwen-missing", "package", {}) is None


def test_in_ci_the_package_is_installed_and_starts_no_service(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it is installed, Debian is told no; afterwards the machine is as it was."""
    told: list[int] = []

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[bytes]:
        told.append(os.spawnv(os.P_WAIT, debian.POLICY, ["policy-rc.d"]))
        if "package" in command:
            _put(path, "zhiwen-server")
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)

    assert provide("zhiwen-server", "package", _CI) == str(path / "zhiwen-server")
    assert told == [101, 101]
    assert not debian.POLICY.exists()


def test_what_the_machine_says_of_services_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A policy of its own is neither replaced nor removed."""
    debian.POLICY.write_text("#!/bin/sh\nexit 104\n", encoding="utf-8")
    monkeypatch.setattr(subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 100))

    assert provide("zhiwen-server", "package", _CI) is None
    assert "exit 104" in debian.POLICY.read_text(encoding="utf-8")
