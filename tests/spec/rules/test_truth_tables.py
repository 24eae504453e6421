"""The operators of conditions, as tables. Read T as true, F as false, U as not known."""

from __future__ import annotations

from typing import Any

import pytest

from policies_kb.rules import Flag, Truth, check, every, some
from tests.spec.rules.support import ON, needing

LETTERS = {"T": Truth.TRUE, "F": Truth.FALSE, "U": Truth.UNKNOWN}

AND = """
T T T
T F F
T U U
F T F
F F F
F U F
U T U
U F F
U U U
"""

OR = """
T T T
T F T
T U T
F T T
F F F
F U U
U T T
U F U
U U U
"""

NOT = """
T F
F T
U U
"""


def rows(table: str) -> list[tuple[Truth, ...]]:
    return [tuple(LETTERS[letter] for letter in line.split()) for line in table.strip().splitlines()]


def known(**truths: Truth) -> dict[str, Any]:
    """Facts that give yes-no attributes these truths."""
    return {name: Flag(truth is Truth.TRUE) for name, truth in truths.items() if truth is not Truth.UNKNOWN}


def outcome(condition: Any, facts: Any) -> Truth:
    return check(needing(condition), facts, ON).trace[0].truth


@pytest.mark.parametrize(("one", "other", "both"), rows(AND))
def test_and(one: Truth, other: Truth, both: Truth) -> None:
    """`and` is false where one is false, true where both are true, else not known."""
    assert one & other is both
    assert every([one, other]) is both
    assert outcome({"all": [{"flag": True}, {"other": True}]}, known(flag=one, other=other)) is both


@pytest.mark.parametrize(("one", "other", "either"), rows(OR))
def test_or(one: Truth, other: Truth, either: Truth) -> None:
    """`or` is true where one is true, false where both are false, else not known."""
    assert one | other is either
    assert some([one, other]) is either
    assert outcome({"any": [{"flag": True}, {"other": True}]}, known(flag=one, other=other)) is either


@pytest.mark.parametrize(("one", "turned"), rows(NOT))
def test_not(one: Truth, turned: Truth) -> None:
    """`not` turns true and false about and leaves what is not known."""
    assert ~one is turned
    assert outcome({"not": {"flag": True}}, known(flag=one)) is turned


def test_unknown_is_never_taken_for_no() -> None:
    """A truth has no bool: `if truth` raises instead of guessing."""
    for truth in Truth:
        with pytest.raises(TypeError, match="three values"):
            bool(truth)


def test_nothing_to_meet() -> None:
    """All of nothing is true, one of nothing is false."""
    assert every([]) is Truth.TRUE
    assert some([]) is Truth.FALSE
