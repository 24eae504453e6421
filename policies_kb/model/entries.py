"""The typed entries of a notice: what people ask typed questions about.

Every entry names its place (`at`), and may add the words people use for it (`aliases`), the topics it also
belongs to (`also`), and what narrows it (`facets`, for instance `title: [技术员]`). A sentence is written only
where no type fits: `facts`. Sentences of the other kinds are made from their fields by `wording`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from policies_kb.model.base import Part
from policies_kb.model.grammar import ConditionField
from policies_kb.model.place import Place
from policies_kb.model.text import Text
from policies_kb.model.titles import Title

Actor = Literal["applicant", "employer", "department"]
Audience = Literal["applicant", "employer", "department", "anyone"]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]


def as_tuple(value: Any) -> Any:
    """Let an author write one value where several are allowed."""
    return tuple(value) if isinstance(value, list | tuple) else (value,)


Places = Annotated[tuple[Place, ...], BeforeValidator(as_tuple), Field(min_length=1)]
Words = Annotated[tuple[str, ...], BeforeValidator(as_tuple)]


class Entry(Part):
    """What every entry has: its name within the notice, its place, and how people find it."""

    id: Slug
    at: Places
    topic: str | None = None
    also: Words = ()
    audience: Audience | None = None
    aliases: Words = ()
    facets: Mapping[str, Words] = Field(default_factory=dict)
    note: Text | None = None


class Milestone(Entry):
    """A window or deadline of one actor. `shown_in` says where the day is announced if the notice has none."""

    actor: Actor
    what: Text
    opens: dt.date | None = None
    closes: dt.date | None = None
    within: Text | None = None
    shown_in: Text | None = None

    @model_validator(mode="after")
    def _says_when(self) -> Milestone:
        if not (self.opens or self.closes or self.within or self.shown_in):
            raise ValueError("says no time; give opens, closes, within or shown_in")
        if self.opens and self.closes and self.opens > self.closes:
            raise ValueError(f"opens {self.opens} after it closes {self.closes}; swap them")
        return self


class CopiesIf(Part):
    """Another number of copies in a certain case."""

    when: Text
    copies: int = Field(gt=0)


class Material(Entry):
    """Something that has to be handed in, uploaded or filled in.

    `only_if` says whom it concerns; `when` says the same for the self-check, where its attributes can tell.
    """

    name: Text
    form: Literal["paper", "file", "upload", "online", "automatic"]
    by: Actor
    copies: int | None = Field(default=None, gt=0)
    copies_if: tuple[CopiesIf, ...] = ()
    only_if: Text | None = None
    when: ConditionField | None = None
    to: Text | None = None
    details: Text | None = None
    order: int | None = None


class Step(Entry):
    """One step of a procedure, for one actor, in the order of the notice."""

    actor: Actor
    order: int
    title: Text
    do: Text


class Contact(Entry):
    """Whom to call. `for_` says what for."""

    office: Text
    phones: Words
    person: Text | None = None
    purpose: Text | None = None
    address: Text | None = None
    general: bool = True


class Office(Entry):
    """A committee and the office that receives its applications."""

    committee: Text
    region: str
    office: Text
    phone: str
    reviews: tuple[Title, ...]
    recommends: tuple[Title, ...] = ()
    scope: Text
    specialties: tuple[Text, ...] = ()
    address: Text | None = None
    remark: Text | None = None


class Fee(Entry):
    """What the review costs."""

    amount: int = Field(gt=0)
    currency: Literal["CNY"] = "CNY"
    per: Text
    basis: str | None = None


class Item(Part):
    """One item of a list; `group` is the heading it stands under."""

    zh: str
    en: str
    group: str | None = None
    aliases: Words = ()


class Listing(Entry):
    """A list in the notice. `closed` is false where the notice ends it with «等».

    `facet` says what its items are (region, specialty, occupation, journal, …); `groups` gives the English
    names of the groups.
    """

    name: Text
    closed: bool
    unit: Text
    facet: str
    groups: Mapping[str, str] = Field(default_factory=dict)
    items: tuple[Item, ...] = Field(min_length=1)


class Size(Part):
    """Width and height in pixels."""

    width: int
    height: int


class PhotoSpec(Entry):
    """What the ID photo must be like. Sizes of files as written (30K, 1M); bounds are strict as named."""

    background: Text
    formats: tuple[str, ...]
    prints: Text | None = None
    bytes_more_than: Annotated[str, Field(pattern=r"^\d+[KM]$")]
    bytes_less_than: Annotated[str, Field(pattern=r"^\d+[KM]$")]
    pixels_more_than: Size
    ratio_at_least: float
    ratio_at_most: float


class Counting(Entry):
    """Up to which day years are counted. A month alone means up to its last day."""

    what: Text
    until: Annotated[str, Field(pattern=r"^\d{4}-\d{2}(-\d{2})?$")]


class Document(Entry):
    """A document that the notice cites, by number, title or both. `decides` says what is left to it.

    `missing_part` marks a part of the notice itself that is not held (its body, where only attachments are); its
    title is ours.
    """

    number: str | None = None
    title: str | None = None
    missing_part: bool = False
    decides: Text | None = None
    basis: Text | None = None

    @model_validator(mode="after")
    def _is_named(self) -> Document:
        if not (self.number or self.title):
            raise ValueError("has neither number nor title; give what the notice cites it by")
        return self

    @property
    def name(self) -> str:
        """《title》（number）, or the one it has."""
        if self.title is None:
            return str(self.number)
        if self.missing_part:
            return self.title
        return f"《{self.title}》" + (f"（{self.number}）" if self.number else "")


class Gap(Entry):
    """What people ask and this notice does not say. `decided_by` names cited documents, `ask` a contact."""

    at: Annotated[tuple[Place, ...], BeforeValidator(as_tuple)] = ()
    what: Text
    decided_by: Words = ()
    ask: str | None = None


class FreeFact(Entry):
    """A statement for which there is no type, in our own words."""

    zh: str
    en: str


class Uncited(Part):
    """Numbered places that carry no fact, and why."""

    at: Places
    why: str
