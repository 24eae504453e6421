"""The earliest day by waiting alone.

Only time moves: whatever a person has served grows, and bans run out. A start given by the month counts from its
first day. Where the notice's own days (counting day, closing day, day of applying) come earlier, they are put off
until the day that is tried.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from policies_kb.model.condition import Compare
from policies_kb.model.dates import Period, completed_on, shift_days
from policies_kb.rules.formula import Formula, runner
from policies_kb.rules.leaves import Ask
from policies_kb.rules.moments import cut_of
from policies_kb.rules.relevance import decide
from policies_kb.rules.rounds import Round
from policies_kb.rules.ruleset import Ruleset
from policies_kb.rules.truth import NO, YES, Truth
from policies_kb.rules.values import Facts, Lasting, Since, Value


@dataclass(frozen=True, slots=True)
class Waiting:
    """The first day on which the rules that time alone can meet (`rules`) are met.

    `enough`: with them everything is met. `in_round`: that day still lies in this round and counts for it.
    """

    day: dt.date
    rules: tuple[str, ...]
    enough: bool
    in_round: bool


def earliest(rules: Ruleset, facts: Facts, on: dt.date) -> Waiting | None:
    """When waiting helps; None where the verdict is not ineligible, or no failed rule is one that time can meet."""
    failed = _failed(rules, facts, on)
    fixed = pinned(rules, facts, on)
    days = {turns(rules, ask, fixed) for ask in _timed(rules)}
    met = {
        day: _names_met(_moved(rules, day), failed, fixed, day) for day in sorted(day for day in days if day)
    }
    curable = frozenset[str]().union(*met.values())
    day = next((day for day, names in met.items() if names == curable), None)
    if not curable or day is None:
        return None
    moved = _moved(rules, day)
    return Waiting(
        day,
        tuple(one.name for one in failed if one.name in curable),
        decide(moved, moved.whole, fixed, day).truth is Truth.TRUE,
        _in_round(rules, [one for one in failed if one.name in curable], fixed, max(day, on)),
    )


@dataclass(frozen=True, slots=True)
class _Goal:
    """A formula that must become true (or, for a bar, false)."""

    name: str
    formula: Formula
    wanted: int


def _failed(rules: Ruleset, facts: Facts, on: dt.date) -> list[_Goal]:
    goals = [_Goal(one.rule.id, one.formula, NO) for one in rules.of_kind("bar")]
    goals += [_Goal(one.rule.id, one.formula, YES) for one in rules.of_kind("requirement")]
    goals.append(_Goal("routes", rules.way, YES))
    return [one for one in goals if decide(rules, one.formula, facts, on).truth.value == YES - one.wanted]


def pinned(rules: Ruleset, facts: Facts, on: dt.date) -> dict[str, Value]:
    """The facts with every time counted from its first possible day."""
    fixed = dict(facts)
    for name, asks in rules.asks.items():
        value = facts.get(name)
        if isinstance(value, Lasting):
            cut = cut_of(rules.attribute(name), asks[0].test, rules.days)
            value = value.began(cut.counted(on))
        if isinstance(value, Since):
            fixed[name] = replace(value, last=value.first)
    return fixed


def _timed(rules: Ruleset) -> Iterator[Ask]:
    for asks in rules.asks.values():
        for ask in asks:
            if isinstance(ask.test, Compare) and isinstance(ask.test.bound, Period):
                yield ask


def turns(rules: Ruleset, ask: Ask, fixed: Mapping[str, Value]) -> dt.date | None:
    """The day on which the answer to a test of time changes by itself, for a pinned start."""
    began, test = fixed.get(ask.attribute), ask.test
    if not isinstance(began, Since) or not isinstance(test, Compare) or not isinstance(test.bound, Period):
        return None
    start = began.first
    if test.start == "next_year":
        start = dt.date(min(start.year + 1, dt.MAXYEAR), 1, 1)
    day = completed_on(start, test.bound, rules.days.convention)
    return shift_days(day, 1) if test.how in ("more_than", "at_most") else day


def _moved(rules: Ruleset, day: dt.date) -> Ruleset:
    """The same rules in a round whose days have been put off until `day`, where they come before it."""
    days = rules.days
    counting, ends = max(days.counting, day), max(days.ends, day)
    return replace(rules, days=Round(counting=counting, ends=ends, convention=days.convention))


def _names_met(rules: Ruleset, goals: list[_Goal], fixed: Facts, day: dt.date) -> frozenset[str]:
    return frozenset(one.name for one in goals if _met(rules, one, fixed, day))


def _met(rules: Ruleset, goal: _Goal, fixed: Facts, day: dt.date) -> bool:
    """Whether time is no longer in the way; what is not known of the person does not prolong the wait."""
    return runner(goal.formula, rules.judges)(fixed, day) != YES - goal.wanted


def _in_round(rules: Ruleset, goals: list[_Goal], fixed: Facts, day: dt.date) -> bool:
    """Whether somebody who applies on `day`, or on the round's last day if that comes before, has met the rules."""
    return all(_met(rules, one, fixed, day) for one in goals)
