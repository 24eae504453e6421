"""How a notice file writes conditions; read strictly, every slip named, and written back unchanged.

    condition := {all: [c…]} | {any: [c…]} | {not: c} | {<attribute>: test} | {left_to: <id of a document>}
    test      := true | false | {is: v} | {in: [v…]} | {at_least|more_than|at_most|less_than: bound}
               | {within: <region>} | {since: day} | {before: day}
    bound     := number | value of an ordered attribute | {years: n, months: n}

Beside a bound in years and months may stand `as_of: counting | closing | applying` and `from: day | next_year`
(see `condition.Compare`). What fits which attribute is for `rules.lint`: it knows the attributes.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Final, cast, get_args

from pydantic import BeforeValidator, InstanceOf, PlainSerializer

from policies_kb.model.condition import (
    All,
    AsOf,
    Bound,
    Compare,
    Comparison,
    Condition,
    Has,
    In,
    Is,
    LeftTo,
    Not,
    On,
    Some,
    Start,
    Test,
    Within,
)
from policies_kb.model.dates import Period

_COMPARISONS: Final = get_args(Comparison)
_OPERATORS: Final = ("is", "in", *_COMPARISONS, "within", "since", "before")
_TIMING: Final = ("as_of", "from")
_BLANK: Final = LeftTo("")


class _SlipError(ValueError):
    """One thing that cannot be read."""


def read_condition(given: Any) -> Condition:
    """Read a condition. Raises ValueError «what; mend» that names every slip in it."""
    if isinstance(given, All | Some | Not | Has | LeftTo):
        return given
    slips: list[str] = []
    condition = _condition(given, "", slips)
    if slips:
        raise ValueError(" · ".join(slips) + "; policies_kb/model/grammar.py says what a condition may be")
    return condition


def _condition(given: Any, at: str, slips: list[str]) -> Condition:
    """The condition, or a blank one after noting the slip, so that the parts beside it are still read."""
    key = ""
    try:
        if not isinstance(given, dict) or len(given) != 1:
            raise _SlipError(f"{_short(given)} is no condition: write one key, for instance «all:»")
        ((key, value),) = given.items()
        at = f"{at}.{key}" if at else str(key)
        if key in ("all", "any"):
            if not isinstance(value, list) or not value:
                raise _SlipError("is empty: list conditions under it")
            parts = tuple(_condition(part, f"{at}[{index}]", slips) for index, part in enumerate(value))
            return All(parts) if key == "all" else Some(parts)
        if key == "not":
            return Not(_condition(value, at, slips))
        if key == "left_to":
            if not isinstance(value, str) or not value:
                raise _SlipError("must name a document of the notice")
            return LeftTo(value)
        if not re.fullmatch(r"[a-z][a-z0-9_]*", str(key)):
            raise _SlipError("is no attribute: names are written like years_of_work")
        return Has(key, _test(value))
    except _SlipError as slip:
        slips.append(f"{at}: {slip}" if at else str(slip))
        return _BLANK


def _test(given: Any) -> Test:
    if isinstance(given, bool):
        return Is(given)
    if not isinstance(given, dict):
        raise _SlipError(f"{_short(given)} is no test: write true, false or one of {', '.join(_OPERATORS)}")
    named = [key for key in given if key in _OPERATORS]
    if len(named) != 1 or any(key not in (*_OPERATORS, *_TIMING) for key in given):
        raise _SlipError(f"{_short(given)} must have exactly one of {', '.join(_OPERATORS)}")
    how = str(named[0])
    value, timing = given[how], {key: given[key] for key in given if key != how}
    bound = _bound(value) if how in _COMPARISONS else None
    if timing and not isinstance(bound, Period):
        raise _SlipError("«as_of» and «from» stand beside a bound in years or months only")
    return _plain(how, value) if bound is None else _compare(cast(Comparison, how), bound, timing)


def _plain(how: str, value: Any) -> Test:
    if how == "is" and isinstance(value, bool):
        return Is(value)
    if how == "is" and isinstance(value, str):
        return In((value,))
    if how == "in" and isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return In(tuple(value))
    if how == "within" and isinstance(value, str):
        return Within(value)
    if how in ("since", "before"):
        try:
            return On("since" if how == "since" else "before", dt.date.fromisoformat(str(value)))
        except ValueError:
            raise _SlipError(f"{_short(value)} is no day: write it like 2021-08-31") from None
    raise _SlipError(f"{_short(value)} does not fit «{how}»")


def _compare(how: Comparison, bound: Bound, timing: dict[str, Any]) -> Compare:
    as_of, start = timing.get("as_of", "counting"), timing.get("from", "day")
    if as_of not in get_args(AsOf) or start not in get_args(Start):
        raise _SlipError(
            f"as_of is one of {', '.join(get_args(AsOf))}, from one of {', '.join(get_args(Start))}"
        )
    return Compare(how, bound, as_of, start)


def _bound(value: Any) -> Bound:
    try:
        return read_period(value)
    except ValueError:
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise _SlipError(
                f"{_short(value)} is no bound: write a number, a value or {{years: 6}}"
            ) from None
        return value


def read_period(given: Any) -> Period:
    """Read `{years: 1, months: 6}`. Raises ValueError «what; mend»."""
    if isinstance(given, Period):
        return given
    fits = isinstance(given, dict) and given and set(given) <= {"years", "months"}
    if not fits or not all(type(part) is int and part >= 0 for part in given.values()):
        raise ValueError(f"{_short(given)} is no period; write {{years: 6}} or {{months: 3}}")
    return Period.of(**given)


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


def write_period(period: Period) -> dict[str, int]:
    """The period as a file writes it."""
    years, months = period.parts
    return {**({"years": years} if years or not months else {}), **({"months": months} if months else {})}


def write_condition(condition: Condition) -> dict[str, Any]:
    """The condition as a file writes it: `read_condition` gives it back."""
    match condition:
        case All(parts):
            return {"all": [write_condition(part) for part in parts]}
        case Some(parts):
            return {"any": [write_condition(part) for part in parts]}
        case Not(part):
            return {"not": write_condition(part)}
        case LeftTo(document):
            return {"left_to": document}
        case Has(attribute, test):
            return {attribute: write_test(test)}


def write_test(test: Test) -> Any:
    """The test as a file writes it."""
    match test:
        case Is(value):
            return value
        case In(values):
            return {"is": values[0]} if len(values) == 1 else {"in": list(values)}
        case Within(region):
            return {"within": region}
        case On(how, day):
            return {how: day.isoformat()}
        case Compare(how, bound, as_of, start):
            timing: dict[str, str] = {"as_of": as_of} if as_of != "counting" else {}
            timing |= {"from": start} if start != "day" else {}
            return {how: write_period(bound) if isinstance(bound, Period) else bound, **timing}


#: What a field of a notice file that holds a condition, or a period, is annotated with.
ConditionField = Annotated[
    InstanceOf[All] | InstanceOf[Some] | InstanceOf[Not] | InstanceOf[Has] | InstanceOf[LeftTo],
    BeforeValidator(read_condition),
    PlainSerializer(write_condition),
]
PeriodField = Annotated[InstanceOf[Period], BeforeValidator(read_period), PlainSerializer(write_period)]
