"""uv: the machine's own if it has one, otherwise a locked release put into `.tools/`.

uv reads no pip configuration, yet a machine's mirror, certificates and proxy are often set there and nowhere
else. They are handed over in the environment, where uv has no setting of its own.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from dev.console import say
from dev.errors import CommandError
from dev.layout import Layout

_SAME_SETTING = {
    "index-url": "UV_DEFAULT_INDEX",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
    "timeout": "UV_HTTP_TIMEOUT",
    "default-timeout": "UV_HTTP_TIMEOUT",
}
#: Sections of pip's configuration, the one that decides last.
_SECTIONS = ("global", "install", ":env:")


def find_uv(layout: Layout) -> Path:
    """A uv that runs; installs it below the project when there is none."""
    own = layout.tools / "uv" / "bin" / "uv"
    for candidate in (shutil.which("uv"), own):
        if candidate and _runs(Path(candidate)):
            return Path(candidate)
    say("uv: installing it into .tools/ …")
    _call(
        [sys.executable, "-m", "venv", "--clear", str(own.parent.parent)],
        "install Python's venv module, or uv",
    )
    locked = layout.requirements / "tools.txt"
    pip = [str(own.with_name("python")), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _call(
        [*pip, "--require-hashes", "-r", str(locked)],
        "check the network and pip's configuration, or install uv",
    )
    return own


def uv_environment(base: Mapping[str, str]) -> dict[str, str]:
    """The environment for uv: `base`, completed with what pip is configured with on this machine."""
    listing = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False
    )
    return {**from_pip(listing.stdout), **base}


def from_pip(listing: str) -> dict[str, str]:
    """uv's settings in the words of `pip config list`, which are `section.key='value'` a line."""
    found: dict[str, str] = {}
    for section in _SECTIONS:
        for key, value in re.findall(rf"^{re.escape(section)}\.([a-z-]+)='(.*)'$", listing, re.MULTILINE):
            if key in _SAME_SETTING:
                found[_SAME_SETTING[key]] = value
    return found


def run_uv(layout: Layout, *arguments: str) -> None:
    """Run uv and let its progress be seen; raises CommandError where it fails."""
    command = [str(find_uv(layout)), *arguments]
    done = subprocess.run(command, cwd=layout.root, env=uv_environment(os.environ), check=False)
    if done.returncode:
        raise CommandError(f"uv failed: {' '.join(arguments)}", "what it said stands above")


def _runs(program: Path) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _call(command: list[str], mend: str) -> None:
    if subprocess.run(command, check=False).returncode:
        raise CommandError(f"this failed: {' '.join(command)}", mend)
