"""The counts that a message names, each with the attribute beside whose words it stands."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from policies_kb.hearing.numerals import Number, above, numbers
from policies_kb.hearing.said import Clause, Said
from policies_kb.hearing.spans import without_moments
from policies_kb.model.attribute import Attribute
from policies_kb.rules.values import Between

#: Stands for «or more»: no count of hours, papers or points comes near it.
BOUNDLESS: Final = 100_000.0
_LEAST: Final = re.compile(
    r"(?:至少|起码|最少|不少于|不低于|超过|多于|大于|不止|满|(?:都|均|全|已)超|(?:都|均|全)过|过了|over"
    r"|more than|at least|>=?)(?:了"
    r"|有|是|达到|也有|都有)?\s?$"
)
_LESS: Final = re.compile(
    r"(?:没有|不到|不足|不满|未满|没到|没满|少于|低于|差点|接近|快"
    r"|less than|under|below|nearly|almost)(?:了|有|到|也)?\s?$"
)
_ABOUT: Final = re.compile(r"大概|大约|约|差不多|估计|about|around|roughly")
_BEHIND: Final = re.compile(
    r"\s?(?:个|篇|本|部|项)?(?:学时|课时|小时|学分|分|hours?|points?"
    r"|papers?)?(?:的)?(?P<cue>及?以上|往上|朝上|都超|都过线|有余|以下|以内|不到|左右|上下|出头|or more|plus"
    r"|\+)"
)
_UNIT: Final = re.compile(
    r"\s?(?:个|来个)?(?:学时|课时|小时|学分|分|篇|本|部|hours?|h(?![a-z])|points?|papers?|books?|articles?)"
)
_ENDS: Final = re.compile(
    r"\s?(?:个|来个)?\s?(?:$|[多几余]|的|了|吧|左右|上下|出头|以上|往上|不到|都|够|足|加|外加"
    r"|一般公需|行业公需|公需|专业|[()]|or |plus"
    r"|a year|each|per|every|in |\+|,|/|·|、|和)"
)
_OTHER_UNIT: Final = re.compile(
    r"\s?(?:年|月|日|号|次|门|天|岁|人|元|万|家|名|位|years?|months?|days?|个(?:项目|人|单位|月))"
)
_ONLY_COUNTS: Final = re.compile(
    r"(?:一共|总共|共|有|是|就|才|只有|就是|记了|登记了|算)*\s?[\d一二两三四五六七八九十百]+多?个?(?:学时|课时|hours)"
)
#: What several years make together says nothing of the year with the fewest.
_SUM_OF_YEARS: Final = re.compile(
    r"[一二两三四五六七八九十\d几]年[^,;]{0,3}(?:加起来|一共|总共|合计|累计|共)"
)
#: «18和19都是一百多», «2019、20、21、22都够»: the years, not the hours.
_YEARS_LISTED: Final = re.compile(
    r"(?<!\d)(?:20)?[12]\d年?(?:\s?(?:、|和|及|跟|到|至|-)\s?(?:20)?[12]\d年?)+(?!\d|个?学时"
    r"|个?课时)(?=[^\d]*?(?:年|都|各|全|每|均|,|$))"
)
_LACKING: Final = re.compile(r"(?:差|(?<![至最])少|缺)(?:了|着)?$")
#: What may stand between a count and the word for it behind: «60个学时的专业课».
_LINK: Final = re.compile(r"\s?(?:个|篇|本)?(?:学时|课时|学分|小时|hours?)?(?:的|是|都是|of )?\s?")
#: Behind such a word the next count is the whole again.
_WHOLE: Final = re.compile(r"总|合计|加起来|合起来|一共|共计|in all|total")
#: As far as a word may stand from the number behind it and still claim it from the number before.
_NEAR: Final = 4


@dataclass(frozen=True, slots=True)
class Count:
    """A count, the attribute that its words name (None: none of them), and whether the clause names its unit."""

    amount: Between
    owner: str | None
    unit: bool
    clause: Clause


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    owner: str


class Kinds:
    """The numeric attributes and their words. One that has its unit for a word is the whole of that unit."""

    def __init__(self, numeric: tuple[Attribute, ...]) -> None:
        self._units = {one.name: one.unit.zh if one.unit else None for one in numeric}
        self._wholes = {one.name: one.cues for one in numeric if one.unit and one.unit.zh in one.cues}
        cues = {cue: one.name for one in numeric if one.name not in self._wholes for cue in one.cues}
        longest = sorted(cues, key=lambda cue: -len(cue))
        self._cues = cues
        words = "|".join(map(re.escape, longest)) or r"(?!)"
        self._pattern = re.compile(words)
        self._beside = re.compile(
            rf"(?:{words})(?:学时|课时|科目|课|的|是|有|占|就|才|只|大概|约|最少|每年|了)*\s?$"
        )

    def is_whole(self, attribute: Attribute) -> bool:
        """Whether its parts are attributes of their own."""
        return attribute.name in self._wholes

    def has_siblings(self, attribute: Attribute) -> bool:
        """Whether other attributes count in the same unit."""
        return sum(unit == self._units[attribute.name] for unit in self._units.values()) > 1

    def parts(self, attribute: Attribute) -> frozenset[str]:
        """The attributes that count the parts of a whole; none for any other attribute."""
        unit = self._units.get(attribute.name)
        if attribute.name not in self._wholes:
            return frozenset()
        return frozenset(
            name for name, other in self._units.items() if other == unit and name != attribute.name
        )

    def may_be_about(self, attribute: Attribute, clause: Clause) -> bool:
        """Whether a clause names this number or none."""
        owners = {cue.owner for cue in self._named(clause.plain)}
        return not owners or attribute.name in owners

    def counts(self, said: Said, on: dt.date) -> Iterator[Count]:
        """Every count of a message with its owner. A clause that only counts goes with the one before it:

        «公需课考合格了，有18学时» counts hours of that course.
        """
        before: str | None = None
        for clause in said.clauses:
            cues = self._named(clause.plain)
            unit = any(cue in clause.plain for cues_of in self._wholes.values() for cue in cues_of)
            found = list(_counts(clause, on, self._beside))
            carried = before if before is not None and _ONLY_COUNTS.match(clause.plain) else None
            dealt = [cue.owner for cue in cues] if _one_each(cues, found) else None
            for at, (number, amount) in enumerate(found):
                owner = dealt[at] if dealt else self._owner(clause.plain, number, cues)
                yield Count(amount, owner or carried, unit, clause)
            before = cues[-1].owner if cues and not found else None

    def _named(self, plain: str) -> list[_Cue]:
        return [
            _Cue(match.start(), match.end(), self._cues[match.group()])
            for match in self._pattern.finditer(plain)
        ]

    def _owner(self, plain: str, number: Number, cues: list[_Cue]) -> str | None:
        """The word right before the count, or else the one right behind it."""
        ahead = [cue for cue in cues if cue.end <= number.start]
        if ahead and not _WHOLE.search(plain, ahead[-1].end, number.start):
            return ahead[-1].owner
        for cue in cues:
            if cue.start >= number.end and _LINK.fullmatch(plain, number.end, cue.start):
                following = next((one for one in numbers(plain) if one.start >= cue.end), None)
                claimed = following is not None and following.start - cue.end <= _NEAR
                if not (claimed and self._units[cue.owner] in self._whole_units()):
                    return cue.owner
        return None

    def _whole_units(self) -> frozenset[str | None]:
        return frozenset(self._units[name] for name in self._wholes)


def _one_each(cues: list[_Cue], found: list[tuple[Number, Between]]) -> bool:
    """«专业和公需分别是60和30»: as many words as counts, all the words first."""
    return len(cues) > 1 and len(cues) == len(found) and cues[-1].end <= found[0][0].start


def _counts(clause: Clause, on: dt.date, beside: re.Pattern[str]) -> Iterator[tuple[Number, Between]]:
    """The counts of a clause; where one has a unit, the bare numbers beside it count something else,
    but for those right behind a word for what they count."""
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
    named = [number for number in alone if number not in counted and beside.search(plain, 0, number.start)]
    for number in sorted([*counted, *named], key=lambda one: one.start) or alone:
        if _LACKING.search(plain[: number.start]):
            continue
        yield number, _bounded(plain, number, clause)


def _bounded(plain: str, number: Number, clause: Clause) -> Between:
    before = plain[max(0, number.start - 16) : number.start]
    cue = _BEHIND.match(plain, number.end)
    behind = cue["cue"] if cue else ""
    low, high = number.low, number.high
    if behind.endswith("以上") or behind in {
        "往上",
        "朝上",
        "都超",
        "都过线",
        "有余",
        "or more",
        "plus",
        "+",
    }:
        return Between(low, BOUNDLESS, clause.raw)
    if _LEAST.search(before):
        return Between(low, BOUNDLESS, clause.raw)
    if behind in {"以下", "以内", "不到"} or _LESS.search(before):
        return Between(0, max(0.0, high - 1), clause.raw)
    if behind in {"左右", "上下"} or _ABOUT.search(before):
        return Between(round(low * 0.9), round(high * 1.1), clause.raw)
    return Between(low, above(high) - 1 if behind == "出头" else high, clause.raw)
