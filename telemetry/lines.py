"""The forms of a log: lines for people, or JSON."""

from __future__ import annotations

from typing import Final

from telemetry.settings import PREFIX, BadSetting

#: The setting that says which.
SETTING: Final = f"{PREFIX}LOG"
TEXT: Final = "text"
JSON: Final = "json"


def form_of(given: str | None) -> str:
    """The form that is set; lines for people where none is. Raises BadSetting for another word."""
    form = given or TEXT
    if form not in (TEXT, JSON):
        raise BadSetting(f"{SETTING}={form!r}: must be {TEXT} or {JSON}")
    return form
