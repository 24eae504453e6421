"""Programs that tests need from the machine: in CI, where that is allowed, Debian's packages are installed first."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from dev.console import Style, say
from dev.environments import alone

#: Debian asks this program before it starts a service that a package brings; 101 is its word for no.
POLICY: Final = Path("/usr/sbin/policy-rc.d")
_REFUSES: Final = "#!/bin/sh\nexit 101\n"
#: Servers lie here, and this is not on everybody's path.
_SERVERS: Final = "/usr/sbin:/usr/local/sbin"
#: Seconds to wait for somebody else who installs something.
_PATIENCE: Final = "DPkg::Lock::Timeout=300"


def may_install(variables: Mapping[str, str]) -> bool:
    """A machine is changed in CI only, and only by root."""
    return variables.get("CI") == "true" and os.geteuid() == 0


def find(name: str) -> str | None:
    """Where a program is."""
    return shutil.which(name) or shutil.which(name, path=_SERVERS)


def provide(name: str, package: str, variables: Mapping[str, str] = os.environ) -> str | None:
    """Where a program is. In CI its package is installed first, where that is allowed: by one process at a time."""
    if find(name) is None and may_install(variables):
        with alone(Path(tempfile.gettempdir()) / "zhiwen-apt.lock"):
            if find(name) is None:
                install(package)
    return find(name)


def install(*packages: str) -> None:
    """Install them; what fails is said and not raised, since who needs the program looks for it again."""
    apt = shutil.which("apt-get")
    if apt is None:
        return
    say(f"apt-get install {' '.join(packages)} …", Style.STRONG)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with _no_services():
        for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
            command = [apt, "--quiet", "-o", _PATIENCE, *arguments]
            if subprocess.run(command, env=quiet, check=False).returncode:
                say(f"apt-get {arguments[0]} failed; what it said stands above", Style.WARNING)


@contextmanager
def _no_services() -> Iterator[None]:
    """Nothing that is installed meanwhile is started; tests start what they need by themselves."""
    if POLICY.exists():
        yield
        return
    POLICY.write_text(_REFUSES, encoding="utf-8")
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink()
