"""The codes that callers are told."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from bot.console.caller.codes import ALPHABET, LENGTH, BadCode, new_code, read_code, written

CODES = [new_code() for _ in range(50)]


def test_a_code_is_read_however_it_is_written() -> None:
    """In small letters, with spaces or strokes."""
    for code in CODES:
        assert len(code) == LENGTH
        for typed in (code.lower(), written(code), "-".join(code), f" {written(code).lower()}  "):
            assert read_code(typed) == code


def test_one_wrong_character_is_noticed() -> None:
    """Whichever, and at whichever place."""
    for code in CODES:
        for place, right in enumerate(code):
            for wrong in set(ALPHABET) - {right}:
                with pytest.raises(BadCode):
                    read_code(code[:place] + wrong + code[place + 1 :])


def test_two_characters_that_changed_places_are_noticed() -> None:
    """Also where they do not stand side by side."""
    for code in CODES:
        for one, other in combinations(range(LENGTH), 2):
            if code[one] != code[other]:
                swapped = list(code)
                swapped[one], swapped[other] = code[other], code[one]
                with pytest.raises(BadCode):
                    read_code("".join(swapped))


@pytest.mark.parametrize("typed", ["", "ABC", "0123456789", "OIL0 1UZO", "编号是什么呢啊吧", "one too long"])
def test_what_is_no_code_is_refused(typed: str) -> None:
    """Too short, too long, of other characters."""
    with pytest.raises(BadCode):
        read_code(CODES[0] + "2" if typed == "one too long" else typed)


def test_guessing_seldom_meets_even_the_form_of_a_code() -> None:
    """About one in 29 of random texts; which of them is kept, chance decides once in many millions."""
    chance = random.Random(7)
    hits = 0
    for _ in range(5000):
        try:
            read_code("".join(chance.choices(ALPHABET, k=LENGTH)))
            hits += 1
        except BadCode:
            continue
    assert 100 < hits < 260
    assert len(ALPHABET) ** (LENGTH - 1) > 10**10
