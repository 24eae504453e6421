"""Pixels and ratios as people write them: 300x400, 三百乘四百, 宽300高400, 300 by 400, 3:4. Texts are normalised."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from policies_kb.hearing.numerals import number_at

_HAN: Final = "零〇一二两三四五六七八九十百千"
_N: Final = rf"(?:\d{{2,5}}|[{_HAN}]{{2,9}})"
_PX: Final = r"\s?(?:px|pixels?|像素)?\s?"
_PRINTED: Final = r"(?!\s?(?:mm|cm|毫米|厘米|公分|英寸|寸|inch))"
_PAIR: Final = re.compile(
    rf"(?<![\d.{_HAN}a-z])(?P<a>{_N}){_PX}(?:x|×|\*|✕|╳|乘以?|\bby\b)\s?(?P<b>{_N})(?![\d.]){_PRINTED}"
)
_IS: Final = r"(?:度)?(?:是|为|有|只有|才|:|：|=|\s)*"
_WIDE: Final = re.compile(rf"(?<!高)(?:宽|\bwidth|\bw(?=[\s:=\d])){_IS}(?P<n>{_N})(?![\d.]){_PRINTED}")
_HIGH: Final = re.compile(rf"(?:(?<![正副最])高|\bheight|\bh(?=[\s:=\d])){_IS}(?P<n>{_N})(?![\d.]){_PRINTED}")
_WIDE_AFTER: Final = re.compile(rf"(?P<n>{_N}){_PX}(?:wide|in width)\b")
_HIGH_AFTER: Final = re.compile(rf"(?P<n>{_N}){_PX}(?:tall|high|in height)\b")
_RATIO: Final = re.compile(
    r"(?P<name>宽高比例?|高宽比例?|长宽比例?|比例|aspect ratio|width[- ](?:to[- ]height|/[- ]height) ratio|ratio)"
    r"(?:是|为|有|is|of|of the photo|大概|约|:|：|=|\s)*"
    r"(?P<a>\d+(?:\.\d+)?|[一二三四五六七八九])(?:\s?(?::|：|比|/|to)\s?(?P<b>\d+(?:\.\d+)?|[一二三四五六七八九]))?"
)
_SQUARE: Final = re.compile(r"正方形|方形|\bsquare\b")


@dataclass(frozen=True)
class Shape:
    """Width and height in pixels, and width to height where that was said by itself."""

    width: int | None = None
    height: int | None = None
    ratio: float | None = None
    spans: tuple[tuple[int, int], ...] = ()


def shape(plain: str) -> Shape:
    """What a normalised text says of the shape; of several pairs the last."""
    pairs = list(_PAIR.finditer(plain))
    if pairs:
        spans = tuple(match.span() for match in pairs)
        return _paired(plain, pairs[-1], spans)
    wide = _WIDE.search(plain) or _WIDE_AFTER.search(plain)
    high = _HIGH.search(plain) or _HIGH_AFTER.search(plain)
    ratio = _RATIO.search(plain)
    spans = tuple(match.span() for match in (wide, high, ratio) if match)
    return Shape(
        _number(wide["n"]) if wide else None,
        _number(high["n"]) if high else None,
        _ratio(ratio) if ratio else (1.0 if _SQUARE.search(plain) else None),
        spans,
    )


def _paired(plain: str, match: re.Match[str], spans: tuple[tuple[int, int], ...]) -> Shape:
    """The first number is the width, unless the words say that heights come first."""
    first, second = _number(match["a"]), _number(match["b"])
    around = plain[max(0, match.start() - 8) : match.end() + 10]
    if re.search(r"高\s?[x×*乘]\s?宽|height (?:x|by) width", around):
        first, second = second, first
    return Shape(first, second, None, spans)


def _number(said: str) -> int | None:
    if said.isdecimal():
        return int(said)
    found = number_at(said)
    return int(found.low) if found and found.low == found.high and found.end == len(said) else None


def _ratio(match: re.Match[str]) -> float | None:
    """Width to height. 长宽比 puts the long side first or the width first; above 1 it tells nothing."""
    first, second = _side(match["a"]), _side(match["b"]) if match["b"] else 1.0
    if not first or not second:
        return None
    value = first / second
    if match["name"].startswith("高宽"):
        return 1 / value
    if match["name"].startswith("长宽") and value > 1:
        return None
    return value if match["b"] or value < _MOST_ALONE else None


#: «比例50» is no ratio of an ID photo but a percentage or a slip.
_MOST_ALONE: Final = 5


def _side(said: str) -> float:
    return float("一二三四五六七八九".index(said) + 1) if said in "一二三四五六七八九" else float(said)
