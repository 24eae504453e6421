"""What a message says of the person without having been asked: only what it says for certain.

A question about a rule («中专要几年») is no statement about the person, and a title applied for is not held.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from policies_kb.hearing.choices import Choices
from policies_kb.hearing.flags import Flags
from policies_kb.hearing.forms import Forms
from policies_kb.hearing.penalties import revoked
from policies_kb.hearing.places import Places
from policies_kb.hearing.said import Clause, Said
from policies_kb.hearing.spans import span
from policies_kb.hearing.titles import Titles
from policies_kb.model.attribute import Attribute, Attributes
from policies_kb.rules.values import OneOf, Value

_DOING: Final = r"(?:搞|做|干|从事|是做|是搞|负责)(?:的是|的)?"
_MINE: Final = re.compile(r"我|单位|公司|在|们|my|we |i work")
_WISHED: Final = re.compile(r"(?:想|要|准备|打算|报|考(?!了|上|过|出)|升)\S{0,3}$")
#: Flags that a sentence may tell by their own cue words, if it has a word for the topic as well.
_CUED: Final = (
    "major_match", "assessments_passed", "civil_servant", "general_course", "insurance_paying", "commissioned_review",
)  # fmt: skip


class Opening:
    """Understands messages that answer no question."""

    def __init__(self, attributes: Attributes, places: Places) -> None:
        self._attributes = attributes.by_name
        self._places = places
        self._titles = (
            Titles(self._attributes["current_title"]) if "current_title" in self._attributes else None
        )
        self._readers: dict[str, Callable[[Said, dt.date], Value | None]] = {
            "region": lambda said, on: places.told(said),
            "education": lambda said, on: self._only("education", said),
            "years_of_work": self._work,
            "current_title": lambda said, on: self._titles.held(said) if self._titles else None,
            "years_in_title": self._years_in_title,
            "title_certificate": lambda said, on: self._certificate(said),
            "skill_level": lambda said, on: self._strictly("skill_level", said),
            "occupation": lambda said, on: self._strictly("occupation", said),
            "award": lambda said, on: self._strictly("award", said),
            "specialty": lambda said, on: self._specialty(said),
            "employer_type": lambda said, on: self._employer(said),
            "registration_revoked": revoked,
        }

    def told(self, said: Said, on: dt.date) -> Iterator[tuple[str, Value]]:
        """Each attribute that is told, with its value."""
        for name, read in self._readers.items():
            value = read(said, on) if name in self._attributes else None
            if value is not None:
                yield name, value
        for name in _CUED:
            attribute = self._attributes.get(name)
            if attribute is not None:
                told = Flags(attribute).told(self._cued(attribute, said))
                if told is not None:
                    yield name, told

    def _cued(self, attribute: Attribute, said: Said) -> tuple[Clause, ...]:
        return tuple(
            clause
            for clause in said.clauses
            if any(cue in clause.plain for cue in attribute.cues) and not clause.asks
        )

    def _only(self, name: str, said: Said) -> OneOf | None:
        """A value, where the message names no other («高中和大专要几年» is no statement)."""
        named = [Choices(self._attributes[name]).named((clause,)) for clause in said.clauses]
        told = [one for one in named if one is not None]
        return told[0] if len({one.values for one in told}) == 1 else None

    def _strictly(self, name: str, said: Said) -> OneOf | None:
        """A value by its full name, neither denied nor wished for; the highest named."""
        attribute = self._attributes[name]
        order = attribute.choices
        real = [choice for choice in attribute.values if not choice.value.startswith("没有")]
        forms = Forms(
            (form, choice.value) for choice in real for form in (choice.value, *_long(choice.aliases))
        )
        found = [
            OneOf(mention.meant, clause.raw)
            for clause in said.clauses
            for mention in forms.find(clause.plain)
            if not mention.denied and not _WISHED.search(clause.plain, 0, mention.start)
        ]
        return max(found, key=lambda one: max(map(order.index, one.values)), default=None)

    def _work(self, said: Said, on: dt.date) -> Value | None:
        cues = self._attributes["years_of_work"].cues
        others = (
            [*self._attributes["years_in_title"].cues, "社保", "证"]
            if "years_in_title" in self._attributes
            else []
        )
        for clause in said.clauses:
            working = any(cue in clause.plain for cue in cues) and not any(
                cue in clause.plain for cue in others
            )
            value = span(clause.plain, on) if working and not clause.asks else None
            if value is not None:
                return replace(value, words=clause.raw)
        return None

    def _years_in_title(self, said: Said, on: dt.date) -> Value | None:
        for clause in said.clauses:
            if self._titles is not None and self._titles.held(Said(clause.raw)) and not clause.asks:
                value = span(clause.plain, on, self._attributes["years_in_title"].cues)
                if value is not None:
                    return replace(value, words=clause.raw)
        return None

    def _certificate(self, said: Said) -> OneOf | None:
        clauses = tuple(
            self._places.homely(clause)
            for clause in said.clauses
            if any(cue in clause.plain for cue in self._attributes["title_certificate"].cues)
            and re.search(r"评的|发的|考的|拿的|评上|颁发", clause.plain)
            and not clause.asks
        )
        return Choices(self._attributes["title_certificate"]).named(clauses) if clauses else None

    def _specialty(self, said: Said) -> OneOf | None:
        choices = Choices(self._attributes["specialty"])
        for clause in said.clauses:
            match = re.search(_DOING, clause.plain)
            if match and not clause.asks:
                found = choices.exactly_behind(clause, match.end())
                if found is not None:
                    return found
        return None

    def _employer(self, said: Said) -> OneOf | None:
        clauses = tuple(clause for clause in said.clauses if _MINE.search(clause.plain) and not clause.asks)
        return Choices(self._attributes["employer_type"], vague=False).named(clauses) if clauses else None


def _long(forms: tuple[str, ...]) -> Iterator[str]:
    """Aliases that need no question to be understood: full words of at least three characters."""
    return (form for form in forms if len(form) >= 3)
