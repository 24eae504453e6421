"""Files made to break what reads them: refused by name, at little cost."""

from __future__ import annotations

import contextlib
import random
import struct
import subprocess
import sys
import time
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from policies_kb.photo import PictureRefused, figures_of
from tests.unit.photo.pictures import SVG, archive, noise, picture, png

MEGABYTE = 1024 * 1024
WHOLE = {kind: picture(kind) for kind in ("JPEG", "PNG", "GIF", "BMP", "WEBP")}
ZEROS = zlib.compress(bytes(50 * MEGABYTE))


def _code(data: bytes, most: int = 10 * MEGABYTE) -> str:
    with pytest.raises(PictureRefused) as refused:
        figures_of(data, most)
    return refused.value.code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xff", "wrong_type"),
        (b"hello", "wrong_type"),
        (SVG, "wrong_type"),
        (archive(), "wrong_type"),
        (picture("TIFF"), "wrong_type"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(100), "wrong_type"),
        (bytes(11 * MEGABYTE), "too_large"),
        (WHOLE["JPEG"][:3], "truncated"),
        (WHOLE["JPEG"][:-2], "truncated"),
        (noise((600, 800))[:9000], "truncated"),
        (WHOLE["PNG"][:-20], "truncated"),
        (WHOLE["GIF"][:-3], "truncated"),
        (WHOLE["BMP"][:-3], "truncated"),
        (WHOLE["WEBP"][:-3], "truncated"),
        (b"\xff\xd8\xff" + bytes(300), "broken"),
        (png(300, 400), "broken"),
        (png(300, 400, (b"IDAT", zlib.compress(bytes(100)))), "truncated"),
        (png(0, 400, (b"IDAT", ZEROS)), "broken"),
        (png(50_000, 50_000, (b"IDAT", ZEROS)), "too_many_pixels"),
        (b"GIF89a" + struct.pack("<HHBBB", 65535, 65535, 0, 0, 0) + b"\x3b", "broken"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)}",
)
def test_refused_by_name(data: bytes, code: str) -> None:
    """The code says what is wrong."""
    assert _code(data) == code


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize(
    "behind",
    [archive(), b"<script>alert(1)</script>", bytes(50) + archive()],
    ids=["zip", "script", "padded zip"],
)
def test_a_picture_with_something_behind_is_refused(kind: str, behind: bytes) -> None:
    """To one program a picture, to another an archive or a page."""
    assert _code(WHOLE[kind] + behind) == "extra_data"


def test_a_document_in_front_is_refused() -> None:
    """Readers of PDF look for their mark anywhere at the beginning."""
    comment = b"%PDF-1.4 hidden"
    data = WHOLE["JPEG"]
    assert (
        _code(data[:2] + b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment + data[2:])
        == "extra_data"
    )


def test_padding_behind_a_picture_is_no_harm() -> None:
    """Some programs fill their files up."""
    assert figures_of(WHOLE["JPEG"] + bytes(100)).width == 300


def _jpeg_claiming(width: int, height: int) -> bytes:
    data = bytearray(WHOLE["JPEG"])
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


@pytest.mark.parametrize(
    "make",
    [
        lambda: png(50_000, 50_000, (b"IDAT", ZEROS)),
        lambda: png(15_000, 15_000, (b"IDAT", zlib.compress(bytes(300 * MEGABYTE)))),
        lambda: png(300, 400, *[(b"zTXt", b"a\0\0" + ZEROS[:MEGABYTE])] * 20, (b"IDAT", ZEROS)),
        lambda: png(300, 400, (b"iCCP", b"a\0\0" + ZEROS), (b"IDAT", ZEROS)),
        lambda: _jpeg_claiming(65_000, 65_000),
        lambda: _jpeg_claiming(15_000, 15_000),
        lambda: (
            b"RIFF"
            + struct.pack("<I", 22)
            + b"WEBPVP8X"
            + struct.pack("<I", 10)
            + bytes(4)
            + b"\xff\x3e\x00" * 2
        ),
    ],
    ids=["claims", "many pixels", "texts", "profile", "JPEG claims", "JPEG many pixels", "WebP canvas"],
)
def test_bombs_cost_little_memory(make: Callable[[], bytes]) -> None:
    """What unfolds to gigabytes is measured or refused within a few megabytes beyond the file."""
    data = make()
    tracemalloc.start()
    try:
        with contextlib.suppress(PictureRefused):
            figures_of(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 2 * len(data) + 4 * MEGABYTE


def test_many_scans_are_refused() -> None:
    """Each scan of a JPEG passes over all pixels, however few bytes it has."""
    data = picture("JPEG", (1900, 2000), progressive=True)
    start = data.rindex(b"\xff\xda")
    started = time.monotonic()
    assert _code(data[:-2] + data[start:-2] * 5000 + b"\xff\xd9") == "broken"
    assert time.monotonic() - started < 1


@pytest.mark.parametrize(
    "filler", [b"\xff\x00", b"\xff", b"\xff\xd0", b"\xff\x01"], ids=["stuffed", "fill", "restart", "alone"]
)
def test_a_walk_takes_bounded_time(filler: bytes) -> None:
    """Ten megabytes of almost-marks."""
    data = WHOLE["JPEG"][:-2] + filler * (9 * MEGABYTE // len(filler))
    started = time.monotonic()
    assert _code(data) in {"truncated", "broken"}
    assert time.monotonic() - started < 2


def test_whatever_the_bytes_there_is_a_figure_or_a_refusal() -> None:
    """No other error, for a thousand pictures with some bytes changed."""
    drawn = random.Random(7)
    for _ in range(1000):
        data = bytearray(drawn.choice(list(WHOLE.values())))
        for _ in range(drawn.choice((1, 4, 20))):
            data[drawn.randrange(min(len(data), drawn.choice((40, 800, 10**6))))] = drawn.randrange(256)
        with contextlib.suppress(PictureRefused):
            figures_of(bytes(data))


#: The highest memory of a process is asked of Linux itself: `resource` counts what the parent held before it, too.
STATUS = Path("/proc/self/status")
MEASURED = """
import re, sys
from policies_kb.photo import PictureRefused, figures_of

def highest():
    return int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])

figures_of(open(sys.argv[1], "rb").read())
before = highest()
for name in sys.argv[2:]:
    try:
        figures_of(open(name, "rb").read())
    except PictureRefused:
        pass
print(highest() - before)
"""


@pytest.mark.skipif(not STATUS.exists(), reason="only Linux tells the highest memory of one process")
def test_the_process_stays_small(tmp_path: Path) -> None:
    """With what Pillow's own libraries take: the largest decoded picture and the bombs, in a process of their own."""
    files = {
        "small": WHOLE["JPEG"],
        "largest": noise((1990, 2000), quality=60, progressive=True),
        "phone": noise((4000, 5000), quality=30, progressive=True),
        "plain": picture("PNG", (1990, 2000)),
        "claims": png(15_000, 15_000, (b"IDAT", ZEROS)),
        "profile": png(300, 400, (b"iCCP", b"a\0\0" + ZEROS), (b"IDAT", ZEROS)),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    run = subprocess.run(
        [sys.executable, "-c", MEASURED, *(str(tmp_path / name) for name in files)],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    assert 0 < int(run.stdout) < 80 * 1024
