"""Finds the names of the notices in a text, exactly first, then by sound (a slip of the input method)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from policies_kb.terms.names import Name, Names
from policies_kb.terms.normalise import normalise
from policies_kb.terms.sounds import near, sounds
from policies_kb.terms.writings import Writings
from policies_kb.terms.years import years

#: What each facet becomes in a masked text: one letter, so that a classifier sees «a place» and not which.
MASKS: Final[Mapping[str, str]] = {
    "region": "π",
    "title": "τ",
    "level": "τ",
    "sector": "σ",
    "notice": "ν",
    "year": "υ",
    "date": "δ",
    "span": "υ",
    "education": "ε",
    "specialty": "ξ",
    "occupation": "ο",
}
#: Facets whose names are short and well known enough to be guessed from their sound.
_BY_SOUND: Final = frozenset({"region", "title", "level", "education"})
#: Names of sectors are guessed only where they are long: many words sound like 建设 or 国土.
_LONG_BY_SOUND: Final = frozenset({"sector"})
_LONG: Final = 4
#: Words that sound like a level and are none («高技能»).
_NO_SLIPS: Final = frozenset(
    {
        "高技",
        "中技",
        "初技",
        "高几",
        "中几",
        "初几",
        "学时",
        "学识",
        "中直",
        "中值",
        "中止",
        "高值",
        "高质",
        "高知",
    }
)
#: A place is guessed from a near sound only where a place stands: first, with its kind or a year behind it.
_PLACE_BEHIND: Final = re.compile(r"[市县区]|\s?(?:20)?\d\d(?!\d)")
#: A number of a document with a word behind it («126号文»).
_NUMBERED: Final = re.compile(r"(\d+号)([一-鿿]{1,2})")
_HAN: Final = re.compile(r"[一-鿿]+")


@dataclass(frozen=True)
class Term:
    """A name found in a text. Positions count characters of the normalised text."""

    facet: str
    value: str
    start: int
    end: int


class Recogniser:
    """Finds every name, the longest first; a stretch of text belongs to one name only.

    One written form may mean several values (two facets, or two regions): all are given, over the same stretch.
    A notice's own name («永嘉助工») may hold other names (永嘉, 助工): those are found inside it as well.
    """

    def __init__(self, names: Names) -> None:
        self._by_writing: dict[str, list[Name]] = defaultdict(list)
        self._notices: dict[str, list[Name]] = defaultdict(list)
        for name in names.all:
            group = self._notices if name.facet == "notice" else self._by_writing
            group[normalise(name.written)].append(name)
        self._exact = Writings(self._by_writing)
        self._notice = Writings(self._notices)
        self._by_sound: dict[tuple[str, ...], list[Name]] = defaultdict(list)
        for written, meant in self._by_writing.items():
            if _HAN.fullmatch(written) and len(written) >= 2:
                facets = _BY_SOUND | _LONG_BY_SOUND if len(written) >= _LONG else _BY_SOUND
                self._by_sound[sounds(written)] += [name for name in meant if name.facet in facets]
        self._places_near: dict[tuple[str, ...], list[Name]] = defaultdict(list)
        for heard, meant in self._by_sound.items():
            self._places_near[near(heard)] += [name for name in meant if name.facet == "region"]
        self._numbered: dict[tuple[str, tuple[str, ...]], list[Name]] = defaultdict(list)
        for written, meant in self._notices.items():
            if match := _NUMBERED.fullmatch(written):
                self._numbered[match.group(1), sounds(match.group(2))] += meant

    def find(self, text: str) -> list[Term]:
        """Every name in `text`, in the order of the text."""
        plain = normalise(text)
        terms = [
            Term(name.facet, name.value, start, end)
            for start, end in self._exact.find(plain)
            for name in self._by_writing[plain[start:end]]
        ]
        terms += [
            Term(facet, value, start, end)
            for start, end, facet, value in years(plain)
            if _free(terms, start, end)
        ]
        terms += self._sounding_like(plain, terms)
        terms += [
            Term(name.facet, name.value, start, end)
            for start, end in self._notice.find(plain)
            for name in self._notices[plain[start:end]]
        ]
        terms += self._numbered_by_sound(plain, terms)
        return sorted(terms, key=lambda term: (term.start, term.facet, term.value))

    def _numbered_by_sound(self, plain: str, found: Sequence[Term]) -> list[Term]:
        """Numbers of documents whose last word was mistyped (126号闻 → 126号文)."""
        return [
            Term(name.facet, name.value, match.start(), match.start() + len(count) + length)
            for match in re.finditer(r"(?<!\d)(\d+号)([一-鿿]{1,2})", plain)
            for length in (2, 1)
            for count, word in [(match.group(1), match.group(2)[:length])]
            for name in self._numbered.get((count, sounds(word)), ())
            if not any(t.facet == "notice" and t.start == match.start() for t in found)
        ]

    def _sounding_like(self, plain: str, found: Sequence[Term]) -> list[Term]:
        """Names that sound like a stretch of the text and share a character with it (邵兴 → 绍兴)."""
        terms: list[Term] = []
        for run in _HAN.finditer(plain):
            heard = sounds(run.group())
            if len(heard) != len(run.group()):
                continue
            for length in range(min(6, len(heard)), 1, -1):
                for offset in range(len(heard) - length + 1):
                    start, end = run.start() + offset, run.start() + offset + length
                    names = self._by_sound.get(heard[offset : offset + length], ())
                    if not names and start == 0 and _PLACE_BEHIND.match(plain, end):
                        names = self._places_near.get(near(heard[offset : offset + length]), ())
                    if not names or plain[start:end] in _NO_SLIPS or not _free([*found, *terms], start, end):
                        continue
                    said = plain[start:end]
                    terms += [
                        Term(name.facet, name.value, start, end)
                        for name in names
                        if any(one == other for one, other in zip(said, normalise(name.written)))  # noqa: B905
                    ]
        return terms


def mask(text: str, terms: Iterable[Term], facets: Mapping[str, str] = MASKS) -> str:
    """The normalised text with each found name replaced by its facet's letter; the longest names win."""
    plain = normalise(text)
    letters: dict[tuple[int, int], str] = {}
    named: dict[tuple[int, int], Term] = {}
    for term in terms:
        if term.facet in facets:
            named.setdefault((term.start, term.end), term)
    for term in sorted(named.values(), key=lambda term: term.start - term.end):
        if all(term.end <= start or term.start >= end for start, end in letters):
            letters[term.start, term.end] = facets[term.facet]
    for (start, end), letter in sorted(letters.items(), reverse=True):
        plain = plain[:start] + letter + plain[end:]
    return plain


def _free(terms: Iterable[Term], start: int, end: int) -> bool:
    return all(end <= term.start or start >= term.end for term in terms)
