"""What a sentence claims that can be checked by eye: figures, dates, numbers of documents, phones, names in quotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_DIGITS: Final = {character: str(number) for number, character in enumerate("零一二三四五六七八九")} | {"两": "2"}
#: A Chinese number in front of a measure. («两类» only counts what the sentence itself names.)
_COUNTED: Final = re.compile(
    r"([一二三四五六七八九两]?十[一二三四五六七八九]?|[一二三四五六七八九两])"
    r"(?=个?年|个?月|份|个?周|个?星期|天|日|个?工作日|人|次|寸|篇|条)"
)
_NUMERAL: Final = re.compile(r"[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]")
_DATE: Final = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_MONTH: Final = re.compile(r"(\d{4})年(\d{1,2})月")
_URL: Final = re.compile(r"https?://[^\s(（)）,，。;；>]+")
_DOCUMENT: Final = re.compile(r"[一-鿿]+[〔\[(]\d{4}[〕\])]\d+号")
_QUOTED: Final = re.compile(r"《([^》]+)》|“([^”]+)”")
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_ENUMERATOR: Final = re.compile(r"(?:(?<=[：:；;。.,，\s(（])|^)\(?\d{1,2}[、)）](?=\D)|第\d+步|Step \d+", re.IGNORECASE)
_MONTHS: Final = (
    "january february march april may june july august september october november december".split()
)
_ENGLISH_DATE: Final = re.compile(rf"\b(\d{{1,2}})? ?({'|'.join(_MONTHS)}) ?(\d{{1,2}}\b(?!\d))?", re.IGNORECASE)


def plain(text: str) -> str:
    """One form for comparing: half width, no spaces, one kind of brackets and dashes, counted numbers as digits."""
    text = unicodedata.normalize("NFKC", text).lower()
    text = re.sub(r"[〔【\[]", "[", re.sub(r"[〕】\]]", "]", text))
    text = re.sub(r"[×*✕]", "x", re.sub(r"[—–~－]+", "-", text))
    text = re.sub(r"[‘’'\"“”]", "", re.sub(r"\s+", "", text))
    return _COUNTED.sub(lambda match: _arabic(match[1]), text)


def claims(text: str) -> Iterator[tuple[str, str]]:
    """(what, claim) of each figure and name in a Chinese sentence; a claim is given in the `plain` form."""
    rest = unicodedata.normalize("NFKC", text)
    for pattern, what in ((_URL, "address"), (_DOCUMENT, "document number")):
        for match in pattern.finditer(rest):
            yield what, plain(match.group().rstrip("/."))
        rest = pattern.sub(" ", rest)
    for match in _QUOTED.finditer(text):
        yield "name", plain(match[1] or match[2])
    rest = _QUOTED.sub(" ", rest)
    for match in _DATE.finditer(rest):
        yield "date", f"{int(match[2])}月{int(match[3])}日"
        yield "year", match[1]
    rest = _DATE.sub(" ", rest)
    for match in _MONTH.finditer(rest):
        yield "month", f"{int(match[2])}月"
        yield "year", match[1]
    yield from (("figure", number) for number in numbers(_MONTH.sub(" ", rest)))


def numbers(text: str) -> Iterator[str]:
    """The figures of a text, without those that only count its own points (1、 2、 第3步)."""
    counted = _COUNTED.sub(lambda match: _arabic(match[1]), unicodedata.normalize("NFKC", text))
    rest = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", _ENUMERATOR.sub(" ", counted))
    for match in _NUMBER.finditer(rest):
        yield match.group()


def numerals(text: str) -> Iterator[str]:
    """Every Chinese number of a text as digits, whatever it counts («第九、十条»)."""
    for match in _NUMERAL.finditer(text):
        yield _arabic(match.group())


def english_numbers(text: str) -> Iterator[str]:
    """The figures of an English sentence; months count as their number."""
    rest = re.sub(r"\([^()]*[一-鿿][^()]*\)", " ", _URL.sub(" ", text))
    for match in _ENGLISH_DATE.finditer(rest):
        if match[1] or match[3]:
            yield str(_MONTHS.index(match[2].lower()) + 1)
    yield from numbers(re.sub(r"[一-鿿〔〕\d]*[一-鿿]+〔\d{4}〕\d+号", " ", rest))


def _arabic(number: str) -> str:
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return _DIGITS[number]
    return str(10 * int(_DIGITS.get(tens, "1")) + int(_DIGITS.get(ones, "0")))
