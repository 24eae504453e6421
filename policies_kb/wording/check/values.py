"""What a person said, as it is repeated to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from policies_kb.model.attribute import Attribute, Attributes
from policies_kb.model.dates import Period, add_months, shift_days
from policies_kb.model.text import Lang
from policies_kb.rules import Absent, Between, Flag, Lasting, Located, OneOf, Since, Unsure, Value
from policies_kb.wording.check.phrases import PHRASES
from policies_kb.wording.forms import day

#: An upper end of a number that stands for «or more».
_OPEN: Final = 1_000


def told(attributes: Attributes, facts: Mapping[str, Value], lang: Lang) -> str:
    """`学历 大专；工作地 永嘉县`, in the order of the attributes."""
    parts = [
        f"{attribute.label.in_(lang)} {value_text(attribute, facts[attribute.name], lang)}"
        for attribute in attributes
        if attribute.name in facts
    ]
    return _join(parts, lang)


def value_text(attribute: Attribute, value: Value, lang: Lang) -> str:
    """One answer, as understood."""
    match value:
        case Flag(flag):
            return PHRASES["yes" if flag else "no"].in_(lang)
        case OneOf(values):
            names = [one.name.in_(lang) for one in attribute.values if one.value in values]
            return PHRASES["or"].in_(lang).join(names)
        case Between(low, high):
            return _number(attribute, low, high, lang)
        case Since(first, last):
            return PHRASES["since"].in_(lang).format(day=_day(first, last, lang))
        case Lasting(low, high, as_of):
            text = length(low, high, lang)
            return PHRASES["as_of"].in_(lang).format(length=text, day=day(as_of).in_(lang)) if as_of else text
        case Located(region):
            return region
        case Absent():
            return PHRASES["none"].in_(lang)
        case Unsure():
            return PHRASES["unsure"].in_(lang)


def length(low: int, high: int | None, lang: Lang) -> str:
    """Months as years and months: `4年10个月`, `5年至6年`, `至少1年`."""
    if high is None:
        return PHRASES["at_least"].in_(lang).format(length=_months(low, lang))
    if high == low:
        return _months(low, lang)
    return PHRASES["from_to"].in_(lang).format(low=_months(low, lang), high=_months(high, lang))


def period(bound: Period, lang: Lang) -> str:
    """A demanded length of time."""
    return _months(bound.months, lang)


def _months(months: int, lang: Lang) -> str:
    years, rest = divmod(months, 12)
    if lang == "en":
        parts = [f"{years} year{'s' * (years != 1)}"] if years else []
        parts += [f"{rest} month{'s' * (rest != 1)}"] if rest or not years else []
        return " ".join(parts)
    return (f"{years}年" if years else "") + (f"{rest}个月" if rest or not years else "")


def _number(attribute: Attribute, low: float, high: float, lang: Lang) -> str:
    unit = attribute.unit.in_(lang) if attribute.unit else ""
    unit = f" {unit}" if lang == "en" and unit else unit
    if low == high:
        return f"{low:g}{unit}"
    if high >= _OPEN:
        return PHRASES["at_least"].in_(lang).format(length=f"{low:g}{unit}")
    return PHRASES["from_to"].in_(lang).format(low=f"{low:g}", high=f"{high:g}{unit}")


def _day(first: dt.date, last: dt.date, lang: Lang) -> str:
    """A day, a month or a year, as exactly as it was told."""
    if first == last:
        return day(first).in_(lang)
    if first.day == 1 and last == shift_days(add_months(first, 1), -1):
        return f"{first.year}年{first.month}月" if lang != "en" else f"{first:%B} {first.year}"
    if (first.month, first.day) == (1, 1) and (last.year, last.month, last.day) == (first.year, 12, 31):
        return f"{first.year}年" if lang != "en" else f"{first.year}"
    return PHRASES["from_to"].in_(lang).format(low=day(first).in_(lang), high=day(last).in_(lang))


def _join(parts: list[str], lang: Lang) -> str:
    return ("; " if lang == "en" else "；").join(parts)
