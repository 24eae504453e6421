"""What a question is about: the place, title, year and sector that are stated, now or earlier."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from policies_kb.model.regions import Regions
from policies_kb.model.titles import LEVELS, ORDER
from policies_kb.search import is_shared
from policies_kb.terms.recogniser import Term

_HELD_BEFORE: Final = re.compile(
    r"((?:我|本人)是?(?:[转参考晋]?(?:评|升|聘|转)(?:来|上来|过来|上去|上|过|到)?的)?|(?:手里|手上|已经|已)有了?|已是|已经是|现在?是?|持有?|拿到?|取得|任|当了?|聘|聘任|聘了|评了|评的|评上的?|考的|"
    r"考过|拿的|省外|外省)$"
)
_HELD_AFTER: Final = re.compile(
    r"^升(?=[初中高副正助工])|^(职称)?(证|证书|专业|聘了|聘满|资格证|当了|干了|做了|满|已经|后|以后|再申报)"
    r"|^(?!2\d年)(?:都|有|也|快)*[\d一二两三四五六七八九十]+个?[年月](?:多|半)?(?:了|[,，]|$)",
)
#: Behind a year that says when something happened: «2010年本科毕业», «2021年1月满五年», «去年到期».
_NOT_A_ROUND: Final = re.compile(
    r"^(的|度)?(那一?年|那时候?|那会儿?|在|从|就|刚|才|我|没|有|被|已|评上|年底|年初|年中|继续教育|学时|考核|年度考核|毕业|发表|取得|"
    r"入职|开始|参加工作|聘|社保|挂证|被|再|重新|还可以再|跟|来的|回|到期|过期|换|转|调|生|离|续|办的|上班|"
    r"那篇|那本|那个项目|那份|论文|业绩|发的|注册|考上|读|辞|退|升|交了|缴|拿)"
    r"|^(?:的|度)?[^,，。?？]{0,6}?(?:毕业|参加工作|入职|发表|取得|拿到?的|拿了|考的|评的|评上|聘的|满[\d一二三四五六七八九十两]|"
    r"来的|到期|过期)"
    r"|^\s?(?:0?[1-9]|1[0-2])月(?![^,，。]{0,4}(?:能|报|评|申|那|开|的通知|还))"
)
#: A place where the person did something need not be the place of a review: «在江苏交的», «上海毕业».
_DONE_THERE: Final = re.compile(
    r"^(?:那边|那儿|省|市)?(?:[交缴评拿考发读念办领取][^,，。]{0,4}的|参保|毕业|来的|过来|户籍|户口|读书|[交缴][了过的]?(?:社保|医保)|"
    r"读的|工作过|上过班|干过)"
    r"|^的(?:中级|高级|高工|正高|助工|工程师|资格)?(?:证|职称|社保|户口|学时|文凭)"
)
#: «从江西到永嘉来的»: the first is where somebody was. Beside «和» and the like both are meant.
_LEFT_BEFORE: Final = re.compile(r"(?:从|由|自)$")
_LEFT_BEHIND: Final = re.compile(r"^(?:那边|那儿|省|市)?(?:[过转调跳搬流]\S{0,2})?[来到去回]")
_ARRIVED: Final = re.compile(r"[到来至回]了?$")
#: Said before a place: «社保一直交在安徽», «毕业于江苏».
_DONE_AT: Final = re.compile(
    r"(?:[交缴]在了?|参保(?:地)?在|毕业于|户口在|户籍在|(?:社保|医保|学历)[^,，。]{0,4}在)$"
)
_COMPARED: Final = re.compile(
    r"[和跟与同、]|还是|区别|不同|不一样|一样|分别|各自|相比|比较|比一比|\bvs\b|differ|compare|both|\band\b|\bor\b"
)
#: Between two sides of a comparison.
_SIDES: Final = re.compile(r"[和跟与同、,，]|还是|\bvs\b|\band\b|\bor\b")
#: Before a place where a firm only has a site or an office.
_AWAY: Final = re.compile(r"(?:派?驻(?:在)?|外派(?:到|在)?|(?:常年|长期)在)$")
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
        if term.facet in ("region", "sector", "notice") or (term.facet == "year" and _is_round(plain, term))
    ]
    cuts = [0]
    for match in _SIDES.finditer(plain):
        before = any(cuts[-1] <= term.start and term.end <= match.start() for term in telling)
        if before and any(term.start >= match.end() for term in telling):
            cuts.append(match.end())
    if len(cuts) == 1:
        return ()
    return tuple(plain[start:end] for start, end in zip(cuts, [*cuts[1:], len(plain)], strict=True))


def stationed(plain: str, term: Term) -> bool:
    """«公司驻上海，绍兴那边…»: where a firm works away from home is not where its review is held, but a word."""
    return term.facet == "region" and bool(_AWAY.search(plain[: term.start]))


def to_come(term: Term) -> bool:
    """«明年» asks for the round after the one that is held: a word of the question, not the year of a round."""
    return term.facet == "year" and len(term.value) < 4 and int(term.value) > 0


def passed_through(plain: str, terms: Sequence[Term]) -> tuple[str, ...]:
    """Places where the person did something once, which need not be where a review is held."""
    places = [term for term in terms if term.facet == "region"]
    return tuple(term.value for term in places if _did(plain, term) or _left(plain, term))


def _did(plain: str, place: Term) -> bool:
    return bool(_DONE_THERE.match(plain[place.end :])) and not _ARRIVED.search(plain[: place.start])


def _left(plain: str, place: Term) -> bool:
    return bool(_LEFT_BEFORE.search(plain[: place.start]) and _LEFT_BEHIND.match(plain[place.end :]))


def done_at(plain: str, terms: Sequence[Term]) -> tuple[str, ...]:
    """The same of places before which it is said («社保一直交在安徽»); more often this tells where somebody works."""
    return tuple(
        term.value for term in terms if term.facet == "region" and _DONE_AT.search(plain[: term.start])
    )


def _values(terms: Iterable[Term], facet: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.value for term in terms if term.facet == facet))


def held(plain: str, terms: Sequence[Term]) -> tuple[Term, ...]:
    """The titles that the person has («我手里已经有技术员了»)."""
    titles = (term for term in terms if term.facet in ("title", "level"))
    return tuple(
        term
        for term in titles
        if _HELD_BEFORE.search(plain[: term.start]) or _HELD_AFTER.match(plain[term.end :])
    )


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
    rounds = [term for term in terms if term.facet == "year" and _is_round(plain, term)]
    figures = [term.value for term in rounds if len(term.value) == 4]
    return figures or [str(this_year + int(term.value)) for term in rounds]


def _is_round(plain: str, term: Term) -> bool:
    """Whether a year names a round, and not when something happened («2020那年没修够»)."""
    return not _NOT_A_ROUND.match(plain[term.end :])


def _sectors(plain: str, terms: Sequence[Term]) -> tuple[str, ...]:
    """Sectors named as such; «建设局» names an office, not a sector."""
    named = (term for term in terms if term.facet == "sector" and not _NOT_A_SECTOR.match(plain[term.end :]))
    return tuple(dict.fromkeys(term.value for term in named))


def or_professor(stated: Scope) -> Scope:
    """English calls both upper titles «senior engineer»: where no notice is on the one, the other is meant."""
    senior, professor = ORDER[-2:]
    return replace(stated, title=tuple(professor if title == senior else title for title in stated.title))
