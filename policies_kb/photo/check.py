"""Figures of a photo against what a notice demands: one finding a requirement, each ok, wrong or unknown."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final, Literal

from policies_kb.model.entries import PhotoSpec
from policies_kb.photo.figures import KILOS, Figures, FileSize
from policies_kb.photo.formats import format_called
from policies_kb.photo.sizes import size_called
from policies_kb.photo.words import colour_in, prints_in

Requirement = Literal["format", "bytes", "pixels", "ratio", "background", "prints"]
Mend = Literal[
    "convert", "too_small", "too_large", "count_of_k", "more_pixels", "sides_swapped", "turned",
    "crop_width", "crop_height", "background", "not_in_notice",
]  # fmt: skip


class State(StrEnum):
    """Whether a requirement is met. Unknown is never taken for either."""

    OK = "ok"
    WRONG = "wrong"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """What the findings come to. `partly`: all that is known is right, some is not known."""

    FITS = "fits"
    PARTLY = "partly"
    FAILS = "fails"


@dataclass(frozen=True)
class Range:
    """From `low` to `high` pixels, both ends count."""

    low: int
    high: int


@dataclass(frozen=True)
class Finding:
    """One requirement: how it stands, and how to mend it where a way can be named.

    `given` is false where nothing was said or measured for it. `mend` names the way; `to` holds the sides that a crop
    must bring, in pixels. What is demanded and what was found stand in the spec and the figures.
    """

    requirement: Requirement
    state: State
    given: bool = True
    mend: Mend | None = None
    to: Range | None = None


def check(spec: PhotoSpec, figures: Figures) -> tuple[Finding, ...]:
    """One finding for each requirement of `spec`, in the order in which people look at a file.

    The size of paper prints is a finding only where somebody named one: a file has none.
    """
    findings = [one(spec, figures) for one in _CHECKS]
    if figures.prints:
        findings.append(_prints(spec, figures))
    return tuple(findings)


def verdict_of(findings: Sequence[Finding]) -> Verdict:
    """One wrong finding fails the photo; one unknown leaves it open."""
    states = {finding.state for finding in findings}
    if State.WRONG in states:
        return Verdict.FAILS
    return Verdict.PARTLY if State.UNKNOWN in states else Verdict.FITS


def _format(spec: PhotoSpec, figures: Figures) -> Finding:
    if figures.format is None:
        return Finding("format", State.UNKNOWN, given=False)
    demanded = {format_called(name) or name for name in spec.formats}
    if figures.format in demanded:
        return Finding("format", State.OK)
    return Finding("format", State.WRONG, mend="convert")


def _bytes(spec: PhotoSpec, figures: Figures) -> Finding:
    if figures.size is None:
        return Finding("bytes", State.UNKNOWN, given=False)
    more_than, less_than = size_called(spec.bytes_more_than), size_called(spec.bytes_less_than)
    counted = [_one_count(figures.size, more_than, less_than, kilo) for kilo in KILOS]
    states = {state for state, _ in counted}
    if len(states) > 1:
        return Finding("bytes", State.UNKNOWN, mend="count_of_k")
    state, mend = counted[0]
    return Finding("bytes", state, mend=mend)


def _one_count(
    size: FileSize, more_than: FileSize, less_than: FileSize, kilo: int
) -> tuple[State, Mend | None]:
    """How the size stands with so many bytes to the K, in the size and in the bounds alike."""
    low, high = size.bytes(kilo)
    floor, ceiling = more_than.bytes(kilo)[0], less_than.bytes(kilo)[0]
    if high <= floor:
        return State.WRONG, "too_small"
    if low >= ceiling:
        return State.WRONG, "too_large"
    return (State.OK if low > floor and high < ceiling else State.UNKNOWN), None


def _pixels(spec: PhotoSpec, figures: Figures) -> Finding:
    width, height = figures.width, figures.height
    if width is None and height is None:
        return Finding("pixels", State.UNKNOWN, given=False)
    state = _enough(spec, width, height)
    if width is None or height is None:
        return Finding("pixels", state, mend="more_pixels" if state is State.WRONG else None)
    other = _enough(spec, height, width)
    if figures.turned and other is not state:
        return Finding("pixels", State.UNKNOWN, mend="turned")
    if state is State.WRONG:
        return Finding("pixels", state, mend="sides_swapped" if other is State.OK else "more_pixels")
    return Finding("pixels", state)


def _enough(spec: PhotoSpec, width: int | None, height: int | None) -> State:
    least = spec.pixels_more_than
    if (width is not None and width <= least.width) or (height is not None and height <= least.height):
        return State.WRONG
    return State.UNKNOWN if width is None or height is None else State.OK


def _ratio(spec: PhotoSpec, figures: Figures) -> Finding:
    width, height = figures.width, figures.height
    if width is None or height is None:
        if figures.ratio is None:
            return Finding("ratio", State.UNKNOWN, given=False)
        return Finding("ratio", State.OK if _in_ratio(spec, figures.ratio) else State.WRONG)
    fits = _in_ratio(spec, width / height)
    swapped = _in_ratio(spec, height / width)
    if figures.turned and fits != swapped:
        return Finding("ratio", State.UNKNOWN, mend="turned")
    if fits:
        return Finding("ratio", State.OK)
    if swapped:
        return Finding("ratio", State.WRONG, mend="sides_swapped")
    return _crop(spec, width, height)


def _in_ratio(spec: PhotoSpec, ratio: float) -> bool:
    return spec.ratio_at_least <= ratio <= spec.ratio_at_most


def _crop(spec: PhotoSpec, width: int, height: int) -> Finding:
    """Which side a crop must bring, and to what, so that it still has pixels enough."""
    least, most = Fraction(str(spec.ratio_at_least)), Fraction(str(spec.ratio_at_most))
    if width / height > spec.ratio_at_most:
        low, high = math.ceil(height * least), math.floor(height * most)
        return _cropped("crop_width", max(low, spec.pixels_more_than.width + 1), high)
    low, high = math.ceil(width / most), math.floor(width / least)
    return _cropped("crop_height", max(low, spec.pixels_more_than.height + 1), high)


def _cropped(side: Mend, low: int, high: int) -> Finding:
    return Finding("ratio", State.WRONG, mend=side, to=Range(low, high) if low <= high else None)


def _background(spec: PhotoSpec, figures: Figures) -> Finding:
    if figures.background is None:
        return Finding("background", State.UNKNOWN, given=False)
    demanded = colour_in(spec.background.zh)
    if demanded is None:
        return Finding("background", State.UNKNOWN)
    if figures.background == demanded:
        return Finding("background", State.OK)
    return Finding("background", State.WRONG, mend="background")


def _prints(spec: PhotoSpec, figures: Figures) -> Finding:
    if spec.prints is None:
        return Finding("prints", State.UNKNOWN, mend="not_in_notice")
    fits = set(figures.prints) <= set(prints_in(spec.prints.zh))
    return Finding("prints", State.OK if fits else State.WRONG)


_CHECKS: Final[Iterable[Callable[[PhotoSpec, Figures], Finding]]] = (
    _format,
    _bytes,
    _pixels,
    _ratio,
    _background,
)
