"""The colour of a photo's background, judged from its upper edge: what stands beside and above a head."""

from __future__ import annotations

import colorsys
from collections import Counter
from typing import Final

from policies_kb.photo.figures import Colour

#: Of so many of the pixels the colour must be, before it is told.
_SHARE: Final = 0.8
_WHITE: Final = 0.9
_WHITE_TINT: Final = 0.08
_BLACK: Final = 0.2
_TINT: Final = 0.2
#: Darker than this a neutral colour is grey; between grey and white only a person can tell.
_GREY: Final = 0.78
#: Where hues end, in parts of the circle from red.
_HUES: Final[tuple[tuple[float, Colour], ...]] = (
    (0.04, "red"),
    (0.11, "other"),
    (0.19, "yellow"),
    (0.45, "green"),
    (0.72, "blue"),
    (0.9, "other"),
    (1.01, "red"),
)


def background_of(pixels: bytes) -> Colour | None:
    """The colour that nearly all of some RGB pixels (three bytes each) have; None where they differ."""
    seen = Counter(pixels[at : at + 3] for at in range(0, len(pixels) - 2, 3))
    colours: Counter[Colour] = Counter()
    for pixel, count in seen.items():
        colours[_colour(*pixel)] += count
    if not colours:
        return None
    colour, count = colours.most_common(1)[0]
    return colour if colour != "other" and count >= _SHARE * colours.total() else None


def _colour(red: int, green: int, blue: int) -> Colour:
    hue, tint, light = colorsys.rgb_to_hsv(red / 255, green / 255, blue / 255)
    if light >= _WHITE and tint <= _WHITE_TINT:
        return "white"
    if light <= _BLACK:
        return "black"
    if tint < _TINT:
        return "grey" if tint <= _WHITE_TINT and light < _GREY else "other"
    return next(colour for end, colour in _HUES if hue < end)
