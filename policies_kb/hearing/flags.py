"""Yes or no: from the cue words of an attribute, or from a bare «yes», «no», «no problem»."""

from __future__ import annotations

import re
from typing import Final

from policies_kb.hearing.forms import Forms
from policies_kb.hearing.said import Clause, Said
from policies_kb.model.attribute import Attribute
from policies_kb.rules.values import Flag, Unsure

_YES: Final = "yes"
_NO: Final = "no"
#: «公司考没考核，我从没见过»: whether it is so is left open.
_LEFT_OPEN: Final = re.compile(r"([一-鿿])[没不]\1")
#: «之前在老家交»: how it was before says nothing of how it is, where that is said too.
BEFORE: Final = re.compile(r"之前|以前|原来|原先|早先|过去")
#: «去了不聘的单位，后来又聘上到现在»: how it is now goes before how it was.
_NOW: Final = re.compile(r"现在|目前|至今|到今|眼下|\bnow\b|currently")
#: «除了2020年都合格»: what holds of all the others does not hold of one.
_EXCEPT: Final = re.compile(r"^除了?(?!此)|except |apart from ")
#: Attributes that ask for something of every year, and a year that is said to have none: «2019那年换公司，没有».
YEARLY: Final = frozenset({"assessments_passed"})
#: «2016年那年不合格，后面都合格»: whether that year still matters, the attribute alone does not tell.
A_YEAR: Final = re.compile(r"(?:19|20)\d\d|(?<!\d)\d\d年")
_SINCE_THEN: Final = re.compile(r"之后|以后|后来|后面|往后|此后|\d\d年?[、和,到至]|since|after that")
_LATELY: Final = re.compile(r"近[一二两三四五六\d]年|这[几三四五两]年|最近|last \w+ years")
_A_YEAR_WITHOUT: Final = re.compile(
    r"缺[^,;]{0,4}年|(?:只有|就|只)[^,;]{0,3}[一二两三123]年的?(?:$|[,;]|考|表|材|资)|(?:\d\d年?"
    r"|[那头前去今]年|[有少缺][一二两三]年|[一二两三]年)[^,;]{0,10}?(?:没有?(?!\S{0,4}不|断|缺|漏|问题|事|出"
    r"|掉|少|落|变|毛病)|空着|空白|缺失)"
)


class Flags:
    """Understands replies about one boolean attribute."""

    def __init__(self, attribute: Attribute) -> None:
        self._forms = Forms([*((cue, _YES) for cue in attribute.yes), *((cue, _NO) for cue in attribute.no)])
        self._likely = Forms((cue, _NO) for cue in attribute.likely_no)
        self._yearly = attribute.name in YEARLY
        usual = attribute.usual
        self._harmless = usual if isinstance(usual, bool) else attribute.harmless

    def told(self, clauses: tuple[Clause, ...]) -> Flag | None:
        """What cue words say. Of several the one that is out of the ordinary: one bad year spoils «all years»."""
        if any(clause.unsure for clause in clauses):
            clauses = tuple(clause for clause in clauses if not clause.hedged)
        clauses = tuple(clause for clause in clauses if not BEFORE.match(clause.plain)) or clauses
        current = tuple(clause for clause in clauses if _NOW.search(clause.plain)) if not self._yearly else ()
        if current != clauses and current and (told := self.told(current)) is not None:
            return told
        votes = [
            Flag((_YES in mention.meant) is not mention.denied, clause.raw)
            for clause in clauses
            if not clause.unsure and not _LEFT_OPEN.search(clause.plain)
            for mention in self._forms.find(clause.plain)
        ]
        if self._yearly:
            without = (clause for clause in clauses if _A_YEAR_WITHOUT.search(clause.plain))
            votes += [Flag(False, clause.raw) for clause in without]
        if not votes:
            likely = (one for one in clauses if not one.unsure and any(self._likely.find(one.plain)))
            votes = [Flag(False, clause.raw) for clause in likely]
        excepted = next((clause for clause in clauses if _EXCEPT.search(clause.plain)), None)
        if excepted is not None and votes and all(vote.value is self._harmless for vote in votes):
            return Flag(not self._harmless, excepted.raw)
        unusual = next((vote for vote in votes if vote.value is not self._harmless), None)
        return unusual or (votes[0] if votes else None)

    def reply(self, said: Said) -> Flag | Unsure | None:
        """A reply to the very question: cue words, or else a bare «yes» or «no», or that all is well."""
        told = self.told(said.clauses)
        if told is not None:
            return self._of_the_years_asked(told, said)
        if said.fine and not said.unsure:
            return Flag(self._harmless, said.raw.strip())
        return None if said.bare is None or said.unsure else Flag(said.bare, said.words())

    def _of_the_years_asked(self, told: Flag, said: Said) -> Flag | Unsure:
        """A bad year that is named, beside years that went well: it may lie before those that are asked about."""
        if not self._yearly or told.value is self._harmless or not A_YEAR.search(told.words):
            return told
        others = [clause for clause in said.clauses if clause.raw != told.words]
        well = [
            clause for clause in others if (vote := self.told((clause,))) and vote.value is self._harmless
        ]
        lately = next((clause for clause in well if _LATELY.search(clause.plain)), None)
        if lately is not None:
            return Flag(self._harmless, lately.raw)
        return Unsure(said.words()) if any(_SINCE_THEN.search(clause.plain) for clause in well) else told
