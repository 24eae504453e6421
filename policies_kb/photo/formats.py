"""Names of picture formats; two names of one format are the same."""

from __future__ import annotations

from typing import Final

#: By every name that people and files use: how the format is called here.
_NAMES: Final = {
    "jpg": "JPG", "jpeg": "JPG", "jpe": "JPG", "jfif": "JPG", "png": "PNG", "gif": "GIF", "bmp": "BMP", "webp": "WEBP",
    "heic": "HEIC", "heif": "HEIC", "avif": "AVIF", "tif": "TIFF", "tiff": "TIFF", "svg": "SVG", "pdf": "PDF",
    "psd": "PSD", "raw": "RAW", "docx": "WORD", "doc": "WORD", "word": "WORD",
}  # fmt: skip

WORDS: Final = "|".join(sorted(_NAMES, key=len, reverse=True))


def format_called(name: str) -> str | None:
    """`jpeg`, `.JPG` → `JPG`; None for what is no name of a format."""
    return _NAMES.get(name.strip(" .").lower())
