"""Where a person works: the regions that are listed, a slip of the input method forgiven."""

from __future__ import annotations

import re
from typing import Final

from policies_kb.hearing.said import Clause, Said, denied
from policies_kb.model.regions import Regions
from policies_kb.rules.values import Located
from policies_kb.terms import Name, Names, Recogniser, Term

_FROM: Final = re.compile(
    r"(?:从|来自|老家(?:在|是)?|户口(?:在|是)?|户籍(?:在|是)?|出生(?:在|于)?|原来(?:在|是)?"
    r"|以前(?:在|是)?|之前(?:在|是)?|原先在|毕业于|离开|from |used to work in )$"
)
_GRANTED: Final = re.compile(
    r"\S{0,3}?(?:评的|评上|发的|考的|拿的|颁|的证|证书|的高工|的职称|毕业|人(?![和才事社力]))"
)
_WORK: Final = re.compile(
    r"单位|公司|企业|现在|目前|工作|上班|工地|项目|干|就职|任职|院|局|这边|work|employer|company|based"
)
_NOW_HERE: Final = re.compile(r"我|现在|目前|上班|now|i work|i am")
_SURELY: Final = re.compile(
    r"(?:单位|公司|企业|人|我|我们|现在|目前|工作|上班|就|常年|一直|长期)\S{0,6}?在$|(?:i work"
    r"|i am|working|employed|based|company is|employer is) (?:in|at) $|我是$"
)
_SURELY_BEHIND: Final = re.compile(
    r"\S{0,6}?(?:工作|上班|工地|干|做|搞|的(?:公司|单位|企业|项目)|这边(?:的)?(?:公司|单位"
    r"|企业|工作|干|上班)|就职|任职)"
)
_HERE: Final = re.compile(r"本地|当地|本县|本区|本市|同城|这边|这里|此地|here|local")
_AWAY: Final = re.compile(
    r"外地|外省|省外|老家|异地|外市|其他城市|别的城市|elsewhere|another (?:city|province|place)|other province"
)


#: «我是江西的», «江西人»: where somebody comes from.
_ORIGIN_BEHIND: Final = re.compile(r"的$|人|籍|来的|过来")


class Places:
    """Understands where something is."""

    def __init__(self, regions: Regions) -> None:
        self._regions = regions
        names = (
            Name(written, "region", region.name)
            for region in regions.all
            for written in (region.name, region.en, *region.aliases)
        )
        self._recogniser = Recogniser(Names.of(names))
        tops = [region for region in regions.all if region.within is None]
        self._home = max(
            tops, key=lambda top: sum(regions.covers(top.name, one.name) for one in regions.all), default=None
        )

    def reply(self, said: Said) -> Located | None:
        """A reply to «where do you work»: the narrowest place of the clause that speaks of work."""
        found = [(clause, term) for clause in said.clauses for term in self._present(clause)]
        if not found:
            return self._outside(said)
        # A slip of the input method («里水») counts only where no place is written as it is.
        found = [one for one in found if _as_written(*one)] or found
        nearest = ([one for one in found if cue.search(one[0].plain)] for cue in (_NOW_HERE, _WORK))
        clause, term = next(filter(None, nearest), found)[0]
        for other_clause, other in found:
            if other.value != term.value and self._regions.covers(term.value, other.value):
                clause, term = other_clause, other
        return Located(term.value, words=clause.raw)

    def told(self, said: Said) -> Located | None:
        """A place that a sentence surely says the person works in."""
        for clause in said.clauses:
            for term in self._present(clause):
                before, behind = clause.plain[: term.start], clause.plain[term.end :]
                sure = _SURELY.search(before) or _SURELY_BEHIND.match(behind)
                origin = before.endswith("是") and _ORIGIN_BEHIND.match(behind)
                if sure and not origin and not clause.asks:
                    found = self.reply(Said(clause.raw))
                    if found is not None:
                        return found
        return None

    def here(self, clause: Clause, place: Located | None) -> bool | None:
        """Whether a clause speaks of the person's own `place`; None where it names none, or denies one."""
        for term in self._regional(clause.plain):
            if denied(clause.plain, term.start):
                continue
            if place is None:
                return self.ours(term.value)
            return self._regions.touch(place.region, term.value)
        for cue, answer in ((_AWAY, False), (_HERE, True)):
            match = cue.search(clause.plain)
            if match:
                return None if denied(clause.plain, match.start()) else answer
        return None

    def ours(self, region: str) -> bool:
        """Whether a region lies in the province that is listed in detail."""
        return self._home is not None and self._regions.covers(self._home.name, region)

    def homely(self, clause: Clause) -> Clause:
        """The clause with 本省 for every place of the own province, and 外省 for every other one."""
        plain = clause.plain
        for term in sorted(self._regional(plain), key=lambda term: -term.start):
            plain = plain[: term.start] + ("本省" if self.ours(term.value) else "外省") + plain[term.end :]
        return Clause(clause.raw, plain)

    def _regional(self, plain: str) -> list[Term]:
        """The regions named, one for each stretch of text."""
        terms: list[Term] = []
        for term in self._recogniser.find(plain):
            if term.facet == "region" and all(term.start >= other.end for other in terms):
                terms.append(term)
        return terms

    def _present(self, clause: Clause) -> list[Term]:
        return [
            term
            for term in self._regional(clause.plain)
            if not denied(clause.plain, term.start)
            and not _FROM.search(clause.plain[: term.start])
            and not _GRANTED.match(clause.plain[term.end :])
        ]

    def _outside(self, said: Said) -> Located | None:
        """«不在浙江», «不在永嘉»: outside the place that the question was about."""
        for clause in said.clauses:
            for term in self._regional(clause.plain):
                if self.ours(term.value) and denied(clause.plain, term.start):
                    return Located(f"{term.value}以外", words=clause.raw)
            if re.search(
                r"^(?:我|单位|公司|在|是|的)*(?:外省|省外)|another province|outside (?:the )?province",
                clause.plain,
            ):
                return Located(f"{self._home.name}以外", words=clause.raw) if self._home else None
        return None


def _as_written(clause: Clause, term: Term) -> bool:
    """Whether a place is written with its own first characters."""
    return clause.plain[term.start : term.end][:2] in term.value
