"""What a person can be asked: the entries of `attributes.yml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator

from policies_kb.model.base import Part
from policies_kb.model.text import Text

Kind = Literal["boolean", "choice", "ordered", "duration", "number", "region", "date"]
AttributeName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class Choice(Part):
    """One value of a choice, and what people say for it. `button` is false where it is not offered to tap.

    `vague` words mean the value only where no other value is named («公司»: a private one).
    """

    value: str
    name: Text
    aliases: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    button: bool = True


class Attribute(Part):
    """Something to ask a person.

    `values` of an `ordered` attribute stand from the lowest to the highest. `optional`: the thing itself may
    not exist (no certificate, so no time since it); every test of it is then false. `usual` is what nearly
    everybody answers («none»: that there is no such thing); such questions come last. `fills` names
    attributes that the same answer usually tells as well.

    What people say: `yes` and `no` for a boolean («not» before either turns it round), `likely_no` where nothing
    else is said; `cues` show that a sentence
    that answers no question is about this. `harmless` is what «no problem» means for a boolean without `usual`.
    """

    name: AttributeName
    type: Kind
    label: Text
    question: Text
    why: Text
    example: Text
    values: tuple[Choice, ...] = ()
    optional: bool = False
    usual: bool | str | None = None
    unit: Text | None = None
    fills: tuple[AttributeName, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    likely_no: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    harmless: bool = True

    @model_validator(mode="after")
    def _values_fit(self) -> Attribute:
        choosing = self.type in ("choice", "ordered")
        if choosing and len(self.values) < 2:
            raise ValueError(
                f"{self.name} has fewer than two values; list what people can choose under values"
            )
        if self.values and not choosing:
            raise ValueError(f"{self.name} is a {self.type} and has values; remove them or make it a choice")
        names = [choice.value for choice in self.values]
        if twice := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"{self.name} has {', '.join(sorted(twice))} twice; keep one of each")
        answers = [*(names if choosing else [True, False]), *(["none"] if self.optional else [])]
        if self.usual is not None and self.usual not in answers:
            raise ValueError(f"usual {self.usual!r} is no answer to {self.name}; use one of its values")
        return self

    @property
    def choices(self) -> tuple[str, ...]:
        """The values alone, in their order."""
        return tuple(choice.value for choice in self.values)


@dataclass(frozen=True)
class Attributes:
    """All attributes that are declared."""

    all: tuple[Attribute, ...]

    @cached_property
    def by_name(self) -> dict[str, Attribute]:
        """Every attribute under its name."""
        return {attribute.name: attribute for attribute in self.all}

    def __iter__(self) -> Iterator[Attribute]:
        return iter(self.all)

    def get(self, name: str) -> Attribute | None:
        """The attribute called `name`, or None."""
        return self.by_name.get(name)
