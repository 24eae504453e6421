"""The figures of a photo in what people write."""

from __future__ import annotations

import math

import pytest

from policies_kb.photo import Figures, figures_in, is_checkable, said_without


@pytest.mark.parametrize(
    ("text", "pixels"),
    [
        ("照片300x400", (300, 400)),
        ("300*400像素", (300, 400)),
        ("３００×４００", (300, 400)),
        ("300 X 400 px", (300, 400)),
        ("300像素乘400像素", (300, 400)),
        ("300乘以400", (300, 400)),
        ("三百乘四百", (300, 400)),
        ("三百五十乘四百八", (350, 480)),
        ("宽300高400", (300, 400)),
        ("高是400，宽是300像素", (300, 400)),
        ("高×宽：400×300", (300, 400)),
        ("300 by 400 pixels", (300, 400)),
        ("width 300, height 400", (300, 400)),
        ("300 pixels wide and 400 pixels tall", (300, 400)),
        ("宽只有200", (200, None)),
        ("原图3000×4000，裁成300×400", (300, 400)),
        ("35mm×45mm", (None, None)),
        ("3.5x5厘米", (None, None)),
        ("300dpi", (None, None)),
        ("手机1200万像素", (None, None)),
        ("建设正高23年", (None, None)),
    ],
)
def test_pixels(text: str, pixels: tuple[int | None, int | None]) -> None:
    """Width first, unless the words say otherwise; paper sizes, resolutions and titles are no pixels."""
    said = figures_in(text)
    assert (said.width, said.height) == pixels


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("25K", 25, 25, "K"),
        ("２５Ｋ", 25, 25, "K"),
        ("80 KB", 80, 80, "K"),
        ("80千字节", 80, 80, "K"),
        ("80千字節", 80, 80, "K"),
        ("八十K", 80, 80, "K"),
        ("1.2M", 1.2, 1.2, "M"),
        ("两兆", 2, 2, "M"),
        ("半兆", 0.5, 0.5, "M"),
        ("3万字节", 30_000, 30_000, "B"),
        ("50 kilobytes", 50, 50, "K"),
        ("30-50K", 30, 50, "K"),
        ("不超过1M", 0, 1, "M"),
        ("1M以内", 0, 1, "M"),
        ("不小于30K", 30, math.inf, "K"),
        ("30K以上", 30, math.inf, "K"),
        ("从5M压到200K", 200, 200, "K"),
        ("300×400、25k", 25, 25, "K"),
        ("小于30k行吗，我的是28k", 28, 28, "K"),
    ],
)
def test_sizes(text: str, low: float, high: float, unit: str) -> None:
    """Units by every name; of several sizes the last exact one."""
    size = figures_in(text).size
    assert size is not None
    assert (size.low, size.high, size.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("不到30K", 29.9, 30),
        ("less than 30K", 29.9, 30),
        ("超过1M", 1.1, 1),
        ("over 1 MB", 1.1, 1),
        ("30多K", 31, 30),
        ("一百多K", 150, 200),
        ("大概50K", 48, 60),
    ],
)
def test_vague_sizes_are_ranges(text: str, inside: float, outside: float) -> None:
    """«不到30K» is anything below 30, but not 30."""
    size = figures_in(text).size
    assert size is not None
    assert size.low <= inside <= size.high
    assert not size.low <= outside <= size.high


@pytest.mark.parametrize("text", ["4K分辨率", "300g纸", "25米", "2020年", "附件1", "照片多大"])
def test_no_sizes(text: str) -> None:
    """Other numbers are no sizes of a file."""
    assert figures_in(text).size is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("照片是JPEG", "JPG"),
        (".jpg的", "JPG"),
        ("a PNG file", "PNG"),
        ("苹果手机的heic", "HEIC"),
        ("jpg还是png", None),
        ("不是png", None),
        ("照片", None),
    ],
)
def test_formats(text: str, name: str | None) -> None:
    """Two names of one format are one; between two formats nothing is said."""
    assert figures_in(text).format == name


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("白底", "white"),
        ("白色背景", "white"),
        ("背景是蓝色的", "blue"),
        ("底色：红", "red"),
        ("浅蓝底", "blue"),
        ("a white background", "white"),
        ("the background is blue", "blue"),
        ("不是白底，是灰底", "grey"),
        ("白底还是蓝底", None),
        ("穿白衬衫", None),
        ("黑框眼镜", None),
    ],
)
def test_backgrounds(text: str, colour: str | None) -> None:
    """A colour counts beside a word for the background only."""
    assert figures_in(text).background == colour


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("宽高比0.75", 0.75),
        ("比例3:4", 0.75),
        ("三比四", None),
        ("比例三比四", 0.75),
        ("高宽比1.25", 0.8),
        ("正方形", 1.0),
    ],
)
def test_ratios(text: str, ratio: float | None) -> None:
    """Width to height, whichever way it is said."""
    assert figures_in(text).ratio == ratio


@pytest.mark.parametrize(
    ("text", "prints"), [("1寸、2寸", ("1", "2")), ("小二寸", ("小2",)), ("two-inch", ("2",))]
)
def test_paper_prints_are_named_and_not_converted(text: str, prints: tuple[str, ...]) -> None:
    """寸 tells the size on paper: no pixels follow from it."""
    assert figures_in(text) == Figures(prints=prints)


@pytest.mark.parametrize(
    ("text", "checkable"),
    [
        ("照片25K", True),
        ("蓝底可以吗", True),
        ("will a png do, is a png ok", True),
        ("照片要白底", False),
        ("白底还是蓝底可以", False),
        ("两寸可以吗", False),
        ("照片要求", False),
    ],
)
def test_what_can_be_checked(text: str, checkable: bool) -> None:
    """A number, or the question whether a format or colour will do."""
    assert is_checkable(text, figures_in(text)) is checkable


def test_figures_are_no_years() -> None:
    """What is left of a question without its figures still names its place and year."""
    assert "2021" not in said_without("照片2021×3000，绍兴2020")
    assert "2020" in said_without("照片2021×3000，绍兴2020")
