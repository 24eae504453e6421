"""What one text states and another does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from policies_kb.verify.stated import Amount, Day, Reference, Stated

#: A document's office is told by so many characters in front of its number.
_OFFICE: Final = 3
#: Measures with which a sentence may count the points or items that it lists itself.
_OF_ITSELF: Final = frozenset(["", "个", "类", "种", "项", "步", "条", "县"])


@dataclass(frozen=True)
class Allowed:
    """What may be said besides what stands at the cited places.

    `year` is the notice's own: a date without a year is of that year, and it need not be cited. `documents` are
    the numbers of the documents it lists, known in full; other numbers are compared from their end. `counts` is
    how many points a sentence or list has, which it may say of itself («三类», «26 counties»).
    """

    year: int
    documents: tuple[str, ...] = ()
    counts: frozenset[str] = frozenset()
    attachments: frozenset[str] = frozenset()


def lacking(said: Stated, there: Stated, allowed: Allowed) -> Iterator[str]:
    """Each statement of `said` that `there` does not bear out, as people read it."""
    yield from (f"date «{day}»" for day in sorted(said.days, key=str) if not _day(day, there, allowed.year))
    dated = {str(day.year) for day in said.days}
    yield from (f"year «{one}»" for one in sorted(said.years - there.years - dated - {str(allowed.year)}))
    yield from (f"figure «{one}»" for one in sorted(said.amounts) if not _amount(one, there, allowed.counts))
    yield from (f"phone «{one}»" for one in sorted(said.phones - there.phones))
    yield from (f"address «{one}»" for one in sorted(said.addresses) if not _address(one, there))
    yield from (
        f"document «{one}»"
        for one in sorted(said.references)
        if not _reference(one, there, allowed.documents)
    )
    yield from (f"article «{one}»" for one in sorted(said.articles - there.articles))
    yield from (f"figure «{one}»" for one in sorted(said.codes - there.codes))
    annexes = said.attachments - there.attachments - allowed.attachments
    yield from (f"attachment «{one}»" for one in sorted(annexes))


def _day(said: Day, there: Stated, year: int) -> bool:
    for one in there.days:
        same_year = said.year in (None, one.year) or (one.year is None and said.year == year)
        if same_year and one.month == said.month and said.day in (None, one.day):
            return True
    return False


def _amount(said: Amount, there: Stated, counts: frozenset[str]) -> bool:
    """A figure with a measure needs the same measure, or a figure without any, as in tables."""
    if said.number in counts and said.unit in _OF_ITSELF:
        return True
    if said.unit in ("", "个", "号"):
        return any(one.number == said.number for one in there.amounts) or said.number in there.years
    return said in there.amounts or Amount(said.number, "") in there.amounts


def _address(said: str, there: Stated) -> bool:
    """The same address, or the site it is on."""
    return any(one == said or one.startswith(f"{said}/") for one in there.addresses)


def _reference(said: Reference, there: Stated, documents: Sequence[str]) -> bool:
    whole = said.office + said.number
    known = [document for document in documents if document.endswith(said.number)]
    if known:
        return any(whole.endswith(document) for document in known)
    return any(
        one.number == said.number and one.office[-_OFFICE:] == said.office[-_OFFICE:]
        for one in there.references
    )
