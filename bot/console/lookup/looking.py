"""Asks the catalogue: results, and for each facet the values that could be chosen with what is chosen elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.console.lookup.asked import Asked
from policies_kb.catalogue import Catalogue, Facet, LookedUp
from policies_kb.model.notice import Notice

Filters = Mapping[Facet, tuple[str, ...]]


@dataclass(frozen=True)
class Looked:
    """What was found. `later` are notices that are left out because they were issued after the day asked about."""

    asked: Asked
    found: LookedUp
    counts: Mapping[Facet, Mapping[str, int]]
    later: tuple[Notice, ...]


def look(catalogue: Catalogue, asked: Asked) -> Looked:
    """Look it up; takes a few milliseconds, or seconds where the index is not made yet."""
    later = tuple(one for one in catalogue.notices if is_later(one, asked))
    held = _held(catalogue, asked, later)
    found = catalogue.lookup(asked.words, asked.on, held, asked.most)
    counts = dict(found.counts if asked.words else catalogue.lookup_counts(asked.on, held))
    for facet in asked.chosen:
        # What else could be chosen of a facet: as if nothing of it was chosen yet.
        others = {name: values for name, values in asked.chosen.items() if name != facet}
        counts[facet] = _counts(catalogue, replace(asked, chosen=others), later)[facet]
    return Looked(asked, found, counts, later)


def _counts(
    catalogue: Catalogue, asked: Asked, later: tuple[Notice, ...]
) -> Mapping[Facet, Mapping[str, int]]:
    """Of the results, or of everything where nothing was typed: results are only the best of many."""
    held = _held(catalogue, asked, later)
    if not asked.words:
        return catalogue.lookup_counts(asked.on, held)
    return catalogue.lookup(asked.words, asked.on, held, 1).counts


def is_later(notice: Notice, asked: Asked) -> bool:
    """Whether a notice did not exist yet on a day in the past."""
    if asked.on >= asked.today:
        return False
    return notice.issued > asked.on if notice.issued else notice.year > asked.on.year


def _held(catalogue: Catalogue, asked: Asked, later: tuple[Notice, ...]) -> Filters:
    """The filters, with the notices that existed on that day."""
    if not later:
        return asked.chosen
    gone = {one.id for one in later}
    there = asked.chosen.get("notice") or tuple(one.id for one in catalogue.notices)
    # No notice at all must not become no filter.
    return {**asked.chosen, "notice": tuple(one for one in there if one not in gone) or ("",)}
