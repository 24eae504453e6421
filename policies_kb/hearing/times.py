"""How long a person has worked, held a title or been insured: replies about durations."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Final

from policies_kb.hearing.places import Places
from policies_kb.hearing.said import Clause, Said, denied
from policies_kb.hearing.spans import bare_years, span
from policies_kb.model.attribute import Attribute
from policies_kb.rules.values import Absent, Lasting, Located, Since

#: «好几年»: at least two years, and nothing more can be said.
_SEVERAL: Final = re.compile(r"好几年|好些年|好多年|很多年|多年|several years|many years|years now")
_SEVERAL_MONTHS: Final = 24
#: «从入职就交», «一直在这交»: nobody says so of less than a year.
_UNBROKEN: Final = re.compile(
    r"一直(?!没|未|不)|入职(?:起|就|开始|以来|后)|(?:从|自)入职|没断|未断|没中断|没停|ever since|always"
)
#: «没在外地交过» says where, and not that there is none.
_NOT_AWAY: Final = re.compile(r"(?:没|未|不)有?(?:在|去|出)?(?:过)?(?:外|别|其他|出过?省|出过?市)")
_DENIES: Final = re.compile(r"没|未")
_RECENTLY: Final = re.compile(r"刚|才|今年|上个?月|这个月|本月|新来|just|recently|last month")
_UNBROKEN_MONTHS: Final = 12
_INSURANCE: Final = "local_insurance"
_NOT_BEGUN: Final = re.compile(
    r"还没(?:工作|上班|干|开始|毕业)|没(?:工作|上班|干)过|没经验|没有工作|在校|应届"
)


class Times:
    """Understands replies about the durations; knows the words by which each is told from the others."""

    def __init__(self, durations: tuple[Attribute, ...], places: Places) -> None:
        self._cues = {attribute.name: attribute.cues for attribute in durations}
        self._places = places

    def reply(
        self, asked: Attribute, said: Said, on: dt.date, place: Located | None
    ) -> Since | Lasting | Absent | None:
        """A reply to the very question."""
        clauses = self._here(asked, said.clauses, place)
        plain = ",".join(clause.plain for clause in clauses)
        value = span(plain, on, asked.cues) or bare_years(plain)
        if asked.optional and _never(asked, plain):
            return Absent(said.raw.strip())
        if value is not None:
            return replace(value, words=said.raw.strip())
        if not asked.optional:
            return Lasting(0, 0, None, said.raw.strip()) if _NOT_BEGUN.search(plain) else None
        if asked.name == _INSURANCE and _SEVERAL.search(plain):
            return Lasting(_SEVERAL_MONTHS, None, None, said.raw.strip())
        if asked.name == _INSURANCE and _UNBROKEN.search(plain) and not _RECENTLY.search(plain):
            return Lasting(_UNBROKEN_MONTHS, None, None, said.raw.strip())
        if asked.name == _INSURANCE and (_NOT_AWAY.search(plain) or self._paid_here(clauses, place)):
            return None
        away = len(clauses) < len(said.clauses) and all(_DENIES.search(clause.plain) for clause in clauses)
        return Absent(said.words()) if away or (said.none and not said.unsure) else None

    def told(
        self, attribute: Attribute, said: Said, on: dt.date, place: Located | None
    ) -> Since | Lasting | None:
        """What a reply to a neighbouring question says of it: clauses that speak of another time are left out."""
        others = [cue for name, cues in self._cues.items() if name != attribute.name for cue in cues]
        clauses = [
            clause
            for clause in self._here(attribute, said.clauses, place)
            if any(cue in clause.plain for cue in attribute.cues)
            or not any(cue in clause.plain for cue in others)
        ]
        plain = ",".join(clause.plain for clause in clauses)
        value = span(plain, on, attribute.cues)
        if value is None and attribute.name == _INSURANCE and _SEVERAL.search(plain):
            value = Lasting(_SEVERAL_MONTHS, None)
        return replace(value, words=said.raw.strip()) if value else None

    def _paid_here(self, clauses: tuple[Clause, ...], place: Located | None) -> bool:
        """Whether it is paid here, without a word of how long."""
        return any(self._places.here(clause, place) for clause in clauses)

    def _here(
        self, asked: Attribute, clauses: tuple[Clause, ...], place: Located | None
    ) -> tuple[Clause, ...]:
        """For insurance «here», the clauses about another place are left out."""
        if asked.name != _INSURANCE:
            return clauses
        return tuple(clause for clause in clauses if self._places.here(clause, place) is not False)


def _never(asked: Attribute, plain: str) -> bool:
    """«2016年评的，一直没聘»: the word that matters most is there, and always denied."""
    places = [match.start() for match in re.finditer(re.escape(asked.cues[0]), plain)] if asked.cues else []
    return bool(places) and all(denied(plain, place) for place in places)
