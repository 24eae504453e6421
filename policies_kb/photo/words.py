"""The figures of a photo in what a person writes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

from policies_kb.photo.figures import Colour, Figures, FileSize
from policies_kb.photo.formats import WORDS, format_called
from policies_kb.photo.pixels import Shape, shape
from policies_kb.photo.sizes import sizes
from policies_kb.terms.normalise import normalise

One = TypeVar("One")

_NOT: Final = r"(?<!不是)(?<!并非)(?<!没有)(?<!非)(?<!not )(?<!not a )"
_FORMAT: Final = re.compile(rf"{_NOT}(?<![a-z])({WORDS})(?![a-z])")
_COLOURS: Final[dict[Colour, str]] = {
    "white": "白|white",
    "blue": "蓝|blue",
    "red": "红|red",
    "grey": "灰|gr[ea]y",
    "black": "黑|black",
    "green": "绿|green",
    "yellow": "黄|yellow",
    "pink": "粉|pink",
}
_COLOUR_WORD: Final = re.compile(
    "|".join(f"(?P<{name}>{_NOT}(?:{words}))" for name, words in _COLOURS.items())
)
#: A colour says something of the background only beside a word for it: 白底, 背景是蓝色, white background.
_GROUND_FIRST: Final = re.compile(
    r"(?:背景|底)(?:颜?色)?(?:有点|是|为|的|用|偏|:|\s)*$|background(?: colou?r)?(?: is|:|=)?\s?$"
)
_GROUND_AFTER: Final = re.compile(r"^(?:色)?(?:的)?\s?(?:底|背景|back ?(?:ground|drop))")
_PRINT: Final = re.compile(
    r"(?P<kind>[大小])?(?P<n>\d(?:\.\d)?|[一二两三四五六七八])\s?(?:英?寸|-?inch(?:es)?)"
    r"|(?P<word>one|two|three|five|six)[- ]inch(?:es)?"
)
_PRINT_NUMBER: Final = {digit: str(value) for value, digit in enumerate("一二三四五六七八", 1)} | {
    "两": "2", "one": "1", "two": "2", "three": "3", "five": "5", "six": "6",
}  # fmt: skip
_FITS: Final = re.compile(
    r"可以|可不可以|行吗|行不|行么|行嘛|能用|能不能|能传|能过|能否|可否|合格|合不合|符合|合规|没问题|有问题|吗|么"
    r"|\b(?:ok|okay|fine|accept|accepted|acceptable|allowed|pass|valid|can i|may i|good|works?|is (?:a|my))\b"
)


def figures_in(text: str) -> Figures:
    """The figures that `text` gives of a photo; all None where it gives none.

    Of several sizes or pairs of pixels the last exact one counts («从2M压到200K»). Formats and colours between which
    the person wavers («白底还是蓝底») are asked for, not given, and stay None.
    """
    plain = normalise(text)
    said = shape(plain)
    return Figures(
        width=said.width,
        height=said.height,
        ratio=said.ratio,
        size=_size(_without(plain, said)),
        format=_only(_formats(plain)),
        background=_only(_colours(plain)),
        prints=prints_in(plain),
    )


def is_checkable(text: str, figures: Figures) -> bool:
    """Whether `text` asks about a photo it describes: it gives a number, or asks whether a format or colour will do."""
    if figures.counted:
        return True
    return bool(figures.format or figures.background) and bool(_FITS.search(normalise(text)))


def said_without(text: str) -> str:
    """`text`, normalised, without its figures: 2021×3000 is no year, and 25K no number of years."""
    plain = _without(normalise(text), shape(normalise(text)))
    for _, start, end in sizes(plain):
        plain = plain[:start] + "#" * (end - start) + plain[end:]
    return plain.replace("#", " ")


def colour_in(text: str) -> Colour | None:
    """The one colour that `text` names («白底», «white background»), or None."""
    return _only([_colour(match) for match in _COLOUR_WORD.finditer(normalise(text))])


def prints_in(text: str) -> tuple[str, ...]:
    """Sizes of paper prints: «1寸、2寸» → 1, 2; «小二寸» → 小2."""
    found = []
    for match in _PRINT.finditer(normalise(text)):
        number = match["n"] or match["word"]
        found.append((match["kind"] or "") + _PRINT_NUMBER.get(number, number))
    return tuple(dict.fromkeys(found))


def _size(plain: str) -> FileSize | None:
    found = [size for size, _, _ in sorted(sizes(plain), key=lambda one: one[1])]
    exact = [size for size in found if size.low == size.high]
    best = exact or found
    return best[-1] if best else None


def _without(plain: str, said: Shape) -> str:
    """The text with the pixels blotted out, so that none is read as part of a size («300x400、80K»)."""
    for start, end in said.spans:
        plain = plain[:start] + "#" * (end - start) + plain[end:]
    return plain


def _formats(plain: str) -> list[str]:
    names = (format_called(match[1]) for match in _FORMAT.finditer(plain))
    return [name for name in names if name]


def _colours(plain: str) -> Iterator[Colour]:
    for match in _COLOUR_WORD.finditer(plain):
        before, after = plain[: match.start()], plain[match.end() :]
        if _GROUND_AFTER.search(after) or _GROUND_FIRST.search(before):
            yield _colour(match)


def _colour(match: re.Match[str]) -> Colour:
    return next(name for name in _COLOURS if match[name])


def _only(values: Iterable[One]) -> One | None:
    different = set(values)
    return different.pop() if len(different) == 1 else None
