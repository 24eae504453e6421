"""Invented notices: one with a photo specification, one that says nothing on photos."""

from __future__ import annotations

import pytest

from policies_kb.catalogue import Catalogue
from policies_kb.model.entries import PhotoSpec
from policies_kb.model.knowledge import Knowledge

SPEC = {
    "id": "portrait",
    "at": "附件1/2",
    "background": {"zh": "白底", "en": "white background"},
    "formats": ["JPG"],
    "prints": {"zh": "1寸、2寸", "en": "1-inch or 2-inch"},
    "bytes_more_than": "20K",
    "bytes_less_than": "2M",
    "pixels_more_than": {"width": 200, "height": 280},
    "ratio_at_least": 0.6,
    "ratio_at_most": 0.75,
}


@pytest.fixture(scope="session")
def spec() -> PhotoSpec:
    """What the invented notice demands."""
    return PhotoSpec.model_validate(SPEC)


@pytest.fixture(scope="session")
def with_photo(sample: Knowledge, spec: PhotoSpec) -> Catalogue:
    """The invented notices, the one of Yi with a photo specification."""
    notices = tuple(
        notice.model_copy(update={"photos": (spec,)}) if notice.id == "yi-junior-2030" else notice
        for notice in sample.notices
    )
    return Catalogue(sample.model_copy(update={"notices": notices}))
