"""Whether what a notice says can still be used on a day: not yet open, open, or closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from policies_kb.model.entries import Milestone
from policies_kb.model.fact import Fact
from policies_kb.model.notice import Notice
from policies_kb.model.text import Lang
from policies_kb.wording.forms import day
from policies_kb.wording.phrases import PHRASES


def validity(notice: Notice, facts: Sequence[Fact], on: dt.date, lang: Lang) -> str:
    """One line on the window that matters: the one asked for, else the applicants'. Empty where there is none."""
    asked = [fact.entry for fact in facts if isinstance(fact.entry, Milestone)]
    window = next((one for one in asked or _applicants(notice) if one.closes or one.opens), None)
    if window is None:
        return PHRASES["earlier_year"].in_(lang).format(year=notice.year) if notice.year < on.year else ""
    return _state(window, on, lang) or _year_passed(notice, on, lang)


def _applicants(notice: Notice) -> list[Milestone]:
    """The applicants' own window; where the notice gives none, the last day of anybody."""
    own = [one for one in notice.milestones if one.actor == "applicant" and one.closes]
    dated = sorted(
        (one for one in notice.milestones if one.closes), key=lambda one: one.closes or dt.date.min
    )
    return own[:1] or dated[-1:]


def _state(window: Milestone, on: dt.date, lang: Lang) -> str:
    what = window.what.in_(lang)
    if window.opens and on < window.opens:
        return PHRASES["not_yet"].in_(lang).format(what=what, day=day(window.opens).in_(lang))
    if window.closes and on > window.closes:
        return PHRASES["closed"].in_(lang).format(what=what, day=day(window.closes).in_(lang))
    if window.closes:
        days = (window.closes - on).days
        return PHRASES["open"].in_(lang).format(what=what, day=day(window.closes).in_(lang), days=days)
    return ""


def _year_passed(notice: Notice, on: dt.date, lang: Lang) -> str:
    return PHRASES["earlier_year"].in_(lang).format(year=notice.year) if notice.year < on.year else ""
