"""The rules of a notice for one title as one formula, and Kleene's evaluation of it.

    may apply  =  no bar  and  every requirement  and  one of the routes

An adjustment makes a demand of time a choice between two: with the addition where its condition is true.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from policies_kb.rules.leaves import Ask, Judge, Leaf, Open
from policies_kb.rules.truth import NO, OPEN, YES
from policies_kb.rules.values import Facts


@dataclass(frozen=True, slots=True)
class Const:
    """Settled."""

    value: bool


@dataclass(frozen=True, slots=True)
class And:
    """True where every part is."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """True where one part is."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Neg:
    """True where `part` is false."""

    part: Formula


@dataclass(frozen=True, slots=True)
class Choose:
    """`yes` where `when` is true, `no` where it is false; where both agree, `when` does not matter."""

    when: Formula
    yes: Formula
    no: Formula


Formula = Const | And | Or | Neg | Choose | Ask | Open

#: From facts and the day of asking to 0, 1 or 2.
Run = Callable[[Facts, dt.date], int]


def occurrences(formula: Formula) -> Iterator[Leaf]:
    """Every leaf as often as it occurs, from left to right."""
    match formula:
        case And(parts) | Or(parts):
            for part in parts:
                yield from occurrences(part)
        case Neg(part):
            yield from occurrences(part)
        case Choose(when, yes, no):
            yield from occurrences(when)
            yield from occurrences(yes)
            yield from occurrences(no)
        case Ask() | Open():
            yield formula


def runner(formula: Formula, judges: Mapping[Leaf, Judge]) -> Run:
    """Kleene's evaluation of the formula as one function; stops as soon as the outcome is certain."""
    match formula:
        case Ask(attribute):
            judge = judges[formula]
            return lambda facts, on: judge(facts.get(attribute), on)
        case Open():
            return lambda facts, on: OPEN
        case Const(value):
            settled = YES if value else NO
            return lambda facts, on: settled
        case And(parts):
            return _bounded(tuple(runner(part, judges) for part in parts), NO)
        case Or(parts):
            return _bounded(tuple(runner(part, judges) for part in parts), YES)
        case Neg(part):
            inner = runner(part, judges)
            return lambda facts, on: YES - inner(facts, on)
        case Choose(when, yes, no):
            return _choice(runner(when, judges), runner(yes, judges), runner(no, judges))


def _bounded(runs: tuple[Run, ...], end: int) -> Run:
    """«And» where `end` is false, «or» where it is true: the part nearest to `end`."""
    neutral = YES - end

    def run(facts: Facts, on: dt.date) -> int:
        result = neutral
        for part in runs:
            truth = part(facts, on)
            if truth == end:
                return end
            if truth == OPEN:
                result = OPEN
        return result

    return run


def _choice(when: Run, yes: Run, no: Run) -> Run:
    def run(facts: Facts, on: dt.date) -> int:
        truth = when(facts, on)
        if truth != OPEN:
            return yes(facts, on) if truth == YES else no(facts, on)
        first, second = yes(facts, on), no(facts, on)
        return first if first == second else OPEN

    return run


def simplify(formula: Formula, truth: Callable[[Leaf], int]) -> Formula:
    """What is left of the formula once every leaf whose `truth` is certain has been put in."""
    match formula:
        case Const():
            return formula
        case Ask() | Open():
            known = truth(formula)
            return formula if known == OPEN else Const(known == YES)
        case And(parts):
            return _joined(parts, truth, True)
        case Or(parts):
            return _joined(parts, truth, False)
        case Neg(part):
            inner = simplify(part, truth)
            return Const(not inner.value) if isinstance(inner, Const) else Neg(inner)
        case Choose(when, yes, no):
            chosen = simplify(when, truth)
            if isinstance(chosen, Const):
                return simplify(yes if chosen.value else no, truth)
            first, second = simplify(yes, truth), simplify(no, truth)
            return first if first == second else Choose(chosen, first, second)


def _joined(parts: tuple[Formula, ...], truth: Callable[[Leaf], int], neutral: bool) -> Formula:
    left: list[Formula] = []
    for part in parts:
        simple = simplify(part, truth)
        if isinstance(simple, Const):
            if simple.value is not neutral:
                return simple
        elif simple not in left:
            left.append(simple)
    if not left:
        return Const(neutral)
    if len(left) == 1:
        return left[0]
    return And(tuple(left)) if neutral else Or(tuple(left))
