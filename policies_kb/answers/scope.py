"""What a question is about: the place, title, year and sector that are stated, now or earlier."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from policies_kb.answers.biography import held, is_round
from policies_kb.model.regions import Regions
from policies_kb.model.titles import LEVELS, ORDER
from policies_kb.search import is_shared
from policies_kb.terms.recogniser import Term

_COMPARED: Final = re.compile(
    r"[和跟与同、]|还是|区别|不同|不一样|一样|分别|各自|相比|比较|比一比|\bvs\b|differ|compare|both|\band\b|\bor\b"
)
#: Between two sides of a comparison.
_SIDES: Final = re.compile(r"[和跟与同、,，]|还是|\bvs\b|\band\b|\bor\b")
_NOT_A_SECTOR: Final = re.compile(r"^(局|部门|厅|委|主管部门|行政)")
_JOIN: Final = "|"


@dataclass(frozen=True)
class Scope:
    """Stated values by dimension; an empty tuple where nothing is stated."""

    notice: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    education: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing that tells notices apart is stated."""
        return not (self.notice or self.region or self.title or self.year or self.sector)

    @property
    def named(self) -> bool:
        """Whether a review is named: by a notice, a place, a sector, or a title with its year."""
        return bool(self.notice or self.region or self.sector or (self.title and self.year))

    @property
    def several(self) -> bool:
        """Whether reviews are named side by side: two places, two years or two sectors."""
        lists = (self.region, self.year, self.sector, self.notice)
        return any(len(values) > 1 for values in lists) or any(map(is_shared, self.notice))

    @property
    def names_one(self) -> bool:
        """Whether one notice is called by name."""
        return len(self.notice) == 1 and not is_shared(self.notice[0])

    def filled_from(self, kept: Scope) -> Scope:
        """This scope, with what it leaves open taken from what was said earlier."""
        return Scope(**{name: getattr(self, name) or getattr(kept, name) for name in _DIMENSIONS})

    def without(self, *names: str) -> Scope:
        """This scope with some dimensions left open."""
        return replace(self, **dict.fromkeys(names, ()))

    def kept(self) -> dict[str, str]:
        """As a conversation keeps it."""
        return {name: _JOIN.join(getattr(self, name)) for name in _DIMENSIONS if getattr(self, name)}


_DIMENSIONS: Final = tuple(Scope.__dataclass_fields__)


def from_kept(kept: Mapping[str, str]) -> Scope:
    """What a conversation kept, as a scope."""
    return Scope(**{name: tuple(kept[name].split(_JOIN)) for name in _DIMENSIONS if kept.get(name)})


def stated(plain: str, terms: Sequence[Term], this_year: int) -> Scope:
    """What a normalised text states."""
    return Scope(
        notice=_values(terms, "notice"),
        region=_values(terms, "region"),
        title=_titles(plain, terms),
        year=tuple(dict.fromkeys(_years(plain, terms, this_year))),
        sector=_sectors(plain, terms),
        education=_values(terms, "education"),
    )


def places_meant(regions: Regions, plain: str, terms: Sequence[Term]) -> tuple[str, ...]:
    """The places stated. One that only says where another lies («温州永嘉») is left out, unless both are compared."""
    places = [term for term in terms if term.facet == "region"]
    compared = compared_in(plain)
    return tuple(
        dict.fromkeys(
            outer.value
            for outer in places
            if not any(
                outer.value != inner.value
                and regions.covers(outer.value, inner.value)
                and (not compared or 0 <= inner.start - outer.end <= 1)
                for inner in places
            )
        )
    )


def compared_in(plain: str) -> bool:
    """Whether one thing is put beside another («和», «还是»): «从杭州跳到永嘉» names two places and compares none."""
    return bool(_COMPARED.search(plain))


def sides(plain: str, terms: Sequence[Term]) -> tuple[str, ...]:
    """The stretches of a comparison, each with a place, year, sector or name of its own; empty where there is one.

    «上虞23年初级和绍兴20年中级…»: what is said of one side does not hold for the other.
    """
    telling = [
        term
        for term in terms
        if term.facet in ("region", "sector", "notice") or (term.facet == "year" and is_round(plain, term))
    ]
    cuts = [0]
    for match in _SIDES.finditer(plain):
        before = any(cuts[-1] <= term.start and term.end <= match.start() for term in telling)
        if before and any(term.start >= match.end() for term in telling):
            cuts.append(match.end())
    if len(cuts) == 1:
        return ()
    return tuple(plain[start:end] for start, end in zip(cuts, [*cuts[1:], len(plain)], strict=True))


def to_come(term: Term) -> bool:
    """«明年» asks for the round after the one that is held: a word of the question, not the year of a round."""
    return term.facet == "year" and len(term.value) < 4 and int(term.value) > 0


def _values(terms: Iterable[Term], facet: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.value for term in terms if term.facet == facet))


def _titles(plain: str, terms: Sequence[Term]) -> tuple[str, ...]:
    """The titles applied for. A title that the person has («我高工是给排水专业») is left out."""
    wanted: list[str] = []
    has = held(plain, terms)
    for term in terms:
        if term.facet in ("title", "level") and term not in has:
            wanted += LEVELS.get(term.value, ()) if term.facet == "level" else (term.value,)
    named = {term.value for term in terms if term.facet == "title"} & set(wanted)
    # «永嘉初级助工»: the level only names the notice where one of its titles is named besides.
    wider = {title for level in LEVELS.values() if named & set(level) for title in level} - named
    return tuple(dict.fromkeys(title for title in wanted if title not in wider))


def _years(plain: str, terms: Sequence[Term], this_year: int) -> Iterable[str]:
    """The years of rounds. Beside a year in figures, «今年» and «去年» say when something happened to the person."""
    rounds = [term for term in terms if term.facet == "year" and is_round(plain, term)]
    figures = [term.value for term in rounds if len(term.value) == 4]
    return figures or [str(this_year + int(term.value)) for term in rounds]


def _sectors(plain: str, terms: Sequence[Term]) -> tuple[str, ...]:
    """Sectors named as such; «建设局» names an office, not a sector."""
    named = (term for term in terms if term.facet == "sector" and not _NOT_A_SECTOR.match(plain[term.end :]))
    return tuple(dict.fromkeys(term.value for term in named))


def or_professor(stated: Scope) -> Scope:
    """English calls both upper titles «senior engineer»: where no notice is on the one, the other is meant."""
    senior, professor = ORDER[-2:]
    return replace(stated, title=tuple(professor if title == senior else title for title in stated.title))
