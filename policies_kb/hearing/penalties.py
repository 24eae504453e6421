"""Penalties: a registration revoked for lending the certificate, and cheating in an application."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Final

from policies_kb.hearing.said import Said, denied
from policies_kb.hearing.spans import day_of
from policies_kb.rules.values import Absent, Since, Unsure

_TOPICS: Final = {
    "registration_revoked": re.compile(r"挂证|挂靠证|撤销|吊销|注销|revoked|lending"),
    "fraud_found": re.compile(
        r"弄虚作假|造假|作假|虚假|假材料|假证|假学历|抄袭|剽窃|代写|取消(?:了)?(?:评审|申报|资格"
        r"|职称)?|查处|通报|cheat|fraud|false"
    ),
}
_CLEAN: Final = re.compile(
    r"清白|(?:没|无|不)(?:有|受过|挨过|犯过)?(?:过|任何)?(?:不良|处分|处罚|违纪|污点)|(?:处分|处罚|毛病|问题|事)(?:都|也)?没|没违规|干净|遵纪守法|良好|没犯|从不|clean"
)
#: As far back as something can lie whose day is not known.
_LONG_AGO: Final = 50


def penalty(name: str, said: Said, on: dt.date) -> Since | Absent | Unsure | None:
    """A reply to the question about one penalty. One that speaks of the other kind only denies this kind."""
    own = _happened(name, said)
    if own:
        day = day_of(said.plain, on)
        known = day or Since(dt.date(on.year - _LONG_AGO, 1, 1), on)
        return replace(known, words=said.raw.strip())
    if said.unsure:
        return None
    if any(_happened(other, said) for other in _TOPICS if other != name):
        return Absent(said.raw.strip())
    if said.none or said.fine or said.bare is False or _CLEAN.search(said.plain):
        return Absent(said.words())
    day = day_of(said.plain, on)
    if day is not None:
        return replace(day, words=said.raw.strip())
    return None


def dated(name: str, said: Said, on: dt.date) -> Since | None:
    """A penalty that a message tells unasked, with its day; without a day the question stays open."""
    about = [clause for clause in said.clauses if not clause.asks and _TOPICS[name].search(clause.plain)]
    stated = ",".join(clause.plain for clause in about)
    day = day_of(stated, on)
    if day is None or not _happened(name, said):
        return None
    return replace(day, words=said.raw.strip())


def _happened(name: str, said: Said) -> bool:
    """Whether a message says that it happened: the word for it, not denied."""
    for clause in said.clauses:
        match = _TOPICS[name].search(clause.plain)
        if (
            match
            and not denied(clause.plain, match.start())
            and not clause.plain.startswith(("没", "无", "从没", "从来没", "no ", "never"))
        ):
            return True
    return False
