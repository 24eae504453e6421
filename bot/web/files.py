"""The widget's files: read once, pressed once, kept by browsers until they change.

`/widget.js` is asked for anew each time. In it `__VERSION__` becomes a hash of all files; what it then loads from
`/web/static/<that hash>/…` may be kept for ever, and modules that import each other by relative paths stay in it.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.web.joined import joined

#: The widget, and what the pages without script look like.
_FOLDERS: Final = (Path(__file__).parent / "static", Path(__file__).parent / "style")
LOADER: Final = "widget.js"
_MARK: Final = b"__VERSION__"
_TYPES: Final = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True)
class Asset:
    """One file as it is sent, plain and pressed."""

    body: bytes
    pressed: bytes
    kind: str
    tag: str


class Assets:
    """The files of some folders, as one. Read again when one of them was changed."""

    def __init__(self, folders: Iterable[Path] = _FOLDERS) -> None:
        self._folders = tuple(folders)
        self._seen: tuple[tuple[Path, int, int], ...] | None = None
        self._files: dict[str, Asset] = {}
        self._version = ""

    @property
    def version(self) -> str:
        """Names the state of all files."""
        self._look()
        return self._version

    def find(self, path: str) -> tuple[Asset, bool] | None:
        """The file at `path` below the folder, and whether the path names its version; None if there is none."""
        current = self.version
        first, _, rest = path.partition("/")
        if first == current and rest in self._files:
            return self._files[rest], True
        known = self._files.get(path) or (self._files.get(rest) if _is_version(first) else None)
        return (known, False) if known else None

    def _look(self) -> None:
        files = {
            one.relative_to(folder).as_posix(): one
            for folder in self._folders
            for one in sorted(folder.rglob("*"))
            if one.suffix in _TYPES and one.is_file()
        }
        seen = tuple((one, one.stat().st_mtime_ns, one.stat().st_size) for one in files.values())
        if seen == self._seen:
            return
        bodies = {name: one.read_bytes() for name, one in files.items()}
        whole = hashlib.sha256(b"".join(name.encode() + body for name, body in bodies.items()))
        self._version = f"v-{whole.hexdigest()[:12]}"
        self._files = {name: _asset(name, body, self._version) for name, body in joined(bodies).items()}
        self._seen = seen


def _is_version(name: str) -> bool:
    """Of this or another release: a page that was loaded before an update goes on."""
    return name.startswith("v-") and len(name) == len("v-") + 12


def _asset(name: str, body: bytes, version: str) -> Asset:
    if name == LOADER:
        body = body.replace(_MARK, version.encode())
    tag = hashlib.sha256(body).hexdigest()[:16]
    return Asset(body, gzip.compress(body, mtime=0), _TYPES[Path(name).suffix], f'"{tag}"')
