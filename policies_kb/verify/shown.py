"""An official passage as it is shown beside a fact: with the figures marked that the fact says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from policies_kb.model.fact import Fact
from policies_kb.model.place import Place
from policies_kb.verify.stated import Stated, stated

Stretch = tuple[int, int]
Point = tuple[str, ...]

_NUMERAL: Final = "一二三四五六七八九十两"
_UNIT: Final = r"(?:个?(?:工作日|学时|小时|[年月周日天份元人名寸篇项次页级类种倍条%]|[KkMm][Bb]?))?"
#: What may be a figure: a date, the number of a document, an address, a phone or a number with its measure.
_FIGURE: Final = re.compile(
    r"(?:\d{4}\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*日?"
    r"|〔\d{4}〕\d+号"
    r"|https?://[^\s()（）,，。;；<>“”、一-鿿]+"
    rf"|\d+(?:[-.×*/]\d+)*\s*{_UNIT}"
    rf"|[{_NUMERAL}]+个?(?:工作日|学时|小时|[年月周天份元寸篇倍])"
)


@dataclass(frozen=True)
class Passage:
    """Official words at a place; `marks` are the stretches (start, end; in characters) that the fact's figures are."""

    at: Place
    text: str
    marks: tuple[Stretch, ...]


def shown(fact: Fact, at: Place, quote: str) -> Passage:
    """The passage `quote`, which stands at one of the places of a fact."""
    return Passage(at, quote, tuple(_marks(_points(stated(fact.text.zh)), quote)))


def _marks(said: frozenset[Point], quote: str) -> Iterator[Stretch]:
    for found in _FIGURE.finditer(quote):
        figure = found.group().rstrip()
        # The number of a document is read with the office in front of it, whichever that is.
        if said & _points(stated(f"文{figure}" if figure.startswith("〔") else figure, official=True)):
            yield found.start(), found.start() + len(figure)


def _points(text: Stated) -> frozenset[Point]:
    """What two texts may have in common. A day may lack its year; a lone digit without a measure says nothing."""
    days = {("day", str(one.month), str(one.day)) for one in text.days if one.day}
    years = {("year", one) for one in text.years} if not text.days else set()
    amounts = {("amount", one.number, one.unit) for one in text.amounts if one.unit or len(one.number) > 1}
    others = {("name", one) for one in (*text.phones, *text.addresses)}
    return frozenset({*days, *years, *amounts, *others, *(("number", one.number) for one in text.references)})
