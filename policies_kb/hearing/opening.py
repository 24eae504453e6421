"""What a message says of the person without having been asked: only what it says for certain.

A question about a rule («中专要几年») is no statement about the person, and a title applied for is not held.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from policies_kb.hearing.choices import Choices, rungs
from policies_kb.hearing.flags import A_YEAR, YEARLY, Flags
from policies_kb.hearing.penalties import dated
from policies_kb.hearing.places import Places
from policies_kb.hearing.rounds import without_rounds
from policies_kb.hearing.said import Clause, Said
from policies_kb.hearing.spans import span
from policies_kb.hearing.statements import Strict, stated
from policies_kb.hearing.titles import Titles
from policies_kb.model.attribute import Attribute, Attributes
from policies_kb.rules.values import Lasting, OneOf, Since, Value

_DOING: Final = r"(?:搞|做|干|从事|是做|是搞|负责)(?:的是|的)?"
_MINE: Final = re.compile(r"我|单位|公司|在|们|my|we |i work")
_ELSE: Final = re.compile(r"干|工作|入行|从业|毕业|社保|参保|学时|论文|篇|技能|工证|insur|work")
_ME: Final = re.compile(r"我(?:是|有|持|拿)|i am |i'm |i hold |i have ")
_EMPLOYER: Final = re.compile(r"单位|公司|企|院|集团|局")
_APPLIES: Final = re.compile(r"报|申请|参加|通知|那次|评审|资格|apply")
#: A length or a day said so in passing is asked about: «没满五年», «去年才干上», «十来年».
_ROUGH: Final = re.compile(
    r"没满|不满|未满|没到|不到|不足|快[一二两三四五六七八九十\d]|将近|差不多|左右|[几来多]年|去年|前年|今年|刚|才|早年"
    r"|some years|almost|nearly"
)
#: Flags that a sentence may tell by their own cue words, if it has a word for the topic as well.
_CUED: Final = (
    "major_match", "assessments_passed", "civil_servant", "general_course", "insurance_paying", "commissioned_review",
)  # fmt: skip
_BY_FULL_NAME: Final = ("skill_level", "occupation", "award")


#: Somebody else; who asks for them («帮朋友问») means them all the same.
_OTHERS: Final = re.compile(
    r"^(?:我|我们|俺|有个|有一个|一个|听|看|像|跟|比如|人家)*的?(?:朋友|同事|同学|工友|室友|邻居|亲戚|老公|老婆|爱人|对象|媳妇"
    r"|哥|弟|姐|妹|儿子|女儿|徒弟|师傅|师兄|师弟|表哥|表弟|堂哥|堂弟|老乡|别人)(?!公司|单位|那边|的公司)"
    r"|^my (?:friend|colleague|wife|husband|brother|sister)"
)
_ON_BEHALF: Final = re.compile(r"(?:帮|替|给|代)\S{0,6}(?:问|查|看|咨询|打听|了解)|asking for|on behalf")
_ONESELF: Final = re.compile(
    r"我(?!们?的?(?:朋友|同事|同学|哥|弟|姐|妹|老公|老婆))|本人|自己|(?<![a-z])i(?![a-z])|my "
)


def _of_oneself(said: Said, on: dt.date) -> Said:
    """The clauses about the person alone, without the years that only name a round."""
    kept: list[Clause] = []
    other = False
    for clause in said.clauses:
        if _OTHERS.search(clause.plain) and not _ON_BEHALF.search(said.plain):
            other = True
        elif _ONESELF.search(clause.plain):
            other = False
        if not other:
            kept.append(Clause(clause.raw, without_rounds(clause.plain, on)))
    return said.read_as(tuple(kept))


class Opening:
    """Understands messages that answer no question."""

    def __init__(self, attributes: Attributes, places: Places) -> None:
        self._attributes = attributes.by_name
        self._choices = {one.name: Choices(one, vague=False) for one in attributes if one.values}
        self._flags = {name: Flags(self._attributes[name]) for name in _CUED if name in self._attributes}
        self._strict = {
            name: Strict(self._attributes[name], rungs(attributes, name))
            for name in _BY_FULL_NAME
            if name in self._attributes
        }
        self._places = places
        self._titles = (
            Titles(self._attributes["current_title"]) if "current_title" in self._attributes else None
        )
        self._readers: dict[str, Callable[[Said, dt.date], Value | None]] = {
            "region": lambda said, on: places.told(said),
            "education": lambda said, on: self._only("education", said),
            "years_of_work": self._work,
            "current_title": lambda said, on: self._titles.held(said) if self._titles else None,
            "years_in_title": self._years_in_title,
            "title_certificate": lambda said, on: self._certificate(said),
            "skill_level": lambda said, on: self._strict["skill_level"].named(said),
            "occupation": lambda said, on: self._strict["occupation"].named(said),
            "award": lambda said, on: self._strict["award"].named(said),
            "specialty": lambda said, on: self._specialty(said),
            "employer_type": lambda said, on: self._employer("employer_type", said),
            "employer_level": lambda said, on: self._employer("employer_level", said),
            "identity": lambda said, on: self._identity(said),
            "registration_revoked": lambda said, on: dated("registration_revoked", said, on),
            "fraud_found": lambda said, on: dated("fraud_found", said, on),
        }

    def told(self, said: Said, on: dt.date) -> Iterator[tuple[str, Value]]:
        """Each attribute that is told, with its value."""
        said = _of_oneself(stated(said), on)
        for name, read in self._readers.items():
            value = read(said, on) if name in self._attributes else None
            if value is not None and not (isinstance(value, Since | Lasting) and _ROUGH.search(value.words)):
                yield name, value
        for name, flags in self._flags.items():
            clauses = self._cued(self._attributes[name], said)
            if name in YEARLY:  # of which years, is asked
                clauses = tuple(clause for clause in clauses if not A_YEAR.search(clause.plain))
            told = flags.told(clauses)
            if told is not None:
                yield name, told

    def _identity(self, said: Said) -> OneOf | None:
        """«我是台湾人»; that somebody is what nearly everybody is, need not be told."""
        attribute = self._attributes["identity"]
        clauses = tuple(clause for clause in said.clauses if _ME.search(clause.plain) and not clause.asks)
        named = self._choices["identity"].named(clauses) if clauses else None
        return None if named and named.values == {attribute.usual} else named

    def _cued(self, attribute: Attribute, said: Said) -> tuple[Clause, ...]:
        return tuple(
            clause
            for clause in said.clauses
            if any(cue in clause.plain for cue in attribute.cues) and not clause.asks
        )

    def _only(self, name: str, said: Said) -> OneOf | None:
        """A value, where the message names no other («高中和大专要几年» is no statement)."""
        choices = self._choices[name]
        if any(clause.asks and choices.several(clause) for clause in said.clauses):
            return None
        named = [choices.named((clause,)) for clause in said.clauses]
        told = [one for one in named if one is not None]
        return told[0] if len({one.values for one in told}) == 1 else None

    def _work(self, said: Said, on: dt.date) -> Value | None:
        cues = self._attributes["years_of_work"].cues
        others = (
            [*self._attributes["years_in_title"].cues, "社保", "证"]
            if "years_in_title" in self._attributes
            else []
        )
        for clause in said.clauses:
            working = any(cue in clause.plain for cue in cues) and not any(
                cue in clause.plain for cue in others
            )
            value = span(clause.plain, on) if working and not clause.asks else None
            if value is not None:
                return replace(value, words=clause.raw)
        return None

    def _years_in_title(self, said: Said, on: dt.date) -> Value | None:
        """The clauses that speak of no other time belong to the title that is held."""
        if self._titles is None or not self._titles.held(said):
            return None
        own = self._attributes["years_in_title"].cues
        clauses: list[Clause] = []
        for clause in said.clauses:
            speaks = any(cue in clause.plain for cue in own)
            if (
                not clause.asks
                and not _APPLIES.search(clause.plain)
                and (speaks or (clauses and not _ELSE.search(clause.plain)))
            ):
                clauses.append(clause)
        value = span(",".join(clause.plain for clause in clauses), on, own)
        return (
            replace(value, words=clauses[0].raw if len(clauses) == 1 else said.raw.strip()) if value else None
        )

    def _certificate(self, said: Said) -> OneOf | None:
        if not any(cue in said.plain for cue in self._attributes["title_certificate"].cues):
            return None
        clauses = tuple(
            self._places.homely(clause)
            for clause in said.clauses
            if re.search(r"评的|发的|考的|拿的|评上|颁发", clause.plain) and not clause.asks
        )
        return self._choices["title_certificate"].named(clauses) if clauses else None

    def _specialty(self, said: Said) -> OneOf | None:
        choices = self._choices["specialty"]
        for clause in said.clauses:
            match = re.search(_DOING, clause.plain)
            if match and not clause.asks:
                found = choices.exactly_behind(clause, match.end())
                if found is not None:
                    return found
        return None

    def _employer(self, name: str, said: Said) -> OneOf | None:
        about = _EMPLOYER if name == "employer_level" else _MINE
        clauses = tuple(clause for clause in said.clauses if about.search(clause.plain) and not clause.asks)
        return self._choices[name].named(clauses) if clauses else None
