"""Lengths of time as people say them, in months: 三年零两个月, 四年半, 五年多, 快五年, 十几年, two and a half years.

Works on normalised text, from which the moments (`moments.py`) are cut out: «19年7月» is no nineteen years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from policies_kb.hearing.bounds import bounds
from policies_kb.hearing.numerals import Number, numbers

_YEAR: Final = re.compile(
    r"\s?(?P<half>个半|and a half )?(?P<odd>多|来|余|几)?个?\s?(?:周年|年头|年(?!级|龄|纪|初"
    r"|底|末|月|代|度)|载|years?|yrs?|yr)(?P<tail>半)?(?:工龄)?"
)
_MONTH: Final = re.compile(
    r"\s?(?P<half>个半)?(?P<odd>多|来)?(?:个(?P<odd2>多|把)?|(?<=半))月(?P<tail>半)?|\s?(?:months?|mos?)(?![a-z])"
)
_AND: Final = re.compile(r"\s?(?:零|又|加|,|and)?\s?$")
_HALVES: Final = (
    (re.compile(r"(?<!上)(?<!下)大半年|over half a year|more than half a year"), 6, 11),
    (re.compile(r"小半年"), 3, 6),
    (re.compile(r"不到半年|不足半年|未满半年"), 0, 5),
    (re.compile(r"(?<!上)(?<!下)半年(?:多|以上|出头)"), 6, 11),
    (re.compile(r"(?<![上下年])半年|half a year|six months"), 6, 6),
    (re.compile(r"an? years? and a half"), 18, 18),
    (re.compile(r"个把月"), 1, 1),
    (re.compile(r"(?<![\d十零])几个月"), 2, 9),
    (re.compile(r"一年半载"), 6, 18),
    (re.compile(r"a decade"), 120, 120),
)
_TOTAL: Final = re.compile(
    r"(?:加起来|加在一起|合起来|一共|总共|累计|合计|拢共|总计|共计|共|前后|前前后后|in all"
    r"|in total|altogether)[^,;0-9]{0,6}$"
)
#: «四年半多一点，不到五年»: the second says within which bounds the first lies.
_BOUNDED_BY: Final = re.compile(
    r"[多一点些出头吧了的样子左右]*,?(?:但|可|还|也|都|就|反正|肯定|应该)*(?:(?P<most>不到|没到|不满|未满|没满|不足|没超过|不超过)"
    r"|超过|多于|不止|至少|满了?)"
)
_LACKS: Final = re.compile(r"差(?:了|个)?$")
_GAP: Final = re.compile(
    r"(?:断了|中断|断缴|断聘|停了|歇了|空了|间断|断过|休息了|隔了|没干|脱产|gap of|break of)[^,;]{0,4}$"
)
_GAP_BEHIND: Final = re.compile(r"[^,;没未无]{0,2}(?:没干|没上班|没聘|空档|断档|停职| break| gap)")


class Role(Enum):
    """What a length is of: the time asked about, all of it, what was left out of it, or the time gone by since."""

    PLAIN = "plain"
    TOTAL = "total"
    GAP = "gap"
    AGO = "ago"


@dataclass(frozen=True, slots=True)
class Length:
    """`low` to `high` months (`high` None: or more), said at `start` to `end`."""

    low: int
    high: int | None
    start: int
    end: int
    role: Role = Role.PLAIN


def lengths(plain: str) -> list[Length]:
    """Every length of time in a normalised text, from left to right."""
    found = [
        _bounded(plain, Length(low, high, match.start(), match.end())) for match, low, high in _halves(plain)
    ]
    counted = [_bounded(plain, one) for one in _joined(plain, list(_counted(plain, found)))]
    return _within(plain, _lacking(plain, sorted([*found, *counted], key=lambda length: length.start)))


def _within(plain: str, found: list[Length]) -> list[Length]:
    """Each length, made narrower by one that stands right behind it as a bound: «四年半多一点，不到五年»."""
    kept: list[Length] = []
    for length in found:
        before = kept[-1] if kept else None
        bound = _BOUNDED_BY.fullmatch(plain, before.end, length.start) if before else None
        if before is None or bound is None or before.role not in (Role.PLAIN, Role.TOTAL):
            kept.append(length)
            continue
        low = before.low if bound["most"] else max(before.low, length.low)
        ends = [end for end in (before.high, length.high if bound["most"] else None) if end is not None]
        high = min(ends, default=None)
        narrower = replace(before, low=low, high=high, end=length.end)
        kept[-1:] = [narrower] if high is None or low <= high else [before, length]
    return kept


def _lacking(plain: str, found: list[Length]) -> list[Length]:
    """«差两个月满五年», «五年差两个月»: the one less the other."""
    for at, less in enumerate(found):
        if not _LACKS.search(plain[: less.start]) or len(found) == 1:
            continue
        whole = found[at + 1] if at + 1 < len(found) else found[at - 1]
        low = max(0, whole.low - (less.high or less.low))
        high = max(low, whole.low - less.low)
        both = Length(low, high, min(less.start, whole.start), max(less.end, whole.end), whole.role)
        return [both, *(one for one in found if one not in (less, whole))]
    return found


def _halves(plain: str) -> Iterator[tuple[re.Match[str], int, int]]:
    taken: list[tuple[int, int]] = []
    for pattern, low, high in _HALVES:
        for match in pattern.finditer(plain):
            if all(match.end() <= start or match.start() >= end for start, end in taken):
                taken.append(match.span())
                yield match, low, high


def _counted(plain: str, found: list[Length]) -> Iterator[tuple[Length, bool]]:
    """Each number of years or months; True with it where it counts years."""
    for number in numbers(plain):
        if any(other.start <= number.start < other.end for other in found):
            continue
        for unit, months in ((_YEAR, 12), (_MONTH, 1)):
            match = unit.match(plain, number.end)
            if match:
                yield _length(number, match, months), months == 12
                break
        else:
            english = re.match(r" and a half (years?|months?)", plain[number.end :])
            if english:
                months = 12 if english[1].startswith("year") else 1
                low, high = (round((value + 0.5) * months) for value in (number.low, number.high))
                yield Length(low, high, number.start, number.end + english.end()), months == 12


def _length(number: Number, match: re.Match[str], months: int) -> Length:
    """«五年» is 60 months, «五六年» 60 to 72, «十几年» up to a month less than twenty years."""
    groups = match.groupdict()
    half = months // 2 if groups.get("half") or groups.get("tail") else 0
    low, high = round(number.low * months) + half, round(number.high * months) + half
    vague = number.high > number.low and number.high % 10 == 9 and number.high - number.low > 1
    odd = groups.get("odd") or groups.get("odd2")
    if vague or odd == "多":
        high += months - 1
    return Length(low, high, number.start, match.end())


def _joined(plain: str, counted: list[tuple[Length, bool]]) -> Iterator[Length]:
    """Years and the months right behind them are one length: 三年零两个月."""
    at = 0
    while at < len(counted):
        one, years = counted[at]
        at += 1
        if years and at < len(counted) and not counted[at][1]:
            behind = counted[at][0]
            if one.end <= behind.start and _AND.fullmatch(plain[one.end : behind.start]):
                at += 1
                one = Length(
                    one.low + behind.low, (one.high or 0) + (behind.high or 0), one.start, behind.end
                )
        yield one


def _bounded(plain: str, length: Length) -> Length:
    """The length with what stands around it: «快», «以上», «左右», «了»."""
    low, high, behind = bounds(plain, length.start, length.end, (length.low, length.high or length.low))
    return Length(low, high, length.start, length.end, _role(plain, length, behind))


def _role(plain: str, length: Length, behind: str) -> Role:
    ahead = plain[: length.start]
    if behind == "ago":
        return Role.AGO
    if _TOTAL.search(ahead):
        return Role.TOTAL
    if _GAP.search(ahead) or _GAP_BEHIND.match(plain, length.end):
        return Role.GAP
    return Role.PLAIN
