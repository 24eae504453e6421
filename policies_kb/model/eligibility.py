"""Who may apply, as a notice file says it: bars, requirements, routes and adjustments, each with its place.

Any bar that is true excludes. All requirements must be true. One route is enough (with no route written for a
title, none is needed). An adjustment that is true adds to the time that named routes demand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Annotated, TypeVar

from pydantic import BeforeValidator, Field, model_validator

from policies_kb.model.attribute import Attribute, AttributeName, Attributes, Choice
from policies_kb.model.base import Part
from policies_kb.model.condition import Condition
from policies_kb.model.dates import Convention
from policies_kb.model.grammar import ConditionField, PeriodField
from policies_kb.model.place import Place
from policies_kb.model.text import Text
from policies_kb.model.titles import Title

__all__ = [
    "Adjustment",
    "Attribute",
    "Attributes",
    "Bar",
    "Choice",
    "Condition",
    "Eligibility",
    "Requirement",
    "Route",
    "Rule",
]


def _as_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list | tuple) else (value,)


Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Words = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]
Targets = Annotated[tuple[Title, ...], BeforeValidator(_as_tuple)]


class Rule(Part):
    """What every rule has. `targets` are the titles it is for; all of the notice's where it names none.

    `ask` words the question about an attribute for this rule where the attribute's own wording does not fit.
    """

    id: Slug
    targets: Targets = ()
    at: Annotated[tuple[Place, ...], BeforeValidator(_as_tuple), Field(min_length=1)]
    say: Text
    ask: Mapping[AttributeName, Text] = Field(default_factory=dict)

    def is_for(self, target: str) -> bool:
        """Whether the rule concerns applications for `target`."""
        return not self.targets or target in self.targets


class Bar(Rule):
    """Excludes where it is true. `mend` says what can be done about it."""

    when: ConditionField
    mend: Text | None = None


class Requirement(Rule):
    """Must be true. `mend` says what can be done where it is not."""

    need: ConditionField
    mend: Text | None = None


class Route(Rule):
    """One way to qualify; one is enough."""

    need: ConditionField
    facets: Mapping[str, Words] = Field(default_factory=dict)


class Adjustment(Rule):
    """Where `when` is true, the routes `to` demand `adds` more of `attribute`."""

    when: ConditionField
    adds: PeriodField
    to: Annotated[tuple[Slug, ...], BeforeValidator(_as_tuple), Field(min_length=1)]
    attribute: AttributeName


AnyRule = TypeVar("AnyRule", bound=Rule)


class Eligibility(Part):
    """The section `eligibility` of a notice file.

    `counting` names the `counting` entry up to whose day years are counted; without it the notice does not say,
    and any day of its year may be meant. `applying` names the milestone in which people apply; without it the
    applicants' milestone with a closing day is taken.
    """

    counting: Slug | None = None
    convention: Convention = "anniversary"
    applying: Slug | None = None
    bars: tuple[Bar, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    routes: tuple[Route, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()

    @model_validator(mode="after")
    def _named_once(self) -> Eligibility:
        names = Counter(rule.id for rule in self.rules())
        if twice := [name for name, times in names.items() if times > 1]:
            raise ValueError(f"{', '.join(twice)} names several rules; give every rule its own id")
        return self

    def rules(self) -> Iterator[Rule]:
        """Every rule, in the order of the file."""
        yield from self.bars
        yield from self.requirements
        yield from self.routes
        yield from self.adjustments


def for_target(rules: tuple[AnyRule, ...], target: str) -> tuple[AnyRule, ...]:
    """Those of `rules` that concern applications for `target`."""
    return tuple(rule for rule in rules if rule.is_for(target))
