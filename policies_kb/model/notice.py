"""A notice: one file, one round of one review."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Annotated, Final

from pydantic import Field

from policies_kb.model.base import Part
from policies_kb.model.eligibility import Eligibility
from policies_kb.model.entries import (
    Contact,
    Counting,
    Document,
    Entry,
    Fee,
    FreeFact,
    Gap,
    Listing,
    Material,
    Milestone,
    Office,
    PhotoSpec,
    Places,
    Slug,
    Step,
    Uncited,
    Words,
)
from policies_kb.model.place import Place
from policies_kb.model.text import Text
from policies_kb.model.titles import Title

#: A name as people write it, the facet it belongs to, and the value it means.
Said = tuple[str, str, str]
#: Lists whose items people name in a question (can a blaster apply, is Yongjia among the counties).
_LISTED: Final = ("specialty", "occupation", "journal")


class Mark(Part):
    """Names a paragraph or heading of the source that has no number: it `starts` with these characters."""

    starts: str
    place: str


class Source(Part):
    """The official text a notice file was made from; `verify` reads it, the file never copies it."""

    file: str
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    marks: tuple[Mark, ...] = ()


class Notice(Part):
    """Everything one notice says, as data.

    `series` is what the rounds of one review have in common, so that the newest round can be told.
    `sector` is a value of `vocabulary.yml`, `region` a name of `regions.yml`; `at` is where number, title and
    date of the notice itself stand.
    """

    id: Slug
    series: Slug
    title: Text
    short: Text
    number: str | None = None
    year: int
    issued: dt.date | None = None
    issuers: tuple[Text, ...]
    region: str
    sector: str
    titles: tuple[Title, ...] = Field(min_length=1)
    aliases: Words = ()
    at: Places = (Place(("文首",)),)
    source: Source

    milestones: tuple[Milestone, ...] = ()
    counting: tuple[Counting, ...] = ()
    materials: tuple[Material, ...] = ()
    steps: tuple[Step, ...] = ()
    contacts: tuple[Contact, ...] = ()
    offices: tuple[Office, ...] = ()
    fees: tuple[Fee, ...] = ()
    photos: tuple[PhotoSpec, ...] = ()
    lists: tuple[Listing, ...] = ()
    facts: tuple[FreeFact, ...] = ()
    documents: tuple[Document, ...] = ()
    gaps: tuple[Gap, ...] = ()
    eligibility: Eligibility | None = None
    uncited: tuple[Uncited, ...] = ()

    def entries(self) -> Iterator[Entry]:
        """Every entry of the notice, kind by kind."""
        for kind in (
            self.milestones,
            self.counting,
            self.materials,
            self.steps,
            self.contacts,
            self.offices,
            self.fees,
            self.photos,
            self.lists,
            self.facts,
            self.documents,
            self.gaps,
        ):
            yield from kind

    @property
    def checkable(self) -> bool:
        """Whether it has rules that a self-check can ask by."""
        return self.eligibility is not None

    @property
    def last_day(self) -> dt.date | None:
        """The last day by which anybody has to act; None where it names none."""
        return max((one.closes for one in self.milestones if one.closes), default=None)

    @property
    def window(self) -> Milestone | None:
        """When one can apply: of the applicants' milestones the first with a last day, else the first with a day."""
        own = [one for one in self.milestones if one.actor == "applicant" and (one.opens or one.closes)]
        return next((one for one in own if one.closes), own[0] if own else None)

    @property
    def lists_places(self) -> bool:
        """Whether it has a list whose items are places."""
        return any(listing.facet == "region" for listing in self.lists)

    def places(self) -> tuple[str, ...]:
        """The places that single entries and ways are for; what is on a list is not among them."""
        entries = (entry for entry in self.entries() if not isinstance(entry, Listing))
        routes = self.eligibility.routes if self.eligibility else ()
        facets = (*(entry.facets for entry in entries), *(route.facets for route in routes))
        narrowed = (place for one in facets for place in one.get("region", ()))
        return tuple(dict.fromkeys((*narrowed, *(office.region for office in self.offices))))

    def names(self) -> tuple[Said, ...]:
        """The names that people may use of this notice and of what is on its lists."""
        return tuple(dict.fromkeys((*self._own_names(), *self._listed_names())))

    def _own_names(self) -> Iterator[Said]:
        for written in (*self.aliases, *_numbers(self.number)):
            yield written, "notice", self.id
        for contact in self.contacts:
            if contact.person is not None:
                for person in contact.person.zh.split("、"):
                    yield person, "notice", self.id

    def _listed_names(self) -> Iterator[Said]:
        for listing in self.lists:
            if listing.facet in _LISTED:
                for item in listing.items:
                    for written in (item.zh, *item.aliases):
                        yield written, listing.facet, item.zh

    @property
    def citation(self) -> str:
        """How the notice is cited: by its number where it has one, else by its short name."""
        return self.number or self.short.zh


def _numbers(number: str | None) -> Iterator[str]:
    """浙建人教函〔2023〕126号 as people type it: with any bracket, without, or only «126号»."""
    if number is None:
        return
    yield number
    match = re.fullmatch(r"(.+)〔(\d{4})〕(\d+号)", number)
    if match:
        office, year, count = match.groups()
        for form in (f"[{year}]", f"({year})", f"【{year}】", year, f"{year}年"):
            yield f"{office}{form}{count}"
        yield f"{office}{count}"
