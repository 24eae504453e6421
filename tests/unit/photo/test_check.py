"""Figures against a specification: each requirement is ok, wrong or unknown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policies_kb.model.entries import PhotoSpec
from policies_kb.photo import (
    Figures,
    FileSize,
    Finding,
    Range,
    State,
    Verdict,
    check,
    figures_in,
    verdict_of,
)

GOOD = figures_in("300x450 80K jpg 白底可以吗")


def _finding(spec: PhotoSpec, figures: Figures, requirement: str) -> Finding:
    return next(one for one in check(spec, figures) if one.requirement == requirement)


def test_a_good_photo_fits(spec: PhotoSpec) -> None:
    """Every requirement is met."""
    findings = check(spec, GOOD)
    assert {finding.state for finding in findings} == {State.OK}
    assert verdict_of(findings) is Verdict.FITS


def test_nothing_said_is_nothing_wrong(spec: PhotoSpec) -> None:
    """Unknown is never taken for no."""
    findings = check(spec, Figures())
    assert {(finding.state, finding.given) for finding in findings} == {(State.UNKNOWN, False)}
    assert verdict_of(findings) is Verdict.PARTLY


@pytest.mark.parametrize(
    ("said", "state", "mend"),
    [
        ("20K", State.WRONG, "too_small"),
        ("20480字节", State.UNKNOWN, "count_of_k"),
        ("20481字节", State.OK, None),
        ("20000字节", State.WRONG, "too_small"),
        ("21K", State.OK, None),
        ("1.9M", State.OK, None),
        ("2000K", State.UNKNOWN, "count_of_k"),
        ("2048K", State.WRONG, "too_large"),
        ("2M", State.WRONG, "too_large"),
        ("不到20K", State.WRONG, "too_small"),
        ("超过2M", State.WRONG, "too_large"),
        ("小于2M", State.UNKNOWN, None),
        ("20多K", State.OK, None),
    ],
)
def test_bytes(spec: PhotoSpec, said: str, state: State, mend: str | None) -> None:
    """Bounds are strict; where it depends on the bytes of a K it is not known."""
    finding = _finding(spec, figures_in(said), "bytes")
    assert (finding.state, finding.mend) == (state, mend)


@pytest.mark.parametrize(
    ("size", "state", "mend"),
    [
        ((201, 281), State.OK, None),
        ((200, 281), State.WRONG, "more_pixels"),
        ((201, 280), State.WRONG, "more_pixels"),
        ((201, None), State.UNKNOWN, None),
        ((200, None), State.WRONG, "more_pixels"),
        ((None, 280), State.WRONG, "more_pixels"),
        ((400, 250), State.WRONG, "sides_swapped"),
    ],
)
def test_pixels(spec: PhotoSpec, size: tuple[int | None, int | None], state: State, mend: str | None) -> None:
    """Both sides must be larger than the bound; one side too small is enough to fail."""
    finding = _finding(spec, Figures(*size), "pixels")
    assert (finding.state, finding.mend) == (state, mend)


@pytest.mark.parametrize(
    ("size", "state", "mend", "to"),
    [
        ((300, 400), State.OK, None, None),
        ((300, 500), State.OK, None, None),
        ((301, 400), State.WRONG, "crop_width", Range(240, 300)),
        ((300, 501), State.WRONG, "crop_height", Range(400, 500)),
        ((500, 500), State.WRONG, "crop_width", Range(300, 375)),
        ((200, 200), State.WRONG, "crop_width", None),
        ((400, 300), State.WRONG, "sides_swapped", None),
    ],
)
def test_ratio(
    spec: PhotoSpec, size: tuple[int, int], state: State, mend: str | None, to: Range | None
) -> None:
    """Both ends count; a crop is told where it leaves pixels enough."""
    finding = _finding(spec, Figures(*size), "ratio")
    assert (finding.state, finding.mend, finding.to) == (state, mend, to)


@pytest.mark.parametrize("height", range(281, 900, 7))
def test_a_crop_as_told_fits(spec: PhotoSpec, height: int) -> None:
    """Whoever follows the advice has a photo of the right shape."""
    finding = _finding(spec, Figures(2 * height, height), "ratio")
    to = finding.to
    if finding.mend == "crop_width" and to:
        for width in (to.low, to.high):
            assert {one.state for one in check(spec, replace(GOOD, width=width, height=height))} == {State.OK}


@pytest.mark.parametrize(("said", "state"), [("jpeg", State.OK), ("PNG", State.WRONG)])
def test_format(spec: PhotoSpec, said: str, state: State) -> None:
    """JPEG is JPG."""
    assert _finding(spec, figures_in(said), "format").state is state


@pytest.mark.parametrize(("said", "state"), [("白底", State.OK), ("蓝底", State.WRONG)])
def test_background(spec: PhotoSpec, said: str, state: State) -> None:
    """The colour that the notice names."""
    assert _finding(spec, figures_in(said), "background").state is state


def test_prints_are_judged_where_both_name_them(spec: PhotoSpec) -> None:
    """A notice that names no 寸 leaves it open; nobody's 寸 is no finding."""
    silent = spec.model_copy(update={"prints": None})
    assert _finding(spec, figures_in("2寸"), "prints").state is State.OK
    assert _finding(spec, figures_in("5寸"), "prints").state is State.WRONG
    assert _finding(silent, figures_in("2寸"), "prints").state is State.UNKNOWN
    assert "prints" not in {one.requirement for one in check(spec, GOOD)}


def test_a_picture_shown_turned_is_not_judged_by_one_reading(spec: PhotoSpec) -> None:
    """Who reads the file without its mark sees it lying on its side."""
    turned = Figures(300, 450, size=FileSize(80, 80, "K", "80K"), format="JPG", measured=True, turned=True)
    finding = _finding(spec, turned, "ratio")
    assert (finding.state, finding.mend) == (State.UNKNOWN, "turned")
