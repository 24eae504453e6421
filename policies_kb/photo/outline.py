"""The outline of a picture file: what its own structure claims, read without decoding a pixel.

Every picture a stranger sends is walked here first. The walk costs no memory beyond the file and a bounded time, so
that what is too big, cut off, animated or more than a picture is found before a decoder sees it.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from policies_kb.photo.refused import PictureRefused

#: More parts than any honest picture has; each would cost time.
_MOST_PARTS: Final = 20_000
#: A progressive JPEG comes in about ten scans. Each scan passes over all pixels, however few bytes it has.
_MOST_SCANS: Final = 32
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_DRAWN: Final = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
#: A mark of a JPEG where one must stand, and the next one behind coded pixels. Neither may go back over its bytes.
_MARK_HERE: Final = re.compile(rb"\xff++([^\x00\xff])")
_NEXT_MARK: Final = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])")
_NEXT_JPEG: Final = re.compile(rb"\x00*+(?=\xff\xd8\xff)")
_ALONE: Final = frozenset((0x01, *range(0xD0, 0xD8)))
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_END: Final = 0xD9
_SCAN: Final = 0xDA


@dataclass(frozen=True)
class Outline:
    """What the file claims: `end` is where the picture ends, `drawn` what a decoder needs of it (None: all)."""

    format: str
    width: int
    height: int
    end: int
    drawn: bytes | None = None


def outline(data: bytes) -> Outline:
    """Walk the file. Raises PictureRefused for what is no JPEG, PNG, GIF, BMP or WebP, is cut off, or moves."""
    for start, walk in _WALKS.items():
        if data.startswith(start) and (start != b"RIFF" or data[8:12] == b"WEBP"):
            try:
                return walk(data)
            except (IndexError, struct.error):
                raise PictureRefused("truncated") from None
    raise PictureRefused("wrong_type", looks_like=_looks_like(data))


def _jpeg(data: bytes) -> Outline:
    """Segments up to the end of the image; phones put further JPEGs behind it (previews, gain maps)."""
    size, end = _one_jpeg(data, 0)
    while another := _NEXT_JPEG.match(data, end):
        end = _one_jpeg(data, another.end())[1]
    return Outline("JPG", *size, end)


def _one_jpeg(data: bytes, start: int) -> tuple[tuple[int, int], int]:
    size: tuple[int, int] | None = None
    position, scans = start + 2, 0
    for _ in range(_MOST_PARTS):
        match = _NEXT_MARK.search(data, position) if scans else _MARK_HERE.match(data, position)
        if match is None:
            cut_off = scans or not data[position:].strip(b"\xff")
            raise PictureRefused("truncated" if cut_off else "broken")
        kind, position = match[1][0], match.end()
        if kind == _END:
            if size is None:
                raise PictureRefused("broken")
            return size, position
        if kind in _ALONE:
            continue
        (length,) = struct.unpack_from(">H", data, position)
        if kind in _FRAMES:
            height, width = struct.unpack_from(">HH", data, position + 3)
            size = width, height
        position += length
        scans += kind == _SCAN
        if scans > _MOST_SCANS:
            break
    raise PictureRefused("broken")


def _png(data: bytes) -> Outline:
    position, drawn = len(_PNG), [_PNG]
    width, height = struct.unpack_from(">II", data, 16)
    for _ in range(_MOST_PARTS):
        length, kind = struct.unpack_from(">I4s", data, position)
        after = position + 12 + length
        if position == len(_PNG) and (kind != b"IHDR" or length != 13):
            raise PictureRefused("broken")
        if after > len(data):
            raise PictureRefused("truncated")
        if kind == b"acTL":
            raise PictureRefused("animated")
        if kind in _PNG_DRAWN:
            drawn.append(data[position:after])
        position = after
        if kind == b"IEND":
            return Outline("PNG", width, height, position, b"".join(drawn))
    raise PictureRefused("broken")


def _gif(data: bytes) -> Outline:
    width, height = struct.unpack_from("<HH", data, 6)
    position, images = 13 + _table(data[10]), 0
    for _ in range(_MOST_PARTS):
        kind = data[position]
        if kind == 0x3B:
            if not images:
                raise PictureRefused("broken")
            return Outline("GIF", width, height, position + 1)
        if kind == 0x21:
            position = _blocks(data, position + 2)
        elif kind == 0x2C:
            images += 1
            if images > 1:
                raise PictureRefused("animated")
            position = _blocks(data, position + 11 + _table(data[position + 9]))
        else:
            raise PictureRefused("broken")
    raise PictureRefused("broken")


def _table(flags: int) -> int:
    """Bytes of a GIF's colour table."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks(data: bytes, position: int) -> int:
    """Past a GIF's chain of blocks, which ends with an empty one."""
    while data[position]:
        position += data[position] + 1
    return position + 1


def _bmp(data: bytes) -> Outline:
    (end,) = struct.unpack_from("<I", data, 2)
    width, height = struct.unpack_from("<ii", data, 18)
    if end > len(data):
        raise PictureRefused("truncated")
    return Outline("BMP", width, abs(height), end or len(data))


def _webp(data: bytes) -> Outline:
    (length,) = struct.unpack_from("<I", data, 4)
    end = 8 + length
    if end > len(data):
        raise PictureRefused("truncated")
    kind = data[12:16]
    if kind == b"VP8X":
        if data[20] & 0x02:
            raise PictureRefused("animated")
        width = 1 + int.from_bytes(data[24:27], "little")
        height = 1 + int.from_bytes(data[27:30], "little")
    elif kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        width, height = 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    elif kind == b"VP8 ":
        width, height = (side & 0x3FFF for side in struct.unpack_from("<HH", data, 26))
    else:
        raise PictureRefused("broken")
    return Outline("WEBP", width, height, end)


_WALKS: Final[dict[bytes, Callable[[bytes], Outline]]] = {
    b"\xff\xd8\xff": _jpeg,
    _PNG: _png,
    b"GIF87a": _gif,
    b"GIF89a": _gif,
    b"BM": _bmp,
    b"RIFF": _webp,
}


def _looks_like(data: bytes) -> str | None:
    """What else people send, by its first bytes; None where it cannot be told."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in head:
        return "SVG"
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<script")):
        return "HTML"
    if data[4:8] == b"ftyp":
        return {b"avif": "AVIF", b"avis": "AVIF", b"heic": "HEIC", b"heix": "HEIC", b"mif1": "HEIC"}.get(
            data[8:12], "MP4"
        )
    starts = {b"%pdf": "PDF", b"pk\x03\x04": "ZIP", b"ii*\x00": "TIFF", b"mm\x00*": "TIFF", b"8bps": "PSD"}
    return next((name for start, name in starts.items() if head.startswith(start)), None)
