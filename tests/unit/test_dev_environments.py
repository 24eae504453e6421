"""Finding what the environments are made with, and knowing when they are up to date."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dev.environments import Environment
from dev.errors import CommandError
from dev.fingerprint import Stamp, fingerprint
from dev.layout import Layout
from dev.lock import refuse_addresses
from dev.pythons import find_rasa_python, newest_patch_first, python_of
from dev.uv import from_pip


def _program(file: Path, script: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)
    return file


def _python_3_10(file: Path) -> Path:
    return _program(file, f"printf '%s\\n%s\\n' {file} 3.10")


def test_only_full_versions_of_3_10_are_tried_newest_first() -> None:
    listed = "2.7.18\n3.10.2\n3.10.13\n3.11.7\n3.10.13/envs/other\n3.10-dev\n"

    assert newest_patch_first(listed) == ["3.10.13", "3.10.2"]


def test_a_shim_that_refuses_to_run_is_no_python(tmp_path: Path) -> None:
    shim = _program(tmp_path / "python3.10", "echo 'version 3.10 is not installed' >&2; exit 127")

    assert python_of(str(shim)) is None


def test_a_python_of_another_version_is_not_taken() -> None:
    assert python_of(sys.executable) is None


def test_a_named_python_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = _python_3_10(tmp_path / "mine")
    monkeypatch.setenv("RASA_PYTHON", str(python))

    assert find_rasa_python(Layout(tmp_path)) == python


def test_a_named_python_that_does_not_fit_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RASA_PYTHON", sys.executable)

    with pytest.raises(CommandError, match="is not a Python 3.10 that runs"):
        find_rasa_python(Layout(tmp_path))


def test_pyenv_is_asked_before_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prefix = tmp_path / "versions" / "3.10.13"
    python = _python_3_10(prefix / "bin" / "python")
    listing = (
        'case "$1 $2" in "versions --bare") echo 3.10.13;; "prefix 3.10.13") echo '
        f"{prefix};; *) exit 1;; esac"
    )
    _program(tmp_path / "bin" / "pyenv", listing)
    _python_3_10(tmp_path / "bin" / "python3.10")
    monkeypatch.delenv("RASA_PYTHON", raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")

    assert find_rasa_python(Layout(tmp_path)) == python


def test_the_python_on_the_path_is_taken_where_there_is_no_pyenv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = _python_3_10(tmp_path / "bin" / "python3.10")
    monkeypatch.delenv("RASA_PYTHON", raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")

    assert find_rasa_python(Layout(tmp_path)) == python


def test_pip_settings_become_uv_settings_and_the_environment_decides_last() -> None:
    listing = (
        ":env:.cert='/certificates/own.pem'\n"
        "global.cert='/certificates/all.pem'\n"
        "global.index-url='https://mirror.example/simple'\n"
        "global.find-links='/wheels'\n"
    )

    assert from_pip(listing) == {
        "SSL_CERT_FILE": "/certificates/own.pem",
        "UV_DEFAULT_INDEX": "https://mirror.example/simple",
    }


def test_an_environment_is_ready_until_its_requirements_change(tmp_path: Path) -> None:
    locked = tmp_path / "app.txt"
    locked.write_text("a==1\n", encoding="utf-8")
    environment = Environment(tmp_path / ".venv" / "bin" / "python", (locked,), lambda: Path(sys.executable))
    assert not environment.is_ready()

    _program(environment.python, "exit 0")
    Stamp(environment.folder / "requirements.sha256").write(fingerprint((locked,)))
    assert environment.is_ready()

    locked.write_text("a==2\n", encoding="utf-8")
    assert not environment.is_ready()


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://mirror.example/simple",
        "--extra-index-url https://mirror.example/simple",
        "--find-links /wheels",
        "tool @ file:///wheels/tool.whl",
    ],
)
def test_a_lock_file_with_an_address_is_refused(line: str) -> None:
    with pytest.raises(CommandError, match="names an address"):
        refuse_addresses("app.txt", f"a==1 \\\n    --hash=sha256:00\n{line}\n")


def test_a_lock_file_of_releases_and_hashes_is_fine() -> None:
    refuse_addresses(
        "app.txt", "# made by make lock\nhttpx==1 \\\n    --hash=sha256:00\n    # via -r app.in\n"
    )
