"""A check that was opened by its code: what held then beside what holds today."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from bot.console.caller.codes import written
from bot.console.caller.judging import Judgement, judge
from bot.console.caller.told import Told
from bot.store import KeptCheck, Ranked
from policies_kb.catalogue import Case, Catalogue
from policies_kb.model.text import Lang
from policies_kb.wording.check.asking import case_name
from policies_kb.wording.check.phrases import SHORT


@dataclass(frozen=True)
class Beside:
    """One title: the verdict then and today, None where it was not looked at, or cannot be any more."""

    name: str
    then: str | None
    today: str | None

    @property
    def differs(self) -> bool:
        """Whether it is another verdict today."""
        return self.then != self.today


@dataclass(frozen=True)
class Opened:
    """A kept check as it is shown. `lost` are answers that the attributes of today cannot express."""

    code: str
    written: str
    day: dt.date
    beside: tuple[Beside, ...]
    said: tuple[tuple[str, str], ...]
    lost: tuple[str, ...]
    is_gone: bool
    republished: bool

    @property
    def differs(self) -> bool:
        """Whether any verdict is another today."""
        return any(one.differs for one in self.beside)


def told_then(kept: KeptCheck, catalogue: Catalogue) -> Told:
    """What was told, as far as it can still be used; for all titles where that one is checked no more."""
    case = Case(kept.notice, kept.target) if kept.notice and kept.target else None
    there = case if case in catalogue.verdicts.every_case() else None
    return Told(there, catalogue.verdicts.usable(kept.answers))


def reopened(
    code: str, kept: KeptCheck, catalogue: Catalogue, on: dt.date, lang: Lang
) -> tuple[Opened, Told, Judgement]:
    """The check beside what holds on a day. It judges, so it is called in a thread."""
    told = told_then(kept, catalogue)
    judgement = judge(catalogue, told, on)
    is_gone = kept.notice is not None and told.case is None
    today = () if is_gone else judgement.ranked
    beside = tuple(_beside(one, kept.ranked, today, catalogue, lang) for one in _titles(kept.ranked, today))
    publication = catalogue.publication.number if catalogue.publication else None
    opened = Opened(
        code,
        written(code),
        kept.day,
        beside,
        tuple((one.attribute.label.in_(lang), one.said) for one in judgement.items(lang) if one.said),
        tuple(name for name in kept.answers if name not in told.answers),
        is_gone,
        kept.publication != publication,
    )
    return opened, told, judgement


def _titles(then: tuple[Ranked, ...], today: tuple[Ranked, ...]) -> tuple[Case, ...]:
    return tuple(dict.fromkeys(Case(one.notice, one.target) for one in (*then, *today)))


def _beside(
    case: Case, then: tuple[Ranked, ...], today: tuple[Ranked, ...], catalogue: Catalogue, lang: Lang
) -> Beside:
    return Beside(
        case_name(case, catalogue.knowledge, lang), _short(case, then, lang), _short(case, today, lang)
    )


def _short(case: Case, ranked: tuple[Ranked, ...], lang: Lang) -> str | None:
    words = {str(verdict): text.in_(lang) for verdict, text in SHORT.items()}
    found = (one.verdict for one in ranked if (one.notice, one.target) == (case.notice, case.target))
    verdict = next(found, None)
    return verdict and words.get(verdict, verdict)
