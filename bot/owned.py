"""Where the gateway keeps its own files unless the settings say otherwise."""

from __future__ import annotations

from pathlib import Path

BUILD = Path(__file__).resolve().parents[1] / "build"


def own_database() -> str:
    """The address of a SQLite file that only its owner can read, with the journals beside it."""
    BUILD.mkdir(parents=True, exist_ok=True)
    file = BUILD / "bot.sqlite"
    file.touch(mode=0o600)
    return f"sqlite:///{file}"
