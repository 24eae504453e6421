"""Programs that tests need from the machine: in CI, where that is allowed, Debian's packages are installed first."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping

from dev.console import Style, say


def may_install(variables: Mapping[str, str]) -> bool:
    """A machine is changed in CI only, and only by root."""
    return variables.get("CI") == "true" and os.geteuid() == 0


def install(*packages: str) -> None:
    """Install them; what fails is said and not raised, since who needs the program looks for it again."""
    apt = shutil.which("apt-get")
    if apt is None:
        return
    say(f"apt-get install {' '.join(packages)} …", Style.STRONG)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        if subprocess.run([apt, "--quiet", *arguments], env=quiet, check=False).returncode:
            say(f"apt-get {arguments[0]} failed; what it said stands above", Style.WARNING)
