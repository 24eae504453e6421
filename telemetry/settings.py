"""How a process is told that a setting cannot be used."""

from __future__ import annotations

from typing import Final

#: What the names of all settings begin with.
PREFIX: Final = "ZHIWEN_"


class BadSetting(Exception):
    """A setting that cannot be used; its text names the setting and what it must be."""
