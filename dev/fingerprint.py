"""Hashes of sources, kept beside what was made from them: made again only when they differ."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

#: Files that come and go beside sources without being sources.
_NOT_SOURCES = {"__pycache__"}


def fingerprint(paths: Iterable[Path], *words: str) -> str:
    """One hash of the content of files and folders (with all below them) and of some words.

    A file's own name counts, not where the project lies. What does not exist counts as absent, not as an
    error: creating it changes the hash.
    """
    digest = hashlib.sha256("\0".join(words).encode())
    for path in paths:
        for file in _files(path):
            name = file.relative_to(path.parent).as_posix()
            digest.update(f"\0{name}\0{file.stat().st_size}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.is_file() and not _NOT_SOURCES.intersection(file.parts):
                yield file


@dataclass(frozen=True)
class Stamp:
    """A small file that remembers the fingerprint something was made from."""

    file: Path

    def matches(self, value: str) -> bool:
        """Was it made from exactly this?"""
        return self.file.is_file() and self.file.read_text(encoding="ascii").strip() == value

    def write(self, value: str) -> None:
        """Remember it; to be called when the making has succeeded."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(value + "\n", encoding="ascii")

    def remove(self) -> None:
        """Forget it, before something is made again, so that a broken attempt is not taken for done."""
        self.file.unlink(missing_ok=True)
