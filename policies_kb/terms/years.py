"""Years in a question: the year of a round, a date, or a span of years are three different things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_SPAN = re.compile(r"(20\d\d)\s*年?\s*[-—–~至到、,]+\s*(20\d\d)\s*年?")
_DATE = re.compile(r"(?<!\d)((?:20)?\d\d)\s*年\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号])?")
_ISO = re.compile(r"(?<!\d)(20\d\d)[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)")
_FULL = re.compile(r"(?<![\d.])(20[0-4]\d)(?:\s*年度?)?(?![\d.])")
#: «23年» is a year unless it says how long something lasted.
_SHORT = re.compile(
    r"(?<![\d干作事满近有约了聘任超第前做])([12]\d)\s*年(?:度)?"
    r"(?!\s*(?:以上|工作|经验|工龄|了|多|的?资历|半|零|内|前|后))"
)
_WORDS = {
    "今年": "0", "本年度": "0", "this year": "0",
    "去年": "-1", "上一年": "-1", "last year": "-1", "前年": "-2",
    "明年": "+1", "下一年": "+1", "next year": "+1", "后年": "+2",
}  # fmt: skip
_RELATIVE = re.compile("|".join(_WORDS))
#: Tried in this order: what one pattern took is not read again by the next.
_PATTERNS = (
    (_SPAN, "span"),
    (_DATE, "date"),
    (_ISO, "date"),
    (_FULL, "year"),
    (_SHORT, "year"),
    (_RELATIVE, "year"),
)


def years(text: str) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, facet, value) of each year in normalised text.

    facet `year`: a year that may name a round, value `2023` or relative to today `-1`;
    facet `date`: a day or month, value `2019-07`; facet `span`: several years, value `2019-2022`.
    """
    taken: list[tuple[int, int]] = []

    def free(match: re.Match[str]) -> bool:
        return all(match.end() <= start or match.start() >= end for start, end in taken)

    for pattern, facet in _PATTERNS:
        for match in pattern.finditer(text):
            if free(match):
                taken.append(match.span())
                yield match.start(), match.end(), facet, _value(match, facet)


def _value(match: re.Match[str], facet: str) -> str:
    if facet == "span":
        return f"{match.group(1)}-{match.group(2)}"
    if facet == "date":
        year, month, day = (group and group.zfill(2) for group in match.groups())
        return "-".join(part for part in (_whole(year), month, day) if part)
    return _WORDS.get(match.group()) or _whole(match.group(1))


def _whole(year: str) -> str:
    return year if len(year) == 4 else f"20{year}"


#: What counted things are called: «正高20分» is no year.
_COUNTED = (
    r"[年月日号天周岁个份次条篇项人分元块万级寸张页本字点倍科门所家%.:~/-]"
    r"|县(?=[里的中名以])|小时|学时|星期|公里|多|来|几(?![号月天])|k|m|px"
)
_BARE = re.compile(rf"(?<![\d.第共近满约过])([12]\d)(?!\d|\s*(?:{_COUNTED}))")


def bare_years(text: str, names: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """(start, end, value) of each two-digit year that touches a name: «建设正高23», «23永嘉初级».

    `names` are the stretches of `text` that name a review; without one beside it, two digits are only a number.
    """
    edges = {edge for stretch in names for edge in stretch}
    for match in _BARE.finditer(text):
        start, end = match.span()
        before = start - (text[start - 1 : start] == " ")
        after = end + (text[end : end + 1] == " ")
        if edges & {start, before, end, after}:
            yield start, end, f"20{match.group(1)}"
