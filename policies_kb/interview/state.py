"""Where an interview stands, and that as a short text for the memory of a conversation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from policies_kb.model.attribute import Attributes
from policies_kb.rules import Facts, MisfitError, read_facts, write_facts


@dataclass(frozen=True, slots=True)
class Case:
    """What is checked: the rules of one notice for one title."""

    notice: str
    target: str


@dataclass(frozen=True, slots=True)
class Told:
    """One reply: which question it was to (None: said unasked), and which attributes it told."""

    asked: str | None
    names: tuple[str, ...]


@dataclass(frozen=True)
class Interview:
    """A self-check under way.

    `cases` has one case where notice and title are known; several where the person wants to know what they can
    apply for. `told` is the course so far; `asking` the attribute asked about, `again` whether for the second time;
    None with `paused` where the person stopped, and with a verdict given where it is over.
    """

    cases: tuple[Case, ...]
    facts: Facts = field(default_factory=dict)
    told: tuple[Told, ...] = ()
    asking: str | None = None
    again: bool = False
    paused: bool = False

    @property
    def asked(self) -> tuple[str, ...]:
        """The attributes asked about already."""
        return tuple(one.asked for one in self.told if one.asked)

    @property
    def over(self) -> bool:
        """Whether the verdict was given."""
        return self.asking is None and not self.paused

    def telling(self, asked: str | None, facts: Facts) -> Interview:
        """With a reply noted; what is told later replaces what was told before."""
        return replace(
            self,
            facts={**self.facts, **facts},
            told=(*self.told, Told(asked, tuple(facts))),
            asking=None,
            again=False,
            paused=False,
        )

    def untelling(self) -> Interview | None:
        """Before the last question that was answered, asking it again; None where nothing was asked yet."""
        for place in range(len(self.told) - 1, -1, -1):
            asked = self.told[place].asked
            if asked:
                dropped = {name for one in self.told[place:] for name in one.names}
                facts = {name: value for name, value in self.facts.items() if name not in dropped}
                return replace(
                    self, facts=facts, told=self.told[:place], asking=asked, again=False, paused=False
                )
        return None


def write_interview(interview: Interview) -> str:
    """One line of JSON that `read_interview` gives back."""
    plain = {
        "cases": [[case.notice, case.target] for case in interview.cases],
        "facts": write_facts(interview.facts),
        "told": [[one.asked, list(one.names)] for one in interview.told],
        "asking": interview.asking,
        "again": interview.again,
        "paused": interview.paused,
    }
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def read_interview(text: str | None, attributes: Attributes) -> Interview | None:
    """What `write_interview` wrote; None where nothing is held, or where attributes have changed since."""
    if not text:
        return None
    plain: Mapping[str, Any] = json.loads(text)
    try:
        facts = read_facts(plain["facts"], attributes)
    except MisfitError:
        return None
    asking = plain["asking"]
    if asking is not None and attributes.get(asking) is None:
        return None
    return Interview(
        cases=tuple(Case(notice, target) for notice, target in plain["cases"]),
        facts=facts,
        told=tuple(Told(asked, tuple(names)) for asked, names in plain["told"]),
        asking=asking,
        again=plain["again"],
        paused=plain["paused"],
    )
