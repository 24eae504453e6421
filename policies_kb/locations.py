"""Where the operator keeps publications and official texts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

#: Where publications are kept unless `ZHIWEN_DATABASE_URL` says otherwise.
_DEFAULT: Final = Path(__file__).resolve().parent.parent / "build" / "kb.sqlite"


def database_url() -> str:
    """The database of publications: `ZHIWEN_DATABASE_URL`, or SQLite in `build/`."""
    given = os.environ.get("ZHIWEN_DATABASE_URL")
    if given:
        return given
    _DEFAULT.parent.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{_DEFAULT}"


def sources_folder() -> Path | None:
    """The folder of the official texts that the operator names; None where there is none."""
    named = os.environ.get("POLICY_SOURCES")
    return Path(named) if named else None
