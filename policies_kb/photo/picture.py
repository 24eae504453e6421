"""The figures of a picture file. The only module that knows Pillow."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import Final

from PIL import Image

from policies_kb.photo.background import background_of
from policies_kb.photo.figures import Colour, Figures, FileSize
from policies_kb.photo.outline import Outline, outline
from policies_kb.photo.refused import PictureRefused

#: Bytes a file may have where the caller sets no limit.
MOST_BYTES: Final = 10 * 1024 * 1024
#: More pixels than any camera takes: a file that claims them is made to fill a memory.
MOST_PIXELS: Final = 250_000_000
#: Up to so many pixels a picture is decoded, to see that it is whole and what its background is: 16 MB at most.
DECODED_PIXELS: Final = 4_000_000
#: Up to so many pixels a JPEG is opened, which decodes nothing, to see which way up it is shown.
_OPENED_PIXELS: Final = 80_000_000
#: A JPEG is decoded to about this size only; its edge tells the background all the same.
_DRAFT: Final = (400, 400)
_PILLOW: Final = {
    "JPG": ("JPEG", "MPO"),
    "PNG": ("PNG",),
    "GIF": ("GIF",),
    "BMP": ("BMP",),
    "WEBP": ("WEBP",),
}
_PLAIN_MODES: Final = ("1", "L", "P", "RGB", "CMYK", "YCbCr")
_PADDING: Final = b"\x00 \t\r\n\xff"
_ORIENTATION: Final = 0x0112
#: What Pillow raises for files that are made badly or meanly.
_FAULTS: Final = (
    OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, EOFError, AttributeError,
    NotImplementedError, struct.error, Image.DecompressionBombError,
)  # fmt: skip
_ZIP_END: Final = b"PK\x05\x06"


def figures_of(data: bytes, most: int = MOST_BYTES) -> Figures:
    """Measure a picture: pixels, bytes, format, and its background where that can be told.

    The background is None where the edge has several colours, and where the picture has too many pixels to be decoded.
    Raises PictureRefused for what is empty, has more than `most` bytes, is no picture, is broken or cut off, claims too
    many pixels, moves, or holds something behind the picture.
    """
    if not data:
        raise PictureRefused("empty")
    if len(data) > most:
        raise PictureRefused("too_large", most=most)
    found = outline(data)
    if found.width < 1 or found.height < 1:
        raise PictureRefused("broken")
    if found.width * found.height > MOST_PIXELS:
        raise PictureRefused("too_many_pixels", most=MOST_PIXELS)
    _refuse_more_than_a_picture(data, found)
    background, turned = _looked_at(data, found)
    width, height = (found.height, found.width) if turned else (found.width, found.height)
    size = FileSize(len(data), len(data), "B", _shown(len(data)))
    return Figures(width, height, None, size, found.format, background, measured=True, turned=turned)


def _refuse_more_than_a_picture(data: bytes, found: Outline) -> None:
    """A file that is a picture to one program and an archive or a page to another is no ID photo."""
    if data[found.end :].strip(_PADDING) or b"%PDF-" in data[:1024]:
        raise PictureRefused("extra_data")
    at = data.rfind(_ZIP_END, -65_557)
    if at >= 0 and at + 22 + int.from_bytes(data[at + 20 : at + 22], "little") == len(data):
        raise PictureRefused("extra_data")


def _looked_at(data: bytes, found: Outline) -> tuple[Colour | None, bool]:
    """The background, and whether the picture is shown turned by a quarter."""
    few = found.width * found.height <= DECODED_PIXELS
    if not few and (found.format != "JPG" or found.width * found.height > _OPENED_PIXELS):
        return None, False
    try:
        with Image.open(BytesIO(found.drawn or data), formats=_PILLOW[found.format]) as image:
            if image.size != (found.width, found.height):
                raise PictureRefused("broken")
            turned = found.format == "JPG" and image.getexif().get(_ORIENTATION) in (5, 6, 7, 8)
            return (_decoded(image) if few else None), turned
    except _FAULTS as error:
        raise PictureRefused("truncated" if "truncated" in str(error) else "broken") from error


def _decoded(image: Image.Image) -> Colour | None:
    image.draft("RGB", _DRAFT)
    image.load()
    return _background(image)


def _background(image: Image.Image) -> Colour | None:
    if image.mode not in _PLAIN_MODES or "transparency" in image.info:
        return None
    width, height = image.size
    strips = (
        (0, 0, width, max(1, height // 16)),
        (0, 0, max(1, width // 16), max(1, height // 3)),
        (width - max(1, width // 16), 0, width, max(1, height // 3)),
    )
    return background_of(b"".join(image.crop(strip).convert("RGB").tobytes() for strip in strips))


def _shown(count: int) -> str:
    """`80.3K (82,227 B)`-like: as a file manager shows it, then exactly."""
    if count < 1024:
        return f"{count} B"
    short = f"{count / 1024:.1f}K" if count < 1024**2 else f"{count / 1024**2:.2f}M"
    return f"{short} ({count:,} B)"
