"""What an English sentence states that can be compared, in the terms of the Chinese text it stands beside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from policies_kb.verify.stated import Amount, Day, Stated, codes, stated

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WORDS: Final = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}
#: English measures, and the Chinese one that must stand beside the same figure.
_UNITS: Final = {
    "working day": "工作日", "day": "日", "week": "周", "month": "月", "year": "年", "hour": "学时",
    "copy": "份", "copies": "份", "yuan": "元", "point": "分", "inch": "寸", "inches": "寸", "paper": "篇",
    "character": "字", "time": "次", "article": "条",
    "%": "%", "percent": "%", "kb": "k", "k": "k", "mb": "m", "m": "m",
}  # fmt: skip
_UNIT: Final = "|".join(sorted(_UNITS, key=len, reverse=True))
#: Words that may stand between a figure and its measure.
_BETWEEN: Final = (
    r"(?:full|whole|more|credit|class|study|consecutive|calendar|Chinese|separate|paper|original|further)"
)
_N: Final = r"\d+(?:\.\d+)?"
_CHINESE: Final = re.compile(
    r"[〔〈《“(（\[]?[\d.A-Za-z〈《“]*[一-鿿](?:[^A-Za-z\s.;,:]|[A-Za-z\d]+(?=[一-鿿]))*"
)
_QUOTES: Final = "“”《》〈〉、"
_BRACKETS: Final = str.maketrans("（）", "()")
_URL: Final = re.compile(r"https?://[^\s(),;<>]+")
_PHONE: Final = re.compile(r"(?<![\d.])(?:0\d{2,3}-)?[2-9]\d{6,7}(?!\.?\d)")
_MONTH: Final = "|".join(_MONTHS)
_DAY: Final = re.compile(
    rf"\b(?:(\d{{1,2}})(?:(?: ?[-–] ?| (?:to|and) )(\d{{1,2}}))? )?({_MONTH})\b(?: (\d{{1,2}})(?!\d))?(?:,? (\d{{4}}))?"
)
_YEAR: Final = re.compile(r"(?<![\d.])(?:19|20)\d{2}(?!\.?\d)(?! ?(?:yuan|characters|×))")
_POINT: Final = re.compile(r"\(\d{1,2}\)|\b[Ss]tep \d+|(?:(?<=[:;] )|^)\d{1,2}\)")
_ATTACHMENT: Final = re.compile(r"\b(?:[Aa]nnex|[Aa]ttachment)(?:es|s)? (\d+)(?:(?:,? and |, | to )(\d+))*")
_NUMBER: Final = rf"(?<![A-Za-z\d.])(?P<n>{_N})|\b(?P<word>{'|'.join(_WORDS)})\b"
_AMOUNT: Final = re.compile(
    rf"(?:{_NUMBER})(?:(?: to | or | and |[-–/])(?P<more>{_N}))?"
    rf"(?P<unit>[\s-]?(?:{_BETWEEN} )*(?:{_UNIT})(?=s?\b|(?<=%)))?",
    re.IGNORECASE,
)


def chinese_in(text: str) -> list[str]:
    """The Chinese names within an English sentence: documents, buttons, offices."""
    return [_unwrapped(found.group()) for found in _CHINESE.finditer(text)]


def _unwrapped(name: str) -> str:
    """A name without quotes and without brackets that stand around it or are closed outside it."""
    name = name.strip(_QUOTES).translate(_BRACKETS)
    while name.startswith("(") and name.endswith(")"):
        name = name[1:-1].strip(_QUOTES)
    if name.count("(") < name.count(")"):
        name = name.removesuffix(")")
    elif name.count("(") > name.count(")"):
        name = name.removeprefix("(")
    return name.strip(_QUOTES)


def stated_in_english(text: str) -> Stated:
    """What an English sentence states, with the Chinese names in it."""
    text = unicodedata.normalize("NFKC", text).replace("—", "-")
    inner = stated("\n".join(chinese_in(text)))
    rest = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", _CHINESE.sub(" ", text))
    addresses = {found.rstrip("/.").lower() for found in _URL.findall(rest)}
    rest = _URL.sub(" ", rest)
    phones = {found.group() for found in _PHONE.finditer(rest)}
    rest = _PHONE.sub(" ", rest)
    attachments = {
        number for found in _ATTACHMENT.finditer(rest) for number in re.findall(r"\d+", found.group())
    }
    rest = _POINT.sub(" ", _ATTACHMENT.sub(" ", rest))
    days = list(_days(rest))
    rest = _DAY.sub(lambda found: " " if _is_day(found) else found.group(), rest)
    years = set(_YEAR.findall(rest)) | {str(day.year) for day in days if day.year}
    amounts = frozenset(_amounts(_YEAR.sub(" ", rest)))
    return inner | Stated(
        days=frozenset(days),
        years=frozenset(years),
        amounts=amounts,
        phones=frozenset(phones),
        addresses=frozenset(addresses),
        attachments=frozenset(attachments),
        codes=codes(rest),
    )


def _is_day(found: re.Match[str]) -> bool:
    """«May» alone is no month."""
    return any(found[group] for group in (1, 4, 5)) or found[3] != "May"


def _days(text: str) -> Iterator[Day]:
    for found in _DAY.finditer(text):
        if _is_day(found):
            year = int(found[5]) if found[5] else None
            month = _MONTHS.index(found[3]) + 1
            written = [day for day in (found[1], found[2], found[4]) if day]
            yield from (Day(year, month, int(day)) for day in written)
            if not written:
                yield Day(year, month, None)


def _amounts(text: str) -> Iterator[Amount]:
    for found in _AMOUNT.finditer(text):
        unit = _unit(found["unit"])
        if found["word"]:
            if unit:  # «one of these», «two ways» count what the sentence itself names
                yield Amount(_WORDS[found["word"].lower()], unit)
        else:
            yield Amount(found["n"], unit)
        if found["more"]:
            yield Amount(found["more"], unit)


def _unit(written: str | None) -> str:
    if not written:
        return ""
    last = re.search(rf"(?:{_UNIT})$", written.strip(" -"), re.IGNORECASE)
    return _UNITS[last.group().lower()] if last else ""
