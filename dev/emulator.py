"""The emulator of Telegram's Bot API: locked npm packages, installed by `make test` and never by a test."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from dev.console import say
from dev.debian import install, may_install
from dev.environments import alone
from dev.fingerprint import Stamp, fingerprint
from dev.layout import Layout

INSTALL: Final = "apt-get install nodejs npm"
_NO_NODE: Final = f"there is no node on the path: {INSTALL}"
_NO_NPM: Final = f"there is no npm on the path: {INSTALL}"
_NOT_INSTALLED: Final = (
    "the emulator is not installed as it is locked: make test does that where there is npm"
)
_FAILED: Final = "npm ci failed; what it said stands above"


def find_node() -> Path | None:
    """The Node.js on the path."""
    found = shutil.which("node")
    return Path(found) if found else None


def no_emulator(layout: Layout) -> str:
    """Why the emulator cannot be started, empty when it can. Installs nothing: tests ask this."""
    if find_node() is None:
        return _NO_NODE
    return "" if _stamp(layout).matches(fingerprint(_locked(layout))) else _NOT_INSTALLED


def prepare_emulator(layout: Layout, variables: Mapping[str, str] = os.environ) -> str:
    """Install it as it is locked, where that is not done yet; why that cannot be, empty when it is there.

    In CI the programs it needs are installed first, where that is allowed.
    """
    if not no_emulator(layout):
        return ""
    if not (find_node() and shutil.which("npm")) and may_install(variables):
        install("nodejs", "npm")
    npm = shutil.which("npm")
    if find_node() is None or npm is None:
        return _NO_NPM if find_node() else _NO_NODE
    with alone(layout.tools / "setup.lock"):
        return "" if not no_emulator(layout) or _install(layout, npm) else _FAILED


def _install(layout: Layout, npm: str) -> bool:
    started = time.monotonic()
    say("telegram emulator: npm ci …")
    _stamp(layout).remove()
    # No package of these needs a script of its own to be installed, so none may run one.
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"]
    if subprocess.run(command, cwd=layout.emulator, check=False).returncode:
        return False
    _stamp(layout).write(fingerprint(_locked(layout)))
    say(f"telegram emulator: ready after {time.monotonic() - started:.0f} s")
    return True


def _locked(layout: Layout) -> tuple[Path, ...]:
    return (layout.emulator / "package.json", layout.emulator / "package-lock.json")


def _stamp(layout: Layout) -> Stamp:
    return Stamp(layout.emulator / "node_modules" / "zhiwen.sha256")
