"""A case file: applicants and the verdicts that a reader of the notice would give them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from policies_kb.model.base import Part
from policies_kb.model.eligibility import Slug
from policies_kb.model.titles import Title

Names = Annotated[
    tuple[str, ...], BeforeValidator(lambda given: [given] if isinstance(given, str) else given)
]

#: Answers by attribute, in the writing of `rules.codec`.
Answers = Mapping[str, Any]


class Missing(Part):
    """What an undetermined verdict still depends on; what is left out is not compared.

    `answers` are attributes not told exactly enough, `unstated` attributes told exactly where the notice names no
    day to count up to, `documents` documents of the notice.
    """

    answers: Names | None = None
    documents: Names | None = None
    unstated: Names | None = None


class Case(Part):
    """One applicant, on one day, and what the notice says of them.

    `says` is laid over the answers of the person called `like`; null means: not told. Without `on` the day is the
    first of the round's window, or else its counting day. `because` names the rules that decide: every bar that
    is true and every requirement that is false; of the routes all that are true, or where none can be taken at
    least one; an adjustment that applies may be named. Where the verdict is undetermined they are open rules.
    `earliest`, `because` and `missing` are compared where they are given.
    """

    id: Slug
    about: Annotated[str, Field(min_length=1)]
    target: Title
    on: dt.date | None = None
    like: str | None = None
    says: Answers = Field(default_factory=dict)
    verdict: Literal["eligible", "ineligible", "undetermined"]
    earliest: dt.date | None = None
    because: Names | None = None
    missing: Missing | None = None


class CaseFile(Part):
    """The cases of one notice. `people` are named sets of answers that cases build on."""

    people: Mapping[str, Answers] = Field(default_factory=dict)
    cases: tuple[Case, ...]
