"""Formulas: a choice between two demands, and that evaluation, simplification and diagrams agree."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policies_kb.model.condition import Is
from policies_kb.rules.diagram import FALSE, TRUE, Diagrams, TooIntricateError
from policies_kb.rules.formula import And, Choose, Const, Formula, Neg, Or, runner, simplify
from policies_kb.rules.leaves import Ask, Judge, Leaf
from policies_kb.rules.truth import NO, OPEN, YES
from policies_kb.rules.values import Flag, Value

A, B, C = (Ask(name, Is(True)) for name in "abc")
ON = dt.date(2021, 1, 1)
LETTERS = {"T": YES, "F": NO, "U": OPEN}

#: when, with the addition, without it, outcome
CHOICES = """
T T T T
T T F T
T T U T
T F T F
T F F F
T F U F
T U T U
T U F U
T U U U
F T T T
F T F F
F T U U
F F T T
F F F F
F F U U
F U T T
F U F F
F U U U
U T T T
U T F U
U T U U
U F T U
U F F F
U F U U
U U T U
U U F U
U U U U
"""

FORMULAS: st.SearchStrategy[Formula] = st.recursive(
    st.sampled_from([A, B, C, Const(True), Const(False)]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, max_size=3).map(lambda parts: Or(tuple(parts))),
        inner.map(Neg),
        st.builds(Choose, inner, inner, inner),
    ),
    max_leaves=8,
)
TRUTHS = st.sampled_from([NO, OPEN, YES])


def given_flag(value: Value | None, _on: dt.date) -> int:
    return OPEN if not isinstance(value, Flag) else YES if value.value else NO


JUDGES: dict[Leaf, Judge] = dict.fromkeys((A, B, C), given_flag)


def run(formula: Formula, a: int, b: int, c: int) -> int:
    truths = {"a": a, "b": b, "c": c}
    facts = {name: Flag(truth == YES) for name, truth in truths.items() if truth != OPEN}
    return runner(formula, JUDGES)(facts, ON)


@pytest.mark.parametrize("line", CHOICES.strip().splitlines())
def test_choice(line: str) -> None:
    """The demand that holds decides; while that is open, only what both demands agree on is certain."""
    when, yes, no, wanted = (LETTERS[letter] for letter in line.split())
    assert run(Choose(A, B, C), when, yes, no) == wanted


def build(make: Diagrams, formula: Formula) -> int:
    match formula:
        case Const(value):
            return TRUE if value else FALSE
        case And(parts):
            result = TRUE
            for part in parts:
                result = make.both(result, build(make, part))
            return result
        case Or(parts):
            result = FALSE
            for part in parts:
                result = make.either(result, build(make, part))
            return result
        case Neg(part):
            return make.flip(build(make, part))
        case Choose(when, yes, no):
            return make.choose(build(make, when), build(make, yes), build(make, no))
        case Ask(name):
            return make.ask("abc".index(name), (False, True))
        case _:
            raise AssertionError(formula)


@settings(max_examples=300)
@given(FORMULAS, TRUTHS, TRUTHS, TRUTHS)
def test_simplifying_keeps_the_meaning(formula: Formula, a: int, b: int, c: int) -> None:
    """What is left after putting in what is certain comes out the same for every completion."""
    known: dict[Leaf, int] = {A: a, B: b, C: c}
    left = simplify(formula, lambda leaf: known[leaf])
    choices = [(NO, YES) if truth == OPEN else (truth,) for truth in (a, b, c)]
    for sheet in product(*choices):
        assert run(left, *sheet) == run(formula, *sheet)


@settings(max_examples=300)
@given(FORMULAS, FORMULAS)
def test_equal_diagrams_mean_the_same(one: Formula, other: Formula) -> None:
    """Two formulas have the same diagram exactly where they agree on every complete answer sheet."""
    make = Diagrams()
    sheets = list(product((NO, YES), repeat=3))
    agree = all(run(one, *sheet) == run(other, *sheet) for sheet in sheets)
    assert (build(make, one) == build(make, other)) is agree


def test_rules_that_are_too_entangled_are_refused() -> None:
    """Beyond its limit a diagram raises instead of taking all memory."""
    make = Diagrams(limit=20)
    with pytest.raises(TooIntricateError, match="more than 20 nodes"):
        build_parity(make, 20)


def build_parity(make: Diagrams, count: int) -> int:
    """Whether an odd number of `count` answers is yes: two nodes for every variable."""
    result = FALSE
    for variable in range(count):
        mine = make.ask(variable, (False, True))
        result = make.choose(mine, make.flip(result), result)
    return result
