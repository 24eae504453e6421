"""Where a Python 3.10 may hide, which Rasa needs and the rest of the project does not."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from dev.errors import CommandError
from dev.layout import Layout
from dev.uv import find_uv, uv_environment

RASA_VERSION = "3.10"
_MEND = (
    "install Python 3.10 (with pyenv, uv or the system's packages), "
    "or name one: RASA_PYTHON=/path/to/python3.10"
)


def find_rasa_python(layout: Layout) -> Path:
    """A Python 3.10 that runs: $RASA_PYTHON, pyenv's, the one on the path, uv's; else raises CommandError.

    Each candidate is started, since a version manager's `python3.10` may exist and yet refuse to run.
    """
    named = os.environ.get("RASA_PYTHON")
    if named:
        python = python_of(named)
        if python is None:
            raise CommandError(f"RASA_PYTHON={named} is not a Python {RASA_VERSION} that runs", _MEND)
        return python
    for candidate in (*_from_pyenv(), "python3.10"):
        python = python_of(candidate)
        if python is not None:
            return python
    return _from_uv(layout)


def python_of(program: str) -> Path | None:
    """The interpreter behind a program's name, or None unless it runs and is Python 3.10."""
    if shutil.which(program) is None:
        return None
    ask = "import sys; print(sys.executable, '%d.%d' % sys.version_info[:2], sep='\\n')"
    answer = _output(program, "-c", ask).splitlines()
    return Path(answer[0]) if len(answer) == 2 and answer[1] == RASA_VERSION else None


def newest_patch_first(versions: str) -> list[str]:
    """The 3.10 releases in pyenv's list of bare versions; pyenv knows prefixes of full versions only."""
    patches = [
        int(patch) for patch in re.findall(rf"^{re.escape(RASA_VERSION)}\.(\d+)$", versions, re.MULTILINE)
    ]
    return [f"{RASA_VERSION}.{patch}" for patch in sorted(patches, reverse=True)]


def _from_pyenv() -> Iterator[str]:
    if shutil.which("pyenv") is None:
        return
    for version in newest_patch_first(_output("pyenv", "versions", "--bare")):
        prefix = _output("pyenv", "prefix", version).strip()
        if prefix:
            yield str(Path(prefix) / "bin" / "python")


def _from_uv(layout: Layout) -> Path:
    uv = str(find_uv(layout))
    environment = uv_environment(os.environ)
    # Fetching fails where the network does not let it through; then finding fails as well, and that decides.
    subprocess.run([uv, "python", "install", RASA_VERSION], env=environment, check=False)
    find = [uv, "python", "find", "--managed-python", RASA_VERSION]
    found = subprocess.run(find, env=environment, capture_output=True, text=True, check=False)
    if found.returncode:
        raise CommandError(f"Rasa needs Python {RASA_VERSION}; none was found or could be fetched", _MEND)
    return Path(found.stdout.strip())


def _output(*command: str) -> str:
    """What a program prints; nothing where it fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""
