"""Finds many writings in a text at once: in a time that does not grow with how many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

#: A writing that begins or ends with one of these is only found as a whole word.
_LATIN: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


class Writings:
    """The longest writing that stands at a place wins, and the next is looked for behind it."""

    def __init__(self, written: Iterable[str]) -> None:
        self._written = frozenset(form for form in written if form)
        by_start: dict[str, set[int]] = {}
        for form in self._written:
            by_start.setdefault(form[:2], set()).add(len(form))
        self._lengths: dict[str, list[int]] = {
            start: sorted(lengths, reverse=True) for start, lengths in by_start.items()
        }

    def find(self, plain: str) -> Iterator[tuple[int, int]]:
        """(start, end) of each writing in a normalised text, in the order of the text."""
        at = 0
        while at < len(plain):
            end = self._longest(plain, at)
            if end is not None:
                yield at, end
            at = end or at + 1

    def _longest(self, plain: str, start: int) -> int | None:
        """Where the longest writing ends that starts here; None where none does."""
        if start and plain[start] in _LATIN and plain[start - 1] in _LATIN:
            return None
        lengths = [*self._lengths.get(plain[start : start + 2], []), *self._lengths.get(plain[start], [])]
        for length in lengths:
            end = start + length
            if plain[start:end] in self._written and end <= len(plain) and _ends(plain, end):
                return end
        return None


def _ends(plain: str, end: int) -> bool:
    """Whether a writing may end here: not in the middle of a word."""
    return end == len(plain) or plain[end - 1] not in _LATIN or plain[end] not in _LATIN
