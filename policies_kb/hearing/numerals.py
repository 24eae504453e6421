"""Numbers as people write them: 12, 十二, 两, 五六, 十几, 六十多, two and a half; each a range from low to high.

Works on normalised text (`terms.normalise`). A number knows where it stands, so that others can look around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_DIGITS: Final = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "俩": 2,
}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
_WORDS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip
_TENS: Final = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_WORD: Final = "|".join(sorted(_WORDS, key=len, reverse=True))
_HAN: Final = "[零〇一二两俩三四五六七八九十百千]"
_FIGURE: Final = r"(?<![\d.])\d+(?:\.\d+)?(?!\d)"
_ENGLISH: Final = rf"(?<![a-z])(?:(?:{_TENS})[- ](?:{_WORD})|(?:{_WORD}) hundred|{_WORD})(?![a-z])"
_ONE: Final = rf"(?:{_FIGURE}|(?!一[般直样定起共切致点些下建]|二建){_HAN}+|{_ENGLISH})"
_ODD: Final = r"多|几|余|来|[- ]?odd|\+"
_NUMBER: Final = re.compile(
    rf"(?P<first>{_ONE})(?:\s?(?:-|~|到|至|、|或者?|or |to )\s?(?P<last>{_ONE}))?(?P<odd>{_ODD})?"
    r"|(?P<vague>几十)"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number from `low` to `high` at `start` to `end` of the text."""

    low: float
    high: float
    start: int
    end: int


def numbers(plain: str) -> Iterator[Number]:
    """Every number of a normalised text, from left to right."""
    for match in _NUMBER.finditer(plain):
        read = _read(match)
        if read is not None:
            yield Number(*read, match.start(), match.end())


def number_at(plain: str, start: int = 0) -> Number | None:
    """The number that begins at `start`, or None."""
    match = _NUMBER.match(plain, start)
    read = _read(match) if match else None
    return Number(*read, match.start(), match.end()) if match and read else None


def above(value: float) -> float:
    """The next round number: «六十多» stays below 70, «一百多» below 200, «五…多» below 6."""
    step = 1
    while value and value % (step * 10) == 0:
        step *= 10
    return value + step


def _read(match: re.Match[str]) -> tuple[float, float] | None:
    if match["vague"]:
        return 20, 99
    first = _one(match["first"])
    if first is None:
        return None
    low, high = first
    if match["last"]:
        last = _one(match["last"])
        if last is None or last[1] < low:
            return None
        high = last[1]
    return _more(low, high, match["odd"])


def _more(low: float, high: float, odd: str | None) -> tuple[float, float] | None:
    """«十几» is 11 to 19. «二十来个» is about twenty, on either side; nobody means less than 18 by it."""
    if not odd:
        return low, high
    if odd == "来":
        return low * 0.9, above(high) - 1
    if odd == "几":
        return low + 1, above(high) - 1 if low else 9
    return low, above(high) - 1


def _one(said: str) -> tuple[float, float] | None:
    """One number: a pair where two digits stand for «five or six»."""
    if said[0].isdigit():
        figure = float(said) if "." in said else int(said)
        return figure, figure
    if said[0].isascii():
        value = _english(said)
        return value, value
    return _chinese(said)


def _english(said: str) -> float:
    if said.endswith(" hundred"):
        return 100 * _WORDS[said.removesuffix(" hundred")]
    return sum(_WORDS[word] for word in re.split("[- ]", said))


def _chinese(said: str) -> tuple[float, float] | None:
    """十二 → 12; 零十 (after 年) → 10; 五六 → 5 to 6; 十五六 → 15 to 16; 二三十 → 20 to 30; 二零一九 → 2019."""
    if len(said) > 1 and said[0] == "零" and said[1] in _UNITS:
        said = said[1:]
    pair = re.fullmatch(r"(.*?)([一二两三四五六七八])([二两三四五六七八九])([十百]?)", said)
    if pair and (not pair[1] or pair[1][-1] in "十百") and not (pair[1] and pair[4]):
        low, high = _DIGITS[pair[2]], _DIGITS[pair[3]]
        if high == low + 1:
            base = _sum(pair[1]) if pair[1] else 0
            unit = _UNITS.get(pair[4], 1)
            return (base + low * unit, base + high * unit) if base is not None else None
    if not any(unit in said for unit in _UNITS):
        value = int("".join(str(_DIGITS[digit]) for digit in said))
        return value, value
    value_or_none = _sum(said)
    return None if value_or_none is None else (value_or_none, value_or_none)


def _sum(said: str) -> float | None:
    """一百二十 → 120; None where it is no number (十百)."""
    total, digit = 0, None
    for character in said:
        if character in _UNITS:
            if total and total < 10 * _UNITS[character] and digit is None:
                return None
            total += (1 if digit is None else digit) * _UNITS[character]
            digit = None
        else:
            digit = _DIGITS[character]
    if digit and said[-2:-1] in {"百", "千"}:
        return total + digit * _UNITS[said[-2]] // 10  # 一百二 is 120; 102 has its zero: 一百零二
    return total + (digit or 0)
