"""Numbers, times and places as they stand in a field of the form, and back: the same answer both ways.

    2019-07 · 2019-07-15 · 2019-07-01~2019-07-20   when it began
    5年3个月 · 5年~6年 · 5年+ · 5年@2021-12-31        how long, exactly, about, at least, by a day that was named
    90 · 60~90                                      a number

These are read exactly; whatever else staff type goes to the ear of the self-check, which knows how people speak.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, Final

from policies_kb.model.attribute import Attribute
from policies_kb.model.dates import Days

_LENGTH: Final = r"(?:\d+年)?(?:\d+个月)?"
_LASTING: Final = re.compile(
    rf"(?P<low>{_LENGTH})(?:~(?P<high>{_LENGTH})|(?P<more>\+))?(?:@(?P<day>\d{{4}}-\d\d-\d\d))?"
)
_NUMBERS: Final = re.compile(r"(?P<low>\d+(?:\.\d+)?)(?:~(?P<high>\d+(?:\.\d+)?))?")
_DAYS: Final = re.compile(r"(?P<low>\d{4}(?:-\d\d(?:-\d\d)?)?)(?:~(?P<high>\d{4}(?:-\d\d(?:-\d\d)?)?))?")


def write(plain: Any) -> str:
    """An answer as plain data (see `policies_kb.rules.codec`) as it stands in its field; empty for none of these."""
    match plain:
        case bool() | None:
            return ""
        case int() | float():
            return f"{plain:g}"
        case str():
            return "" if plain in ("none", "unsure") else plain
        case [int() | float() as low, int() | float() as high]:
            return f"{low:g}~{high:g}"
        case [str() as low, str() as high]:
            return _stretch(low, high)
        case Mapping():
            return _lasting(plain)
    return ""


def read(attribute: Attribute, text: str) -> Any | None:
    """Plain data for what `write` wrote; None for anything else, also for days that no calendar has."""
    text = text.strip()
    if attribute.type == "number" and (found := _NUMBERS.fullmatch(text)):
        low, high = float(found["low"]), float(found["high"] or found["low"])
        return None if low > high else low if low == high else [low, high]
    if attribute.type in ("duration", "date") and (found := _DAYS.fullmatch(text)):
        return _days(found["low"], found["high"])
    if attribute.type in ("duration", "date") and (found := _LASTING.fullmatch(text)) and found["low"]:
        return _length(found)
    return None


def is_mistyped(attribute: Attribute, text: str) -> bool:
    """Whether it is written as a day is, but no calendar has it (2029-13): the ear would hear a part of it."""
    is_time = attribute.type in ("duration", "date")
    return is_time and _DAYS.fullmatch(text) is not None and read(attribute, text) is None


def _days(low: str, high: str | None) -> Any | None:
    try:
        first, last = Days.parse(low).first, Days.parse(high or low).last
    except ValueError:
        return None
    return None if first > last else [low, high] if high else low


def _stretch(low: str, high: str) -> str:
    """Days that are one month or one year are written as that."""
    for length in (7, 4):
        days = Days.parse(low[:length])
        if (days.first.isoformat(), days.last.isoformat()) == (low, high):
            return low[:length]
    return f"{low}~{high}"


def _lasting(plain: Mapping[str, Any]) -> str:
    given = plain.get("months")
    months = given if isinstance(given, list | tuple) else [plain.get("years", 0) * 12 + (given or 0)] * 2
    low, high = months
    text = _written(low)
    if high is None:
        text += "+"
    elif high != low:
        text += f"~{_written(high)}"
    return text + (f"@{plain['as_of']}" if "as_of" in plain else "")


def _written(months: int) -> str:
    years, rest = divmod(months, 12)
    return (f"{years}年" if years else "") + (f"{rest}个月" if rest or not years else "")


def _length(found: re.Match[str]) -> dict[str, Any] | None:
    low = _months(found["low"])
    high = None if found["more"] else _months(found["high"]) if found["high"] else low
    if high is not None and high < low:
        return None
    if found["day"] is None:
        return {"months": [low, high]}
    try:
        return {"months": [low, high], "as_of": dt.date.fromisoformat(found["day"]).isoformat()}
    except ValueError:
        return None


def _months(text: str) -> int:
    years, months = re.search(r"(\d+)年", text), re.search(r"(\d+)个月", text)
    return (int(years[1]) * 12 if years else 0) + (int(months[1]) if months else 0)
