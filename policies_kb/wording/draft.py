"""What a template gives for one entry, before it becomes a fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from policies_kb.model.entries import Audience
from policies_kb.model.text import Text
from policies_kb.wording.forms import sentence


@dataclass(frozen=True)
class Draft:
    """The wording of one statement, and what its kind knows about finding it.

    `part` tells the statements of one entry apart (an office's phone and its address).
    """

    text: Text
    topics: tuple[str, ...] = ()
    audience: Audience = "anyone"
    part: str = ""
    aliases: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    value: str | None = None

    def with_note(self, note: Text | None) -> Text:
        """The sentence, followed by what a reader should be told besides."""
        if note is None:
            return self.text
        note = sentence([note])
        return Text(zh=self.text.zh + note.zh, en=f"{self.text.en} {note.en}")
