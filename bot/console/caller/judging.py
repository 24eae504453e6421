"""The verdict for what a caller told: of one notice and title, or of all at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.console.caller.told import Told
from bot.store import KeptCheck, Ranked
from policies_kb.catalogue import Case, Catalogue, Judged
from policies_kb.model.text import Lang
from policies_kb.wording.check import Findings, Item, Standing, findings, items

#: What can still change a verdict and has not been asked, or not been told exactly enough.
_ASKABLE = (Standing.NEXT, Standing.OPEN, Standing.VAGUE)


@dataclass(frozen=True)
class Judgement:
    """The verdicts on a day, the best first, and the attribute to ask about next."""

    catalogue: Catalogue
    case: Case | None
    judged: tuple[Judged, ...]
    following: str | None
    on: dt.date

    def items(self, lang: Lang) -> tuple[Item, ...]:
        """The questions of the form."""
        return items(self.judged, self.following, lang)

    def findings(self, lang: Lang) -> tuple[Findings, ...]:
        """The verdicts in words."""
        return tuple(findings(one, self.catalogue.knowledge, lang) for one in self.judged)

    @property
    def ranked(self) -> tuple[Ranked, ...]:
        """The verdicts alone."""
        return tuple(
            Ranked(one.notice.id, one.rules.target, str(one.explanation.verdict)) for one in self.judged
        )

    def kept(self, answers: Mapping[str, Any]) -> KeptCheck:
        """What is kept: of the answers those that the rules use, nothing of the person."""
        used = {item.attribute.name for item in self.items("zh")}
        publication = self.catalogue.publication
        return KeptCheck(
            self.case.notice if self.case else None,
            self.case.target if self.case else None,
            {name: answer for name, answer in answers.items() if name in used},
            publication.number if publication else None,
            self.ranked,
            self.on,
        )


def judge(catalogue: Catalogue, told: Told, on: dt.date) -> Judgement:
    """Judge; it may take a tenth of a second, so it is called in a thread."""
    verdicts = catalogue.verdicts
    if told.case is None:
        screened = tuple(verdicts.screen(told.answers, on))
        return Judgement(catalogue, None, screened, _next(verdicts.following_of_many(screened), screened), on)
    judged = verdicts.check(told.case, told.answers, on)
    asked = verdicts.following(told.case, told.answers, on)
    following = _next(asked.attribute.name if asked else None, (judged,))
    return Judgement(catalogue, told.case, (judged,), following, on)


def _next(asked: str | None, judged: tuple[Judged, ...]) -> str | None:
    """What to ask, but not what was told exactly: there the notice itself leaves open up to which day time counts."""
    missing = dict.fromkeys(name for one in judged for name in one.explanation.outcome.missing)
    if asked is None or asked in missing:
        return asked
    return next((name for name in missing if name not in judged[0].facts), None)


def still_open(form: tuple[Item, ...]) -> int:
    """How many questions can still change a verdict."""
    return sum(item.standing in _ASKABLE for item in form)
