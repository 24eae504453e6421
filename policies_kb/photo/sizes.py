"""Sizes of files as people write them: 25K, 1.2 MB, 80千字节, 半兆, 不到30K, over 1M. Texts are normalised."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Final

from policies_kb.hearing.numerals import Number, numbers
from policies_kb.photo.figures import FileSize, Unit

_UNIT: Final = re.compile(
    r"\s?个?(?:"
    r"(?P<K>kib|kb|k(?!g|m|w)|千字节|千比特|kilobytes?)|(?P<M>mib|mb|m|兆字节|兆|megabytes?)"
    r"|(?P<G>gib|gb|吉字节|gigabytes?)|(?P<B>bytes?|字节)"
    r")(?![a-z\d/])(?!高清|分辨率|画质|屏)(?P<later>多|左右|上下|以内|之内|以下|以上|\sor (?:less|more))?"
)
_HALF: Final = re.compile(r"(?<!\d)半(?:个)?(?P<unit>兆|m)(?![a-z])")
_TEN_THOUSAND: Final = re.compile(r"\s?万(?=字节|bytes?)")
_BELOW: Final = re.compile(
    r"((?<!不)(?:小于|低于|少于)|不到|不足|没到|不满|under|below|(less|smaller) than)(等于)?(只有)?\s?$"
)
_UP_TO: Final = re.compile(r"(不超过|不大于|最大|最多|以内|at most|up to|no more than|max\.?)(只有|是)?\s?$")
_ABOVE: Final = re.compile(r"(?<!不)(大于|超过|超|高于|多于|over|above|(more|larger|bigger) than)(了)?\s?$")
_FROM: Final = re.compile(r"(不小于|不低于|不少于|至少|最小|最少|at least|min\.?)(是)?\s?$")
_ABOUT: Final = re.compile(r"(大概|大约|约|差不多|about|around|roughly|approx\.?)(是|有)?\s?$")
_ODD: Final = ("多", "余")
#: How far «about» reaches to either side.
_OFF: Final = 0.1
_LETTERS: Final[tuple[Unit, ...]] = ("B", "K", "M", "G")


def sizes(plain: str) -> Iterator[tuple[FileSize, int, int]]:
    """Every size of a file in a normalised text, with where it starts and ends."""
    for match in _HALF.finditer(plain):
        yield FileSize(0.5, 0.5, "M", match.group()), match.start(), match.end()
    past = 0
    for number in numbers(plain.replace("、", ";")):
        many = _TEN_THOUSAND.match(plain, number.end)
        unit = _UNIT.match(plain, many.end() if many else number.end)
        if unit and number.start >= past and not _part_of_a_name(plain, number):
            past = unit.end()
            low, high = number.low * (10_000 if many else 1), number.high * (10_000 if many else 1)
            before = plain[max(0, number.start - 12) : number.start]
            yield _size(low, high, before, unit, plain[number.start : unit.end()]), number.start, unit.end()


def _part_of_a_name(plain: str, number: Number) -> bool:
    return number.start > 0 and plain[number.start - 1].isascii() and plain[number.start - 1].isalpha()


def _size(low: float, high: float, before: str, unit: re.Match[str], text: str) -> FileSize:
    letter: Unit = next(name for name in _LETTERS if unit[name])
    later = (unit["later"] or "").strip()
    said = _said(before, text)
    if _BELOW.search(before):
        return FileSize(0, math.nextafter(low, 0), letter, said)
    if _UP_TO.search(before) or later in ("以内", "之内", "以下", "or less"):
        return FileSize(0, high, letter, said)
    if _ABOVE.search(before):
        return FileSize(math.nextafter(high, math.inf), math.inf, letter, said)
    if _FROM.search(before) or later in ("以上", "or more"):
        return FileSize(low, math.inf, letter, said)
    if later == "多" or text.startswith(_ODD, len(text) - len(unit.group()) - 1):
        return FileSize(math.nextafter(low, math.inf), _next_round(low), letter, said)
    if _ABOUT.search(before) or later in ("左右", "上下"):
        return FileSize(low * (1 - _OFF), high * (1 + _OFF), letter, said)
    return FileSize(low, high, letter, said)


def _said(before: str, text: str) -> str:
    """The size with the word in front that bounds it, the unit in capitals."""
    bound = next(
        (found.group() for one in (_BELOW, _UP_TO, _ABOVE, _FROM, _ABOUT) if (found := one.search(before))),
        "",
    )
    return bound + re.sub(r"(?<![a-z])[kmg](?:i?b)?(?![a-z])", lambda found: found.group().upper(), text)


def _next_round(value: float) -> float:
    """«30多» stays below 40, «100多» below 200, «3多» below 4."""
    step = 1.0
    while value >= step * 10 and value % (step * 10) == 0:
        step *= 10
    return math.nextafter(value + step, 0)


def size_called(written: str) -> FileSize:
    """A bound as a notice file writes it: `30K`, `1M`. Raises ValueError for anything else."""
    match = re.fullmatch(r"(\d+)([KM])", written)
    if match is None:
        raise ValueError(f"«{written}» is no size; write it like 30K or 1M")
    unit: Unit = "K" if match[2] == "K" else "M"
    return FileSize(float(match[1]), float(match[1]), unit, written)
