"""Pictures, and files that only claim to be some, made on the spot."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Any

from PIL import Image

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(
    kind: str = "JPEG", size: tuple[int, int] = (300, 400), colour: str = "white", **more: Any
) -> bytes:
    """A picture of one colour as a file."""
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, kind, **more)
    return file.getvalue()


def noise(size: tuple[int, int], **more: Any) -> bytes:
    """A JPEG that does not compress well."""
    file = BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(file, "JPEG", **more)
    return file.getvalue()


def moving(kind: str) -> bytes:
    """Two frames."""
    file = BytesIO()
    first, second = (Image.new("RGB", (30, 40), colour) for colour in ("red", "blue"))
    first.save(file, kind, save_all=True, append_images=[second])
    return file.getvalue()


def archive() -> bytes:
    """A small zip."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        zipped.writestr("a.txt", "b")
    return file.getvalue()


def png(width: int, height: int, *chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG that claims so many pixels, made of the chunks given."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), *chunks, (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )
