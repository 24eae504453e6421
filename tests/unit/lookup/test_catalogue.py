"""Lookup as the rest of the program sees it, on invented notices."""

from __future__ import annotations

import datetime as dt

from policies_kb.catalogue import Catalogue


def test_the_catalogue_looks_up(catalogue: Catalogue, day: dt.date) -> None:
    """Facts and notices are the catalogue's own, so that what is shown can be cited."""
    found = catalogue.lookup("pingshenfei", day)
    assert found.results
    for one in found.results:
        assert catalogue.fact(one.fact.id) is one.fact
        assert one.notice in catalogue.notices


def test_filters_come_through(catalogue: Catalogue, day: dt.date) -> None:
    """What is narrowed to one notice is of that notice; `most` bounds what is shown and not what is counted."""
    found = catalogue.lookup("", day, {"notice": ("yi-junior-2030",)}, most=1)
    assert [one.notice.id for one in found.results] == ["yi-junior-2030"]
    assert found.counts["notice"] == {"yi-junior-2030": found.total}
    assert found.total > 1
