"""What a question is about: the place, title, year and sector that are stated, now or earlier."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from policies_kb.model.titles import LEVELS
from policies_kb.terms.recogniser import Term

_HELD_BEFORE: Final = re.compile(
    r"(我是?|本人是?|已是|已经是|现在?是?|持有?|拿到?|取得|任|当了?|聘|聘任|聘了|评了|省外|外省)$"
)
_HELD_AFTER: Final = re.compile(
    r"^(职称)?(证|证书|专业|聘了|聘满|资格证|当了|干了|做了|满|已经|后|以后|再申报)",
)
_NOT_A_ROUND: Final = re.compile(
    r"^(的|度)?(继续教育|学时|考核|年度考核|毕业|发表|取得|入职|开始|参加工作|聘|社保|挂证|被|再|重新|还可以再)",
)
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


def _values(terms: Iterable[Term], facet: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.value for term in terms if term.facet == facet))


def _titles(plain: str, terms: Sequence[Term]) -> tuple[str, ...]:
    """The titles applied for. A title that the person has («我高工是给排水专业») is left out."""
    wanted: list[str] = []
    for term in terms:
        if term.facet not in ("title", "level"):
            continue
        has = _HELD_BEFORE.search(plain[: term.start]) or _HELD_AFTER.match(plain[term.end :])
        if not has:
            wanted += LEVELS.get(term.value, ()) if term.facet == "level" else (term.value,)
    return tuple(dict.fromkeys(wanted))


def _years(plain: str, terms: Sequence[Term], this_year: int) -> Iterable[str]:
    for term in terms:
        if term.facet == "year" and not _NOT_A_ROUND.match(plain[term.end :]):
            yield term.value if len(term.value) == 4 else str(this_year + int(term.value))


def _sectors(plain: str, terms: Sequence[Term]) -> tuple[str, ...]:
    """Sectors named as such; «建设局» names an office, not a sector."""
    named = (term for term in terms if term.facet == "sector" and not _NOT_A_SECTOR.match(plain[term.end :]))
    return tuple(dict.fromkeys(term.value for term in named))
