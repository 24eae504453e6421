"""The browser of the browser tests: the machine's own Chromium, from a package and never a download of the tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from dev.debian import install, may_install

#: Under which names a Chromium is found on the path; Debian's is the one the tests are made with.
NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALL: Final = "apt-get install chromium"
_MISSING: Final = f"there is no Chromium on the path: {INSTALL}"


def find_browser() -> Path | None:
    """The first Chromium on the path."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return Path(found) if found else None


def no_browser(variables: Mapping[str, str] = os.environ) -> str:
    """Why there is no browser, empty when there is one. In CI it is installed first, where that is allowed."""
    if find_browser() is None and may_install(variables):
        install("chromium")
    return "" if find_browser() else _MISSING
