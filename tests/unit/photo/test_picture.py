"""The figures of a picture file."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from policies_kb.photo import PictureRefused, figures_of
from tests.unit.photo.pictures import moving, noise, picture


@pytest.mark.parametrize(
    ("kind", "more", "name"),
    [
        ("JPEG", {}, "JPG"),
        ("JPEG", {"progressive": True}, "JPG"),
        ("PNG", {}, "PNG"),
        ("GIF", {}, "GIF"),
        ("BMP", {}, "BMP"),
        ("WEBP", {}, "WEBP"),
        ("WEBP", {"lossless": True}, "WEBP"),
    ],
)
def test_pictures_are_measured(kind: str, more: dict[str, Any], name: str) -> None:
    """Pixels, bytes, format and background, whatever the file is called."""
    data = picture(kind, (300, 400), **more)
    figures = figures_of(data)
    assert (figures.width, figures.height, figures.format, figures.background) == (300, 400, name, "white")
    assert figures.size is not None
    assert (figures.size.low, figures.size.unit) == (len(data), "B")


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ("#ffffff", "white"),
        ("#f6f7f8", "white"),
        ("#438edb", "blue"),
        ("#ff0000", "red"),
        ("#b4b4b4", "grey"),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_backgrounds_are_told(kind: str, colour: str, name: str) -> None:
    """The usual colours of ID photos."""
    assert figures_of(picture(kind, (300, 400), colour)).background == name


@pytest.mark.parametrize("colour", ["#dcdcdc", "#e8e0d0"])
def test_doubtful_backgrounds_are_not_told(colour: str) -> None:
    """Between grey and white only a person can tell."""
    assert figures_of(picture("PNG", (300, 400), colour)).background is None


def test_a_person_does_not_hide_the_background() -> None:
    """Only the upper edge counts."""
    image = Image.new("RGB", (300, 400), "white")
    image.paste("navy", (60, 60, 240, 400))
    file = BytesIO()
    image.save(file, "JPEG")
    assert figures_of(file.getvalue()).background == "white"


def test_a_motley_background_is_not_told() -> None:
    """A street is no colour."""
    assert figures_of(noise((300, 400))).background in (None, "grey")


def test_large_pictures_are_measured_but_not_decoded() -> None:
    """A phone's picture has its pixels in its head."""
    figures = figures_of(noise((3000, 4000), quality=40))
    assert (figures.width, figures.height, figures.background) == (3000, 4000, None)


def test_a_mark_that_turns_the_picture_is_heeded() -> None:
    """Sides as they are shown, and said to be turned."""
    mark = Image.Exif()
    mark[0x0112] = 6
    figures = figures_of(picture("JPEG", (400, 300), exif=mark))
    assert (figures.width, figures.height, figures.turned) == (300, 400, True)


def test_a_phone_may_put_a_second_picture_behind() -> None:
    """Previews and gain maps are pictures too."""
    assert figures_of(picture("JPEG") + picture("JPEG", (30, 40))).width == 300


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_moving_pictures_are_refused(kind: str) -> None:
    """An ID photo stands still."""
    with pytest.raises(PictureRefused) as refused:
        figures_of(moving(kind))
    assert refused.value.code == "animated"
