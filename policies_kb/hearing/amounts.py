"""Numbers that are no time: hours of continuing education, papers, points."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from policies_kb.hearing.numerals import Number, above, numbers
from policies_kb.hearing.said import Clause, Said
from policies_kb.hearing.spans import without_moments
from policies_kb.model.attribute import Attribute
from policies_kb.rules.values import Between

#: Stands for «or more»: no count of hours, papers or points comes near it.
BOUNDLESS: Final = 100_000.0
_LEAST: Final = re.compile(
    r"(?:至少|起码|最少|不少于|不低于|超过|多于|大于|不止|满|over|more than|at least|>=?)(?:了"
    r"|有|是|达到|也有|都有)?\s?$"
)
_LESS: Final = re.compile(
    r"(?:不到|不足|不满|未满|没到|没满|少于|低于|差点|接近|快|less than|under|below|nearly|almost)(?:了|有|到|也)?\s?$"
)
_ABOUT: Final = re.compile(r"大概|大约|约|差不多|估计|about|around|roughly")
_BEHIND: Final = re.compile(
    r"\s?(?:个|篇|本|部|项)?(?:学时|课时|小时|学分|分|hours?|points?"
    r"|papers?)?(?:的)?(?P<cue>及?以上|往上|朝上|以下|以内|不到|左右|上下|出头|or more|plus"
    r"|\+)"
)
_UNIT: Final = re.compile(
    r"\s?(?:个|来个)?(?:学时|课时|小时|学分|分|篇|本|部|hours?|h(?![a-z])|points?|papers?|books?|articles?)"
)
_ENDS: Final = re.compile(
    r"\s?(?:个|来个)?\s?(?:$|[多几余]|的|了|吧|左右|上下|出头|以上|往上|不到|够|足|or |plus"
    r"|a year|each|per|every|in |\+|,|/|·|、|和)"
)
_OTHER_UNIT: Final = re.compile(
    r"\s?(?:年|月|日|号|次|门|天|岁|人|元|万|家|名|位|years?|months?|days?|个(?:项目|人|单位|月))"
)
_ONLY_COUNTS: Final = re.compile(
    r"(?:一共|总共|共|有|是|就|才|只有|就是|记了|登记了|算)*\s?[\d一二两三四五六七八九十百]+多?个?(?:学时|课时|hours)"
)
_ENOUGH: Final = re.compile(
    r"达标|(?<![不没])够|足够|达到|符合|满足|学满|修满|没问题|都满|不缺|enough|met|sufficient|as required"
)
_SHORT: Final = re.compile(r"不够|没够|不达标|没达标|未达标|不足|没学满|没修满|没满|差|缺|not enough|short")
#: What several years make together says nothing of the year with the fewest.
_SUM_OF_YEARS: Final = re.compile(
    r"[一二两三四五六七八九十\d几]年[^,;]{0,3}(?:加起来|一共|总共|合计|累计|共)"
)
#: «18和19都是一百多», «2019、20、21、22都够»: the years, not the hours.
_YEARS_LISTED: Final = re.compile(
    r"(?<!\d)(?:20)?[12]\d年?(?:\s?(?:、|和|及|跟|到|至|-)\s?(?:20)?[12]\d年?)+(?!\d|个?学时|个?课时)(?=[^\d]*?(?:年|都|各|全|每|均|,|$))"
)
_EACH_KIND: Final = re.compile(
    r"(?<=[\d学课分多])(?:个?学时|个?课时)?(?:加|和|、|另|外加)?(?=(?:行业公需|一般公需|公需|专业))"
)
_NOT_ONE: Final = re.compile(r"一(?:个|篇|本|点|学)\S{0,4}?[都也](?:没|无)")
_LACKING: Final = re.compile(r"(?:差|(?<![至最])少|缺)(?:了|着)?$")
_LEFT_OUT: Final = re.compile(r"没(?:有)?(?:学|上课|修|参加|学时)(?!满|够|完)")
_NOTHING: Final = re.compile(
    r"^(?:一篇|一个|什么|啥|我|还|都|也|论文|目前|暂时)*(?:没|无|零|none|no(?![a-z])|not |zero"
    r"|0$)|[都也](?:没有?|无)(?:过|的|了|写)?$"
)


class Amounts:
    """Understands replies about the numeric attributes; knows the words by which each is told from the others."""

    def __init__(self, numeric: tuple[Attribute, ...]) -> None:
        self._cues = {attribute.name: attribute.cues for attribute in numeric}

    def reply(self, attribute: Attribute, said: Said, on: dt.date, demand: float | None) -> Between | None:
        """A reply to the very question: the smallest of the numbers named; papers and books are added up."""
        clauses = self._about(attribute, said)
        for clause in clauses:
            if not attribute.optional and _NOT_ONE.search(clause.plain):
                return Between(0, 0, clause.raw)
        named = [(number, clause) for clause in clauses for number in _counts(clause, on)]
        if named:
            left_out = [clause for clause in clauses if _LEFT_OUT.search(clause.plain)]
            return _together(attribute, [*named, *((Between(0, 0, one.raw), one) for one in left_out)])
        if said.unsure:
            return None
        for clause in clauses:
            if demand is not None and _SHORT.search(clause.plain):
                return Between(0, max(0.0, demand - 1), clause.raw)
            if demand is not None and _ENOUGH.search(clause.plain):
                return Between(demand, BOUNDLESS, clause.raw)
            if not attribute.optional and _NOTHING.search(clause.plain):
                return Between(0, 0, clause.raw)
        return None

    def told(self, attribute: Attribute, said: Said, on: dt.date) -> Between | None:
        """What a message says of the number although it was not asked: it has one of the words for it."""
        clauses = [
            clause for clause, owner in self._owned(said) if not clause.asks and owner == attribute.name
        ]
        named = [(number, clause) for clause in clauses for number in _counts(clause, on)]
        return _together(attribute, named) if named else None

    def _about(self, attribute: Attribute, said: Said) -> list[Clause]:
        """The clauses about this number; those that name another one are left out."""
        return [clause for clause, owner in self._owned(said) if owner in (attribute.name, None)]

    def _owned(self, said: Said) -> Iterator[tuple[Clause, str | None]]:
        """Each clause with the number it is about. A clause that only counts goes with the one before it:

        «公需课考合格了，有18学时» counts hours of that course.
        """
        before: str | None = None
        for clause in (part for whole in said.clauses for part in _parts(whole)):
            owner = self._owner(clause)
            if before is not None and _ONLY_COUNTS.match(clause.plain):
                owner = before
            before = owner if owner and not any(numbers(clause.plain)) else None
            yield clause, owner

    def _owner(self, clause: Clause) -> str | None:
        """Which number a clause is about: the one whose longest cue it has."""
        best = max(
            ((len(cue), name) for name, cues in self._cues.items() for cue in cues if cue in clause.plain),
            default=None,
        )
        return best[1] if best else None


def _parts(clause: Clause) -> Iterator[Clause]:
    """«专业72公需20» names two numbers in one clause: a part for each kind of hours."""
    if not _EACH_KIND.search(clause.plain):
        yield clause
        return
    for part in _EACH_KIND.split(clause.plain):
        if part:
            yield Clause(clause.raw, part)


def _counts(clause: Clause, on: dt.date) -> Iterator[Between]:
    """The counts of a clause; where one has a unit, the bare numbers beside it count something else."""
    listed = _YEARS_LISTED.sub(lambda match: "·" * len(match.group()), clause.plain)
    plain = without_moments(listed, on)
    if _SUM_OF_YEARS.search(plain):
        return
    found = [
        number
        for number in numbers(plain)
        if not _OTHER_UNIT.match(plain, number.end)
        and not (number.end < len(plain) and plain[number.end] == "·")
    ]
    counted = [number for number in found if _UNIT.match(plain, number.end)]
    alone = [number for number in found if _ENDS.match(plain, number.end)]
    for number in counted or alone:
        if _LACKING.search(plain[: number.start]):
            continue
        yield _bounded(plain, number, clause)


def _bounded(plain: str, number: Number, clause: Clause) -> Between:
    before = plain[max(0, number.start - 16) : number.start]
    cue = _BEHIND.match(plain, number.end)
    behind = cue["cue"] if cue else ""
    low, high = number.low, number.high
    if behind.endswith("以上") or behind in {"往上", "朝上", "or more", "plus", "+"}:
        return Between(low, BOUNDLESS, clause.raw)
    if _LEAST.search(before):
        return Between(low, BOUNDLESS, clause.raw)
    if behind in {"以下", "以内", "不到"} or _LESS.search(before):
        return Between(0, max(0.0, high - 1), clause.raw)
    if behind in {"左右", "上下"} or _ABOUT.search(before):
        return Between(round(low * 0.9), round(high * 1.1), clause.raw)
    return Between(low, above(high) - 1 if behind == "出头" else high, clause.raw)


def _together(attribute: Attribute, named: list[tuple[Between, Clause]]) -> Between:
    """The year with the fewest counts; works are added up (attributes counted in 篇)."""
    if attribute.unit is not None and attribute.unit.zh == "篇":
        low, high = sum(one.low for one, _ in named), sum(one.high for one, _ in named)
        return Between(low, high, named[0][1].raw)
    return min((one for one, _ in named), key=lambda one: (one.low, one.high))
