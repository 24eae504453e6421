"""Units of systemd."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from tests.unit.deploy.places import DEPLOY, plain, started_here

_UNITS: Final = DEPLOY / "systemd"
_INSTANCES: Final = {"gateway": 8080, "rasa": 5005, "actions": 5055}
_HARD: Final = (
    "NoNewPrivileges=yes",
    "ProtectSystem=strict",
    "ProtectHome=yes",
    "PrivateTmp=yes",
    "UMask=0077",
)


def _text(name: str) -> str:
    return (_UNITS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("process", _INSTANCES)
def test_a_unit_starts_what_make_run_starts(process: str) -> None:
    """Same command and environment; the instance's name is the port."""
    text = _text(f"zhiwen-{process}@.service").replace("%i", str(_INSTANCES[process]))
    start = re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)[0]
    command, variables = started_here()[process]
    given = re.findall(r"^Environment=(?:\"(.*)\"|(.*))$", text, re.MULTILINE)
    pairs = [pair for quoted, words in given for pair in ([quoted] if quoted else words.split())]

    assert plain(start.partition("/bin/python ")[2].split()) == command
    assert variables.items() <= dict(pair.split("=", 1) for pair in pairs).items()


@pytest.mark.parametrize("unit", sorted(file.name for file in _UNITS.glob("*.service")))
def test_a_unit_is_hardened_and_limited(unit: str) -> None:
    """No new rights, a file system that cannot be written to, a limit of memory, secrets from a file."""
    text = _text(unit)

    assert all(line in text for line in _HARD)
    assert re.search(r"^MemoryMax=\d+[MG]$", text, re.MULTILINE)
    assert "EnvironmentFile=/etc/zhiwen/zhiwen.env" in text
    assert "User=zhiwen" in text


@pytest.mark.parametrize("process", ["rasa", "actions"])
def test_what_is_inside_listens_on_this_machine_only(process: str) -> None:
    """Never reachable from outside, and speaking with private networks only."""
    text = _text(f"zhiwen-{process}@.service")

    assert "--interface 127.0.0.1" in text or "SANIC_HOST=127.0.0.1" in text
    assert "IPAddressDeny=any" in text


def test_systemd_understands_the_units(tmp_path: Path) -> None:
    """`systemd-analyze verify` finds nothing but that the project is not installed in /opt."""
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not on this machine")
    for file in _UNITS.iterdir():
        name = file.name
        if "@." in name:
            name = name.replace("@.", f"@{_INSTANCES[name.removeprefix('zhiwen-').partition('@')[0]]}.")
            shutil.copy(file, tmp_path / file.name)
        shutil.copy(file, tmp_path / name)
    units = [str(file) for file in tmp_path.iterdir() if "@." not in file.name]

    done = subprocess.run(
        [analyze, "verify", "--man=no", *units], capture_output=True, text=True, check=False
    )
    if "Failed to " in done.stderr and "zhiwen" not in done.stderr:
        pytest.skip(f"systemd-analyze does not run here: {done.stderr.splitlines()[0]}")

    said = [line for line in done.stderr.splitlines() if "zhiwen" in line]
    assert [line for line in said if "is not executable: No such file or directory" not in line] == []
