"""One way of writing for what official texts and our sentences write in several."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_DIGITS: Final = {character: number for number, character in enumerate("零一二三四五六七八九")} | {"两": 2}
_NUMERAL: Final = r"[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九两]"
#: What is counted exactly. «两类» or «三种» may count what a sentence names itself, and «一个» means «a».
_EXACT: Final = r"个?(?:年|月(?!\d)|周|星期|工作日|学时|小时)|[份寸元分天日倍篇](?!之)"
#: «第二年» and «三分之一» count nothing; «一» mostly means «a», a number only in «满一年», «一周以上».
_ONE: Final = rf"(?<=[满近式延续缴少于共加为过足前])一(?={_EXACT})|一(?=(?:{_EXACT})(?:以上|以内|以下|内|期))"
_COUNTED: Final = re.compile(
    rf"(?<![第之一二三四五六七八九十])(?:{_ONE}|(?!一(?!十))(?:{_NUMERAL})(?={_EXACT}))"
)
_ANY_COUNTED: Final = re.compile(rf"(?:{_NUMERAL})(?={_EXACT}|[个人次条类种项步名位科门县市款])")
_PERCENT: Final = re.compile(rf"百分之({_NUMERAL}|\d+)")
_ARTICLES: Final = re.compile(r"第([一二三四五六七八九十、，,和至\d]+)(?=[条款章])")


def plain(text: str) -> str:
    """Half width, no gaps, no quotes, one kind of brackets and dashes: for finding names in a text."""
    text = unicodedata.normalize("NFKC", text).lower()
    text = re.sub(r"[〔【\[]", "[", re.sub(r"[〕】\]]", "]", text))
    text = re.sub(r"[*x✕]", "×", re.sub(r"[—–~－‐-]+", "-", text))
    return re.sub(r"[\s‘’'\"“”《》〈〉<>「」]", "", text)


def figured(text: str, *, every: bool = False) -> str:
    """Half width, no gaps within a line, and Chinese numerals in front of a measure as digits.

    `every` turns numerals in front of vaguer measures as well (一式三份, 三种): in official texts, where each
    may support a figure.
    """
    text = unicodedata.normalize("NFKC", text).lower()
    text = re.sub(r"[^\S\n]+", "", text)
    text = re.sub(r"[*✕]", "×", re.sub(r"[—–~－‐]+", "-", text))
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    text = _PERCENT.sub(lambda found: f"{_digits(found[1])}%", text)
    text = _COUNTED.sub(lambda found: _digits(found.group()), text)
    return _ANY_COUNTED.sub(lambda found: _digits(found.group()), text) if every else text


def articles(text: str) -> frozenset[str]:
    """The articles a text refers to: 第九、十条 gives 9 and 10."""
    parts = (re.split(r"[、，,和至]", found) for found in _ARTICLES.findall(text))
    return frozenset(_digits(part) for several in parts for part in several if part)


def _digits(numeral: str) -> str:
    if numeral.isdecimal():
        return numeral
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return str(_DIGITS[numeral]) if numeral in _DIGITS else numeral
    return str(10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0))
