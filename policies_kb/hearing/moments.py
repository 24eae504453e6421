"""Days, months and years as people name them: 2019年7月, 19年底, 一七年三月, 去年8月, March 2017.

Each is a stretch of days in which the thing happened. Works on normalised text; today is a parameter.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from policies_kb.hearing.months import month, month_before, part_of_year
from policies_kb.hearing.numerals import number_at

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_HAN_DIGIT: Final = "[零〇一二三四五六七八九]"
_HAN_TO_FIGURE: Final = str.maketrans("零〇一二三四五六七八九", "00123456789")
_AGO: Final = {
    "今年": 0, "本年度": 0, "当年": 0, "this year": 0, "去年": 1, "上一年": 1, "上年": 1, "last year": 1,
    "前年": 2, "大前年": 3,
}  # fmt: skip
_WRITTEN_YEAR: Final = rf"\d{{4}}|\d\d|{_HAN_DIGIT}{{4}}|{_HAN_DIGIT}{{2}}"
_SMALL: Final = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九]|[一二三]?十[一二三四五六七八九]?)"
_PART: Final = r"年?(?P<part>年底|年末|年初|年中|上半年|下半年|底|末|初|夏天|暑假)?(?:的时候|那年|时)?"
_DAY: Final = rf"(?:(?P<day>{_SMALL})[日号]|(?P<dekad>月?底|月?末|月?初|中旬|上旬|下旬))?"
_PATTERNS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:[-/.]|年\s?)(?P<month>1[0-2]|0?[1-9])[-/.](?P<day>\d{1,2})(?!\d)",
        rf"(?<![\d.])(?P<year>{_WRITTEN_YEAR})年\s?度?的?(?P<month>{_SMALL})月份?{_DAY}",
        rf"(?P<ago>大前年|前年|去年|今年|上年|本年度)的?(?P<month>{_SMALL})月份?{_DAY}",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/.](?P<month>1[0-2]|0?[1-9])(?![\d])",
        r"(?<!\d)(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)?(?!\d)",
        rf"(?P<month>{_MONTH_NAME})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})",
        rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s)?(?:of\s)?(?P<month>{_MONTH_NAME}),?\s(?:of\s)?(?P<year>\d{{4}})",
        r"(?P<part>end|beginning|start|middle) of (?P<year>\d{4})",
        rf"(?<![\d.])(?P<year>(?:19|20)\d\d|{_HAN_DIGIT}{{4}})(?![\d.]|\s?(?:学时|课时|元|个月))\s?年?度?{_PART}",
        rf"(?P<ago>大前年|前年|去年|今年|上一年|上年|本年度|this year|last year){_PART}",
        rf"(?<![\d.])(?P<short>\d\d|{_HAN_DIGIT}{{2}})年{_PART.removeprefix('年?')}",
        r"(?P<near>上个?月|本月|这个月|last month|this month)",
    )
)
#: What stands before «19年» where it says how long, and behind it where it says when.
_LENGTH_BEFORE: Final = re.compile(
    r"(?:了|满|有|近|快|共|约|干|做|聘|任|超过|不到|至少|前|过|足|将|概|多|接近)$"
)
_YEAR_BEHIND: Final = re.compile(
    r"\s?(?:就(?:干|做|在|跟|是)|(?:就|才|又)?(?:报|申报|造假|作假|弄虚|被|因|挂|违规|评|考|拿|取|聘|入|来"
    r"|开始|毕|发|办|参加|进|升|获|通过|上班|到现在"
    r"|至今|到今|起|转|认定|和|、|各|以来))"
)
_UNTIL: Final = re.compile(
    r"(?:算到|计算到|截至|截止到?|截到|到|至|直到|做到|干到|until|till|by|up to|to|as of|through)(?: the)?\s?$"
)

#: «23年6月底算», «2021年底为止».
_COUNTED: Final = re.compile(r"\s?(?:来)?(?:算(?!起|是)|为止|止(?:$|[,;])|计算)")

_FROM: Final = re.compile(r"(?:从|自|打|由)$")
#: «2021年12月底满六年»: so long on that day.
_FULL: Final = re.compile(
    r"\s?(?:的话|时|那天)?(?:正好|刚好|整整|就|才|将|恰好)?(?:满|够|足)\s?(?=[\d一二两三四五六七八九十])"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day from `first` to `last`, said at `start` to `end`. `until`: the end of something, not its start."""

    first: dt.date
    last: dt.date
    start: int
    end: int
    until: bool = False
    relative: bool = False


