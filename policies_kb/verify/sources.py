"""The folder of official texts that an operator may have."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from policies_kb.model.notice import Notice
from policies_kb.verify.passages import Passages, passages


@dataclass(frozen=True)
class Sources:
    """Official texts, by the file that a notice names. A text that is not there is None, not an error."""

    folder: Path

    def text(self, notice: Notice) -> str | None:
        """The whole text of a notice."""
        try:
            return (self.folder / notice.source.file).read_text(encoding="utf-8")
        except OSError:
            return None

    def passages(self, notice: Notice) -> Passages | None:
        """The places of a notice's text."""
        text = self.text(notice)
        return None if text is None else _read(text, notice)

    def changed(self, notice: Notice) -> bool:
        """Whether the text is not the one the notice file was made from."""
        text = self.text(notice)
        return text is not None and hashlib.sha256(text.encode()).hexdigest() != notice.source.sha256


@cache
def _cached(text: str, marks: tuple[object, ...]) -> Passages:
    return passages(text, marks)  # type: ignore[arg-type]


def _read(text: str, notice: Notice) -> Passages:
    return _cached(text, notice.source.marks)
