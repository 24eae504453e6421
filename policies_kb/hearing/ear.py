"""The ear of the self-check: from a person's words to facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from policies_kb.hearing.amounts import Amounts
from policies_kb.hearing.choices import Choices, rungs
from policies_kb.hearing.corrections import corrected, instead
from policies_kb.hearing.flags import Flags
from policies_kb.hearing.insurance import PLACED, placed, supposed
from policies_kb.hearing.opening import Opening
from policies_kb.hearing.penalties import penalty
from policies_kb.hearing.places import Places
from policies_kb.hearing.said import Said
from policies_kb.hearing.times import Times
from policies_kb.model.attribute import Attribute, Attributes
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.regions import Regions
from policies_kb.rules.values import Absent, Facts, Flag, Lasting, Located, OneOf, Since, Unsure, Value

#: A value whose own words speak of places: 本省 and 外省 stand for every one of them.
_PROVINCIAL: Final = "外省"

#: The ladder whose level a length of time belongs to.
_LEVEL_OF: Final = {
    "years_in_title": "current_title",
    "letters_years": "current_title",
}


@dataclass(frozen=True)
class Heard:
    """Facts by attribute; each value keeps the clause it came from as its `words`. Empty: nothing understood."""

    facts: Mapping[str, Value] = field(default_factory=dict)


class Ear:
    """Understands replies about the attributes of one published state of the knowledge base."""

    def __init__(self, attributes: Attributes, regions: Regions) -> None:
        self.attributes = attributes
        self._places = Places(regions)
        self._flags = {one.name: Flags(one) for one in attributes if one.type == "boolean"}
        self._choices = {
            one.name: Choices(one, rungs(attributes, one.name)) for one in attributes if one.values
        }
        self._amounts = Amounts(tuple(one for one in attributes if one.type == "number"))
        self._times = Times(tuple(one for one in attributes if one.type == "duration"), self._places)
        self._opening = Opening(attributes, self._places)

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
        said = Said(text)
        if not said.clauses:
            return Heard()
        facts: dict[str, Value] = {}
        value = self._reply(asked, said, known, on, demand)
        if value is None and (said.unsure or said.unheard):
            value = Unsure(text.strip())
        if value is not None:
            facts[asked.name] = value
        for name, told in [*self._filled(asked, said, known, on), *self._opening.told(said, on)]:
            if name not in facts and _is_open(known.get(name), told):
                facts[name] = told
        return Heard(facts)

    def opening(self, text: str, on: dt.date) -> Heard:
        """What a message says of the person for certain, when nothing was asked."""
        said = Said(text)
        facts: dict[str, Value] = dict(self._opening.told(said, on))
        for attribute in self.attributes:
            if attribute.type == "number" and attribute.name not in facts:
                amount = self._amounts.told(attribute, said, on)
                if amount is not None:
                    facts[attribute.name] = amount
        return Heard(facts)

    def correction(self, text: str, known: Facts, on: dt.date) -> Heard | None:
        """What a message takes back and says instead; None where it is no correction."""
        rest = corrected(text)
        if rest is None:
            return self._instead(text, known)
        return Heard(self._taken_back(rest, known, on))

    def _reply(
        self, asked: Attribute, said: Said, known: Facts, on: dt.date, demand: float | None
    ) -> Value | None:
        match asked.type:
            case "boolean":
                return self._flag(asked, said, known, bare=True)
            case "choice" | "ordered":
                return self._choices[asked.name].reply(self._provincial(asked, said))
            case "number":
                amount = self._amounts.reply(asked, said, on, demand)
                return Absent(said.words()) if amount is None and asked.optional and said.none else amount
            case "duration":
                return self._times.reply(asked, self._of_held(asked, said, known), on, _place(known))
            case "region":
                return self._places.reply(said)
            case "date":
                return penalty(asked.name, said, on)

    def _of_held(self, asked: Attribute, said: Said, known: Facts) -> Said:
        """Without what is said of another level: «助工12年聘的，工程师17年聘的» of a 工程师."""
        ladder = _LEVEL_OF.get(asked.name, "")
        level = known.get(ladder)
        if not isinstance(level, OneOf):
            return said
        choices = self._choices[ladder]
        levels = [choices.named((clause,)) for clause in said.clauses]
        if not any(one and one.values & level.values for one in levels):
            return said
        kept = zip(said.clauses, levels, strict=True)
        return said.read_as(tuple(clause for clause, one in kept if one is None or one.values & level.values))

    def _filled(self, asked: Attribute, said: Said, known: Facts, on: dt.date) -> list[tuple[str, Value]]:
        """What the reply says about the attributes that such replies usually tell as well."""
        found: list[tuple[str, Value | None]] = []
        for name in asked.fills:
            attribute = self.attributes.get(name)
            if attribute is None:
                continue
            if attribute.type == "boolean":
                found.append((name, self._flag(attribute, said, known, bare=False)))
            elif attribute.type == "duration":
                found.append((name, self._times.told(attribute, said, on, _place(known))))
            elif attribute.type == "date":
                found.append((name, penalty(name, said, on) if said.none else None))
            elif attribute.values:
                choices = self._choices[name]
                named = choices.named(said.clauses)
                found.append((name, None if named and named.values == {choices.nothing} else named))
        if asked.type == "number":
            numeric = [one for one in self.attributes if one.type == "number" and one.name != asked.name]
            found += [(one.name, self._amounts.told(one, said, on, asked)) for one in numeric]
        return [(name, value) for name, value in found if value is not None]

    def _flag(self, attribute: Attribute, said: Said, known: Facts, *, bare: bool) -> Flag | Unsure | None:
        flags = self._flags[attribute.name]
        if attribute.name not in PLACED:
            return flags.reply(said) if bare else flags.told(said.clauses)
        told = placed(attribute.name, flags, said, self._places, _place(known))
        if told is not None or not bare:
            return told
        return supposed(attribute.name, said, self._places, _place(known)) or flags.reply(said)

    def _provincial(self, asked: Attribute, said: Said) -> Said:
        """The message with 本省 and 外省 for places, where the values are told apart by that."""
        if not any(_PROVINCIAL in choice.aliases for choice in asked.values):
            return said
        return said.read_as(tuple(self._places.homely(clause) for clause in said.clauses))

    def _instead(self, text: str, known: Facts) -> Heard | None:
        """«不是大专，是本科», where 大专 is what was told before."""
        pair = instead(text)
        if pair is None:
            return None
        before, after = Said(pair[0]), Said(pair[1])
        for name, choices in self._choices.items():
            told = known.get(name)
            if told is not None and choices.named(before.clauses) == told:
                value = choices.named(after.clauses)
                return Heard({name: replace(value, words=text.strip())}) if value else None
        return None

    def _taken_back(self, rest: str, known: Facts, on: dt.date) -> dict[str, Value]:
        """What a correction says: about the attribute it names, or else about one that is known already."""
        said = Said(rest)
        named = [one for one in self.attributes if any(word in said.plain for word in _names(one))]
        facts: dict[str, Value] = {}
        for attribute in named:
            value = self._reply(attribute, said, known, on, None)
            if value is not None:
                facts[attribute.name] = replace(value, words=rest.strip())
        facts = {**dict(self.opening(rest, on).facts), **facts}
        return facts or self._replaced(said, known, on)

    def _replaced(self, said: Said, known: Facts, on: dt.date) -> dict[str, Value]:
        """The last thing told that the words can be a reply to and that they change."""
        for name in reversed(list(known)):
            attribute = self.attributes.get(name)
            if attribute is None or attribute.type == "boolean":
                continue
            value = self._reply(attribute, said, known, on, None)
            if value is not None and _alike(value, known[name]) and value != known[name]:
                return {name: value}
        return {}


def _is_open(before: Value | None, told: Value) -> bool:
    """Whether something told in passing counts: nothing is known, or only supposed from «没特殊情况»."""
    if before is None or isinstance(before, Unsure):
        return True
    if not isinstance(before, Flag) or not isinstance(told, Flag):
        return False
    return told.value is not before.value and Said(before.words).fine


def _place(known: Facts) -> Located | None:
    place = known.get("region")
    return place if isinstance(place, Located) else None


def _alike(value: Value, before: Value) -> bool:
    """Whether one can replace the other: both a time, or both of one type."""
    times = (Since, Lasting)
    return type(value) is type(before) or (isinstance(value, times) and isinstance(before, times))


def _names(attribute: Attribute) -> tuple[str, ...]:
    """What an attribute is called when it is corrected."""
    return (attribute.label.zh.split("（")[0].lower(), *attribute.cues)
