"""The ear of the self-check: from a person's words to facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from policies_kb.model.attribute import Attribute, Attributes
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.regions import Regions
from policies_kb.rules.values import Facts, Value


@dataclass(frozen=True)
class Heard:
    """Facts by attribute; each value keeps the clause it came from as its `words`. Empty: nothing understood."""

    facts: Mapping[str, Value] = field(default_factory=dict)


class Ear:
    """Understands replies about the attributes of one published state of the knowledge base."""

    def __init__(self, attributes: Attributes, regions: Regions) -> None:
        self._attributes = attributes
        self._regions = regions

    @classmethod
    def of(cls, knowledge: Knowledge) -> Ear:
        """An ear for everything that `knowledge` declares."""
        return cls(knowledge.attribute_set, knowledge.regions)

    def answer(
        self, text: str, asked: Attribute, known: Facts, on: dt.date, demand: float | None = None
    ) -> Heard:
        """What a reply to the question about `asked` says, about it and about what was not yet `known`.

        `on` is today. `demand` is the least number that the question is about, so that «enough» can be understood.
        """
        return Heard()

    def opening(self, text: str, on: dt.date) -> Heard:
        """What a message says of the person for certain, when nothing was asked."""
        return Heard()

    def correction(self, text: str, known: Facts, on: dt.date) -> Heard | None:
        """What a message takes back and says instead; None where it is no correction."""
        return None
