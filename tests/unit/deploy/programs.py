"""Programs that read the files of an installation: those of the machine, or of a Debian package installed in CI."""

from __future__ import annotations

from functools import cache

import pytest

from dev.debian import provide


def provided(name: str, package: str) -> str:
    """Where a program is. Skips the test where it is not, and cannot be had."""
    found = _looked_for(name, package)
    if found is None:
        pytest.skip(f"{name} is not on this machine (Debian: {package})")
    return found


@cache
def _looked_for(name: str, package: str) -> str | None:
    """Once in a process: what could not be installed for one test is not tried again for the next."""
    return provide(name, package)
