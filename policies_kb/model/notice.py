"""A notice: one file, one round of one review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated

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
    def citation(self) -> str:
        """How the notice is cited: by its number where it has one, else by its short name."""
        return self.number or self.short.zh
