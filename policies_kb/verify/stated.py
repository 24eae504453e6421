"""What a text states that can be compared: dates, amounts, phones, addresses, numbers of documents.

Official texts and our Chinese sentences are read the same way; English sentences in `english`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from policies_kb.verify.words import articles, figured


class Day(NamedTuple):
    """A day or, without `day`, a month; without `year` where the text names none."""

    year: int | None
    month: int
    day: int | None

    def __str__(self) -> str:
        year = f"{self.year}年" if self.year else ""
        return f"{year}{self.month}月" + (f"{self.day}日" if self.day else "")


class Amount(NamedTuple):
    """A figure and its measure; the measure is empty where there is none that is known."""

    number: str
    unit: str

    def __str__(self) -> str:
        return self.number + self.unit


class Reference(NamedTuple):
    """The number of a document; `office` may start too early, with words in front of the office's name."""

    office: str
    number: str

    def __str__(self) -> str:
        return self.office[-6:] + self.number


@dataclass(frozen=True)
class Stated:
    """Everything comparable in one text."""

    days: frozenset[Day] = frozenset()
    years: frozenset[str] = frozenset()
    amounts: frozenset[Amount] = frozenset()
    phones: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    references: frozenset[Reference] = frozenset()
    attachments: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()

    def __or__(self, other: Stated) -> Stated:
        """What either states."""
        return Stated(
            self.days | other.days,
            self.years | other.years,
            self.amounts | other.amounts,
            self.phones | other.phones,
            self.addresses | other.addresses,
            self.references | other.references,
            self.attachments | other.attachments,
            self.articles | other.articles,
            self.codes | other.codes,
        )


_UNITS: Final = {
    "工作日": "工作日", "学时": "学时", "小时": "小时", "分钟": "分钟", "星期": "周", "周": "周", "年": "年",
    "月": "月", "日": "日", "天": "日", "份": "份", "元": "元", "分": "分", "人": "人", "名": "人", "位": "人",
    "寸": "寸", "篇": "篇", "条": "条", "县": "县", "字": "字", "项": "项", "类": "类", "种": "种", "步": "步",
    "次": "次", "科": "科", "门": "门", "倍": "倍", "页": "页", "%": "%", "kb": "k", "k": "k", "mb": "m", "m": "m",
    "楼": "楼", "室": "室", "号": "号", "个": "个",
}  # fmt: skip
_UNIT: Final = "|".join(sorted(_UNITS, key=len, reverse=True))
_N: Final = r"\d+(?:\.\d+)?"
_URL: Final = re.compile(r"https?://[^\s()（）,，。;；<>“”、一-鿿]+")
_REFERENCE: Final = re.compile(r"([一-鿿]+)([〔\[(]\d{4}[〕\])]\d+号)")
_PHONE: Final = re.compile(r"(?<![\d.])(?:(0\d{2,3})-?)?([2-9]\d{6,7}|1\d{10})(?!\.?\d)")
_ATTACHMENT: Final = re.compile(r"附件(\d+(?:[、,和]\d+(?!份|\d))*)")
_DAY: Final = re.compile(
    r"(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})(?:日|(?=[-至到])))?|(\d{4})[-./](\d{1,2})[-./](\d{1,2})"
)
_YEAR: Final = re.compile(r"(?<![\d.])((?:19|20)\d{2})(?:([-至、,和])(?=(?:19|20)\d{2}(?!\d))|(?!\.?\d))")
_POINT: Final = re.compile(r"(?:(?<=[:;。,\s(])|^)\d{1,2}[、](?=\D)|\(\d{1,2}\)|第\d+步", re.MULTILINE)
_CODE: Final = re.compile(r"(?<![A-Za-z\d.])[A-Za-z]\d{1,3}(?![A-Za-z\d.])")
_AMOUNT: Final = re.compile(rf"(?<![a-z\d.])({_N}(?:(?:[-至到、或和/]|个?和){_N})*)[多余]?个?({_UNIT})?")


@lru_cache(maxsize=4096)
def stated(text: str, *, official: bool = False) -> Stated:
    """What a Chinese text states. In an `official` text vaguer measures count too («三种»)."""
    rest = figured(text, every=official)
    addresses, rest = _take(_URL, rest)
    references, rest = _take(_REFERENCE, rest)
    phones, rest = _take(_PHONE, rest)
    attachments, rest = _take(_ATTACHMENT, rest)
    days, rest = _days(rest, official=official)
    years, rest = _years(_POINT.sub(" ", rest))
    return Stated(
        days=frozenset(days),
        years=frozenset(years) | {str(day.year) for day in days if day.year},
        amounts=frozenset(_amounts(rest)),
        phones=frozenset(phone for found in phones for phone in _phone(found)),
        addresses=frozenset(found.group().rstrip("/.") for found in addresses),
        references=frozenset(Reference(found[1], reference(found[2])) for found in references),
        attachments=frozenset(number for found in attachments for number in re.findall(r"\d+", found[1]))
        | (_listed(text) if official else frozenset()),
        articles=articles(text),
        codes=codes(rest),
    )


def codes(text: str) -> frozenset[str]:
    """Figures behind letters, which are names rather than amounts: A4."""
    return frozenset(found.lower() for found in _CODE.findall(text))


def _listed(text: str) -> frozenset[str]:
    """The attachments in the list at the end of a body: «附件：1.… 2.…»."""
    _, listing, rest = text.partition("附件：")
    return frozenset(re.findall(r"^\s*(\d{1,2})[.．、]", rest, re.MULTILINE)) if listing else frozenset()


def reference(written: str) -> str:
    """The year and number of a document with one kind of brackets."""
    return re.sub(r"[〔\[(]", "〔", re.sub(r"[〕\])]", "〕", written))


def _take(pattern: re.Pattern[str], text: str) -> tuple[list[re.Match[str]], str]:
    """What matches, and the text without it."""
    return list(pattern.finditer(text)), pattern.sub(" ", text)


def _days(text: str, *, official: bool) -> tuple[set[Day], str]:
    """Dates; one without a year has the year of the date before it («2023年5月25日至6月25日»).

    In an official text it may also be of the notice's own year, so it is given without a year as well.
    """
    days: set[Day] = set()
    year: int | None = None
    for found in _DAY.finditer(text):
        written, month, day = (found[1], found[2], found[3]) if found[2] else (found[4], found[5], found[6])
        year = int(written) if written else year
        days.add(Day(year, int(month), int(day) if day else None))
        if official and not written:
            days.add(Day(None, int(month), int(day) if day else None))
    return days, _DAY.sub(" ", text)


def _years(text: str) -> tuple[set[str], str]:
    """Years; a range names those between its ends as well."""
    years: set[str] = set()
    since: int | None = None
    for found in _YEAR.finditer(text):
        year = int(found[1])
        years |= {str(one) for one in range(since if since is not None else year, year + 1)} | {str(year)}
        since = year if found[2] in ("-", "至") else None
    return years, _YEAR.sub(" ", text)


def _amounts(text: str) -> Iterator[Amount]:
    for found in _AMOUNT.finditer(text):
        for number in re.findall(_N, found[1]):
            yield Amount(number, _UNITS[found[2]] if found[2] else "")


def _phone(found: re.Match[str]) -> Iterator[str]:
    """A phone with its area code, and without."""
    yield found[2]
    if found[1]:
        yield f"{found[1]}-{found[2]}"
