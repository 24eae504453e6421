"""Answers as plain data, for case files, HTTP and the memory of a conversation.

    boolean          true | false
    choice, ordered  本科 | [大专, 本科]                  one of several
    number           90 | [60, 90]                       from … to …
    duration, date   2019-07 | [2019-07-01, 2019-07-20]  when it began (a month means: somewhere in it)
                     {years: 5} | {months: 38} | {months: [60, 72]}, with as_of: 2021-12-31 where a day was named
    region           上虞区
    any              none: there is no such thing · unsure (or null): asked, and not known

The person's own words go along as {value: …, words: …}.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from policies_kb.model.attribute import Attribute, Attributes
from policies_kb.model.dates import Days, Period
from policies_kb.rules.values import (
    Absent,
    Between,
    Facts,
    Flag,
    Lasting,
    Located,
    MisfitError,
    OneOf,
    Since,
    Unsure,
    Value,
)


def read_facts(given: Mapping[str, Any], attributes: Attributes) -> dict[str, Value]:
    """Answers by attribute. Raises MisfitError that names every answer that cannot be read."""
    facts: dict[str, Value] = {}
    slips: list[str] = []
    for name, answer in given.items():
        attribute = attributes.get(name)
        if attribute is None:
            slips.append(f"{name} is not declared")
            continue
        try:
            facts[name] = read_answer(attribute, answer)
        except ValueError as error:
            slips.append(str(error))
    if slips:
        raise MisfitError(" · ".join(slips))
    return facts


def read_answer(attribute: Attribute, given: Any) -> Value:
    """One answer. Raises MisfitError «what; mend»."""
    words = ""
    if isinstance(given, Mapping) and "value" in given:
        words, given = str(given.get("words", "")), given["value"]
    if given is None or given == "unsure":
        return Unsure(words)
    if given == "none" and attribute.optional:
        return Absent(words)
    try:
        return _of_type(attribute, given, words)
    except (ValueError, TypeError) as error:
        raise MisfitError(f"{attribute.name}: {error}") from None


def _of_type(attribute: Attribute, given: Any, words: str) -> Value:
    match attribute.type:
        case "boolean" if isinstance(given, bool):
            return Flag(given, words)
        case "choice" | "ordered":
            return _choice(attribute, given, words)
        case "number":
            low, high = given if isinstance(given, list | tuple) else (given, given)
            if isinstance(low, int | float) and isinstance(high, int | float):
                return Between(low, high, words)
        case "region" if isinstance(given, str):
            return Located(given, words=words)
        case "duration" | "date":
            return _time(given, words)
    raise ValueError(f"{given!r} is no answer to a {attribute.type}; for example: {attribute.example.en}")


def _choice(attribute: Attribute, given: Any, words: str) -> OneOf:
    values = frozenset(given if isinstance(given, list | tuple) else [given])
    if unknown := [str(value) for value in values if value not in attribute.choices]:
        raise ValueError(f"no value {', '.join(unknown)}; write one of {', '.join(attribute.choices)}")
    return OneOf(values, words)


def _time(given: Any, words: str) -> Value:
    if not isinstance(given, Mapping):
        first, last = given if isinstance(given, list | tuple) else (given, given)
        return Since(Days.parse(str(first)).first, Days.parse(str(last)).last, words)
    as_of = dt.date.fromisoformat(str(given["as_of"])) if "as_of" in given else None
    length = {key: value for key, value in given.items() if key != "as_of"}
    if "months" in length and isinstance(length["months"], list | tuple) and len(length) == 1:
        low, high = length["months"]
        return Lasting(low, high, as_of, words)
    if not length or not set(length) <= {"years", "months"}:
        raise ValueError(f"{dict(given)} is no length of time; write {{years: 5}} or {{months: [60, 72]}}")
    months = Period.of(**length).months
    return Lasting(months, months, as_of, words)


def write_facts(facts: Facts) -> dict[str, Any]:
    """Plain data that `read_facts` gives back."""
    return {name: write_answer(value) for name, value in facts.items()}


def write_answer(value: Value) -> Any:
    """Plain data that `read_answer` gives back."""
    plain = _plain(value)
    return {"value": plain, "words": value.words} if value.words else plain


def _plain(value: Value) -> Any:
    match value:
        case Flag(flag):
            return flag
        case OneOf(values):
            return next(iter(values)) if len(values) == 1 else sorted(values)
        case Between(low, high):
            return low if low == high else [low, high]
        case Since(first, last):
            return first.isoformat() if first == last else [first.isoformat(), last.isoformat()]
        case Lasting(low, high, as_of):
            return {"months": [low, high], **({"as_of": as_of.isoformat()} if as_of else {})}
        case Located(region):
            return region
        case Absent():
            return "none"
        case Unsure():
            return None
