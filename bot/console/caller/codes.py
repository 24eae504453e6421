"""The codes under which self-checks are kept: short enough to be told on the phone, and slips are noticed."""

from __future__ import annotations

import secrets
from typing import Final

#: Capitals and figures without those taken for others: no 0 O, no 1 I L, no U (V), no Z (2).
ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXY"
#: Seven at random, one that follows from them.
_DRAWN: Final = 7
LENGTH: Final = _DRAWN + 1


class BadCode(ValueError):
    """Not a code: a character too many or too few, one that no code has, or a slip."""


def new_code() -> str:
    """A code that nobody can guess: 29 to the power of 7 (34 bits) beside the need to sign in."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(_DRAWN))
    return drawn + _check(drawn)


def read_code(typed: str) -> str:
    """The code that somebody typed, in small letters, with spaces or strokes between. Raises BadCode."""
    code = "".join(one for one in typed.upper() if one.isalnum())
    if len(code) != LENGTH or not set(code) <= set(ALPHABET) or _check(code[:_DRAWN]) != code[_DRAWN]:
        raise BadCode(typed)
    return code


def written(code: str) -> str:
    """The code in two groups of four, as it is read out and noted down."""
    return f"{code[:4]} {code[4:]}"


def _check(drawn: str) -> str:
    """The character that makes the weighted sum of all eight 0 modulo the size of the alphabet.

    The alphabet has a prime number of characters and the weights 1 to 8 all differ, so any one character that is
    wrong, and any two that change places, make the sum another one. Those are nearly all slips of people who
    dictate; without it a slip could open somebody else's check.
    """
    total = sum(weight * ALPHABET.index(one) for weight, one in enumerate(drawn, 1))
    # LENGTH * check + total = 0: divided by LENGTH, which has an inverse because the size is prime.
    return ALPHABET[-total * pow(LENGTH, -1, len(ALPHABET)) % len(ALPHABET)]
