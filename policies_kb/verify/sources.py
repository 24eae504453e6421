"""The folder of official texts that an operator may have (`POLICY_SOURCES`)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from policies_kb.model.notice import Notice
from policies_kb.model.place import Place
from policies_kb.verify.passages import Passages, passages


@dataclass(frozen=True)
class Sources:
    """Official texts, by the file that a notice names; read when they are first asked for.

    Without a folder, or where a text is missing, nothing is known: that is None, not an error.
    """

    folder: Path | None
    _read: dict[str, Passages] = field(default_factory=dict, repr=False, compare=False)

    def content(self, notice: Notice) -> bytes | None:
        """The file of a notice's text, as it is."""
        if self.folder is None:
            return None
        try:
            return (self.folder / notice.source.file).read_bytes()
        except OSError:
            return None

    def changed(self, notice: Notice) -> bool:
        """Whether the text is there and is not the one the notice file was made from."""
        content = self.content(notice)
        return content is not None and hashlib.sha256(content).hexdigest() != notice.source.sha256

    def passages(self, notice: Notice) -> Passages | None:
        """The places of a notice's text, whether it has changed or not.

        Raises ValueError where the text is not UTF-8 or the place of a mark cannot be read.
        """
        content = self.content(notice)
        return None if content is None else passages(content.decode("utf-8-sig"), notice.source.marks)

    def quote(self, notice: Notice, place: Place) -> str | None:
        """The official words at a place, to show beside an answer; None where they are not known for certain.

        A text that has changed is not quoted: its numbers may mean something else by now.
        """
        if notice.id not in self._read:
            self._read[notice.id] = self._certain(notice)
        return self._read[notice.id].quote(place) or None

    def _certain(self, notice: Notice) -> Passages:
        """The places of the very text the notice file was made from; no place at all where it cannot be had."""
        try:
            found = None if self.changed(notice) else self.passages(notice)
        except ValueError:
            found = None
        return found or Passages({})
