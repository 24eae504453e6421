"""Whether what a notice says can still be used on a day: not yet open, open, or closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from policies_kb.model.answer import Answer, Found
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


def state(found: Found, on: dt.date, lang: Lang) -> str:
    """The word in front of an answer to «can one still apply»: yes, no longer, or not yet."""
    windows = [fact.entry for fact in found.facts if isinstance(fact.entry, Milestone)]
    window = next((one for one in windows if one.closes or one.opens), None) or next(
        iter(_applicants(found.notice)), None
    )
    own = bool(windows) and all(one.actor == "applicant" for one in windows)
    if window and window.closes and on > window.closes:
        return PHRASES["closed_no" if own or not windows else "too_late"].in_(lang)
    if window and window.opens and on < window.opens:
        return PHRASES["not_yet_no"].in_(lang)
    if window and window.closes:
        return PHRASES["open_yes"].in_(lang)
    if found.notice.year < on.year:
        return PHRASES["round_over"].in_(lang).format(year=found.notice.year)
    return ""


def overview(answer: Answer) -> str:
    """Which of several rounds one can still apply for: the verdict first, then one line a notice."""
    lang = answer.lang
    if all(found.lead == "next_round" for found in answer.found):
        offices = [
            f"· {found.notice.short.in_(lang)}：{office(found.notice, lang)}" for found in answer.found
        ]
        return "\n".join([PHRASES["next_none"].in_(lang).format(count=len(offices)), *offices])
    lines = [(found, state(found, answer.on, lang)) for found in answer.found]
    opened = [found for found, said in lines if said == PHRASES["open_yes"].in_(lang)]
    head = PHRASES["some_open" if opened else "all_over"].in_(lang).format(count=len(lines))
    return "\n".join([head, *(_line(found, answer.on, lang) for found in opened or answer.found)])


def office(notice: Notice, lang: Lang) -> str:
    """Whom to ask about a notice: its general contact, else its first; empty where it names none."""
    contacts = [contact for contact in notice.contacts if contact.general] or list(notice.contacts)
    return (
        f"{contacts[0].office.in_(lang)}{'' if lang != 'en' else ' '}{'、'.join(contacts[0].phones)}"
        if contacts
        else ""
    )


def _line(found: Found, on: dt.date, lang: Lang) -> str:
    said = validity(found.notice, found.facts, on, lang)
    over = PHRASES["over"].in_(lang).format(year=found.notice.year)
    window = any(isinstance(fact.entry, Milestone) and fact.entry.closes for fact in found.facts)
    return f"· {found.notice.short.in_(lang)}：{said if window else over}"


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
