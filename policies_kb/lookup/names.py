"""Names in what was typed that say which notice is meant: place, year, title, sector, number, issuing office."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from policies_kb.lookup.grams import NUMBER
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.notice import Notice
from policies_kb.model.titles import LEVELS
from policies_kb.terms import normalise

_LONGEST: Final = 40
_BORDER: Final = re.compile(r"[a-z0-9]")
_NUMBER: Final = re.compile(r"(.+)〔(\d{4})〕(\d+)号")
#: Facets of facts that words of the vocabulary name.
_OF_FACTS: Final = ("education", "skill", "specialty", "occupation", "actor")


@dataclass(frozen=True)
class Named:
    """A stretch of the text (positions in characters) and what it names: (facet, value) of each meaning.

    What names notices has their common name itself as its value: a name may stand for thousands of them.
    """

    start: int
    end: int
    meanings: tuple[tuple[str, str], ...]


class NameBook:
    """Every name, by how it is written. Looked up stretch by stretch: it takes no longer when there are more."""

    def __init__(self, knowledge: Knowledge) -> None:
        written: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for name, facet, value in _names(knowledge):
            written[normalise(name)].add((facet, value))
        #: The ids of the notices of each name.
        self.notices: dict[str, list[str]] = defaultdict(list)
        for notice in knowledge.notices:
            for name in dict.fromkeys(map(normalise, _of_notice(notice))):
                self.notices[name].append(notice.id)
                written[name].add(("notice", name))
        self.written = {name: tuple(sorted(meanings)) for name, meanings in written.items() if name}
        self._longest = min(_LONGEST, max(map(len, self.written), default=0))

    def find(self, plain: str) -> list[Named]:
        """The names in normalised text, the longest first; a stretch has one name."""
        found: list[Named] = []
        taken = [False] * len(plain)
        for length in range(min(self._longest, len(plain)), 1, -1):
            for start in range(len(plain) - length + 1):
                end = start + length
                meanings = self.written.get(plain[start:end])
                if meanings and not any(taken[start:end]) and _stands_alone(plain, start, end):
                    found.append(Named(start, end, meanings))
                    # A notice's own name may hold other names (永嘉 and 初级 in 永嘉初级评审): they count as well.
                    if any(facet != "notice" for facet, _ in meanings):
                        taken[start:end] = [True] * length
        return found


def values_of(named: Iterable[Named]) -> dict[str, set[str]]:
    """The values that were named, by facet."""
    values: dict[str, set[str]] = defaultdict(set)
    for one in named:
        for facet, value in one.meanings:
            values[facet].add(value)
    return values


def without_names(text: str, named: Iterable[Named]) -> tuple[str, str]:
    """The words and the numbers of a text that are no names, each at its place.

    The name of a notice stays among the words, for facts may speak of it, unless it is a document's number; of numbers
    only years are taken away.
    """
    words = numbers = text
    for one in named:
        blank = " " * (one.end - one.start)
        if any(facet == "year" for facet, _ in one.meanings):
            numbers = numbers[: one.start] + blank + numbers[one.end :]
        if any(facet != "notice" for facet, _ in one.meanings) or NUMBER.search(text, one.start, one.end):
            words = words[: one.start] + blank + words[one.end :]
    return NUMBER.sub(lambda digits: " " * len(digits.group()), words), numbers


def _stands_alone(plain: str, start: int, end: int) -> bool:
    """Latin letters and digits are names only where no other letter or digit goes on."""
    before, after = plain[start - 1 : start], plain[end : end + 1]
    digit = plain[start].isdigit()
    if _BORDER.match(plain[start]) and (before.isdigit() if digit else _BORDER.match(before)):
        return False
    last = plain[end - 1]
    return not (_BORDER.match(last) and (after.isdigit() if last.isdigit() else _BORDER.match(after)))


def _names(knowledge: Knowledge) -> Iterator[tuple[str, str, str]]:
    for region in knowledge.region_list:
        yield from ((name, "place", region.name) for name in (region.name, region.en, *region.aliases))
    words = knowledge.vocabulary
    for word in words.sector:
        yield word.name.zh, "sector", word.value
    for facet in ("sector", "title", *_OF_FACTS):
        for word in getattr(words, facet):
            yield from ((name, facet, word.value) for name in (word.value, *word.aliases))
    for word in words.level:
        for title in LEVELS.get(word.value, ()):
            yield from ((name, "title", title) for name in (word.value, *word.aliases))
    for year in sorted({str(notice.year) for notice in knowledge.notices}):
        for name in (year, f"{year}年", f"{year}年度", year[2:], f"{year[2:]}年", f"{year[2:]}年度"):
            yield name, "year", year


def _of_notice(notice: Notice) -> Iterator[str]:
    yield from notice.aliases
    yield from (issuer.zh for issuer in notice.issuers)
    if match := _NUMBER.fullmatch(notice.number or ""):
        office, dated, count = match.groups()
        yield from (
            f"{office}{year}{count}号" for year in (f"[{dated}]", f"({dated})", f"〔{dated}〕", dated, "")
        )
        yield from (f"{dated}{count}号", f"{count}号文", f"{count}号", count, office)