def moments(plain: str, on: dt.date) -> list[Moment]:
    """Every moment of a normalised text, from left to right. `on` is today.

    «去年，就是2020年8月»: where the year itself is named, what is said relative to today is left out.
    """
    found = stretches(plain, on)
    if any(not moment.relative and not moment.until for moment in found):
        return [moment for moment in found if not moment.relative or moment.until]
    return found


def stretches(plain: str, on: dt.date) -> list[Moment]:
    """Every moment named, from left to right."""
    found: list[Moment] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            if all(match.end() <= other.start or match.start() >= other.end for other in found):
                found.extend(_moment(match, plain, on))
    return sorted(found, key=lambda moment: moment.start)


def _moment(match: re.Match[str], plain: str, on: dt.date) -> Iterator[Moment]:
    groups = match.groupdict()
    if groups.get("near"):
        within = on if match.group()[:1] in "本这" or match.group() == "this month" else month_before(on)
        yield Moment(*month(within.year, within.month), match.start(), match.end(), relative=True)
        return
    year = _year(groups, plain, match, on)
    if year is None or not on.year - 70 <= year <= on.year + 10:
        return
    days = _days(year, groups)
    if days:
        until = _ends(plain, match)
        relative = bool(groups.get("ago"))
        yield Moment(*days, match.start(), match.end(), until, relative)


def _ends(plain: str, match: re.Match[str]) -> bool:
    """Whether a moment is the day up to which something is counted; «从2015年4月算» is a start."""
    if _UNTIL.search(plain, 0, match.start()):
        return True
    counted = _COUNTED.match(plain, match.end()) or _FULL.match(plain, match.end())
    return bool(counted) and not _FROM.search(plain, 0, match.start())


def _year(groups: dict[str, str | None], plain: str, match: re.Match[str], on: dt.date) -> int | None:
    ago, short = groups.get("ago"), groups.get("short")
    if ago:
        return on.year - _AGO[ago]
    if short:
        return _short_year(short, plain, match, on)
    digits = _digits(groups["year"] or "")
    return int(digits) if len(digits) == 4 else _century(int(digits), on)


def _short_year(short: str, plain: str, match: re.Match[str], on: dt.date) -> int | None:
    """«19年» is a year where something happened in it; «干了19年» and «五六年» say how long."""
    digits = _digits(short)
    said = bool(match["part"]) or bool(_YEAR_BEHIND.match(plain, match.end()))
    year = _century(int(digits), on)
    if year is None or _LENGTH_BEFORE.search(plain, 0, match.start()):
        return None
    number = number_at(short)
    either_way = short[0].isdigit() and short[0] != "0" and year >= 2000
    pair = not short[0].isdigit() and number is not None and number.low != number.high
    until = bool(_UNTIL.search(plain, 0, match.start()))
    return None if (either_way or pair) and not said and not until else year


def _century(digits: int, on: dt.date) -> int | None:
    """19 → 2019, 98 → 1998; None where it is neither past nor near."""
    if 2000 + digits <= on.year + 5:
        return 2000 + digits
    return 1900 + digits if digits >= 60 else None


def _days(year: int, groups: dict[str, str | None]) -> tuple[dt.date, dt.date] | None:
    named = groups.get("month")
    if not named:
        return part_of_year(year, groups.get("part") or "")
    number = _small(named)
    if not 1 <= number <= 12:
        return None
    first, last = month(year, number)
    if groups.get("day"):
        day = _small(groups["day"] or "")
        return (first.replace(day=day),) * 2 if 1 <= day <= last.day else None
    dekad = groups.get("dekad") or ""
    if dekad.endswith(("底", "末", "下旬")):
        return first.replace(day=21), last
    if dekad.endswith(("初", "上旬")):
        return first, first.replace(day=10)
    return (first.replace(day=11), first.replace(day=20)) if dekad else (first, last)


def _digits(said: str) -> str:
    return said.translate(_HAN_TO_FIGURE)


def _small(said: str) -> int:
    """The number of a month or a day."""
    if said[0].isascii() and said[0].isalpha():
        return _MONTHS.index(said[:3]) + 1
    number = number_at(said)
    return int(number.low) if number else 0
