"""Windows of all notices at a glance, a reminder of one deadline, and what a notice says now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from policies_kb.model.answer import Answer, Found
from policies_kb.model.entries import Milestone
from policies_kb.model.fact import Fact
from policies_kb.model.notice import Notice
from policies_kb.model.status import Status
from policies_kb.model.text import Lang
from policies_kb.wording.deadline_phrases import PHRASES, WEEKDAYS, WHO
from policies_kb.wording.forms import day, window
from policies_kb.wording.reply import Quote, Reply, citation, custom_of, in_script, places_of
from policies_kb.wording.validity import validity


@dataclass(frozen=True)
class Round:
    """One notice on a day. `undated`: it may still be open, but names no day.

    `facts` are the ones to be told: of a live notice every dated window, else one or none.
    """

    notice: Notice
    facts: tuple[Fact, ...]
    state: Literal["live", "undated", "over"]

    @property
    def found(self) -> Found:
        """The same as programs read it."""
        return Found(self.notice, self.facts)


def overview_reply(
    rounds: Sequence[Round], announced: Found | None, lang: Lang, on: dt.date, quote: Quote
) -> Reply:
    """Every round, grouped by its state, in the order given.

    `announced` says where new notices appear; it is told where all rounds are over.
    """
    parts = [_group(rounds, state, lang, on) for state in ("live", "undated", "over")]
    found = [one.found for one in rounds]
    if not rounds:
        parts = [_say("none_held", lang)]
    elif all(one.state == "over" for one in rounds):
        parts += [_facts(announced, lang)] if announced else []
        found += [announced] if announced else []
        parts.append(_say("come_again", lang))
    return _reply("\n\n".join(part for part in parts if part), found, lang, on, quote)


def reminder_reply(
    notice: Notice, fact: Fact, closes: dt.date, on: dt.date, lang: Lang, quote: Quote
) -> Reply:
    """`还有3天：网上个人申报，2023年6月25日（星期日）截止。`, whose it is, and where it stands.

    `fact` is that of a milestone which closes on the day `closes`.
    """
    entry = fact.entry
    assert isinstance(entry, Milestone)
    days = (closes - on).days
    found = Found(notice, (fact,))
    left = _say(_near("remind", days), lang, days=days)
    lines = [
        _say("until", lang, left=left, what=_what(entry, lang), **_day(closes, lang)),
        _say("acts", lang, notice=notice.short.in_(lang), who=WHO[entry.actor].in_(lang)),
        citation(found),
    ]
    return _reply("\n".join(lines), [found], lang, on, quote)


def amended_reply(
    found: Sequence[Found], gone: int, more: int, lang: Lang, on: dt.date, quote: Quote
) -> Reply:
    """What the notices say now; `gone` statements are no longer held, `more` changed but are not told here."""
    parts = [_say("amended", lang)] if found else []
    for one in found:
        still = validity(one.notice, one.facts, on, lang)
        parts.append("\n".join(part for part in (_facts(one, lang), still) if part))
    parts += [_say("more", lang, count=more)] if more else []
    parts += [_say("gone", lang, count=gone)] if gone else []
    return _reply("\n\n".join(parts), found, lang, on, quote)


def _reply(text: str, found: Sequence[Found], lang: Lang, on: dt.date, quote: Quote) -> Reply:
    """The reply with what programs read; each notice stands there once, whatever is told of it."""
    facts: dict[str, tuple[Fact, ...]] = {}
    for one in found:
        facts[one.notice.id] = (*facts.get(one.notice.id, ()), *one.facts)
    notices = {one.notice.id: one.notice for one in found}
    told = tuple(Found(notices[name], some) for name, some in facts.items() if some)
    status = Status.ANSWERED_FOR_SEVERAL if len(told) > 1 else Status.ANSWERED
    answer = Answer(status if told else Status.NOT_IN_NOTICE, on, lang, found=told)
    return Reply(in_script(text, lang), custom=custom_of(answer, quote))


def _group(rounds: Sequence[Round], state: str, lang: Lang, on: dt.date) -> str:
    """The rounds in one state under their heading; empty where there are none."""
    members = [one for one in rounds if one.state == state]
    if not members:
        return ""
    if state == "over":
        head = _say("all_over" if len(members) == len(rounds) else "over", lang, count=len(members))
        return "\n".join([head, *(_over(one, lang) for one in members)])
    if state == "undated":
        return "\n".join([_say("undated", lang), *(_undated(one, lang) for one in members)])
    return "\n\n".join(
        [_say("live", lang, day=day(on).in_(lang)), *(_live(one, lang, on) for one in members)]
    )


def _live(one: Round, lang: Lang, on: dt.date) -> str:
    lines = [f"· {_window(fact, on, lang)}" for fact in one.facts]
    return "\n".join([f"【{one.notice.short.in_(lang)}】", *lines, citation(one.found)])


def _undated(one: Round, lang: Lang) -> str:
    said = " ".join(fact.text.in_(lang) for fact in one.facts) or _say("no_window", lang)
    return f"· 【{one.notice.short.in_(lang)}】{said}{_cited(one)}"


def _over(one: Round, lang: Lang) -> str:
    """`· 2030年乙县初级：网上申报已于2030年3月31日截止 ——乙人〔2030〕7号 · 三`."""
    entry = one.facts[0].entry if one.facts else None
    if isinstance(entry, Milestone) and entry.closes:
        between = " " if lang == "en" else ""
        said = _what(entry, lang) + between + _say("closed", lang, day=day(entry.closes).in_(lang))
    else:
        said = _say("round_over", lang, year=one.notice.year)
    return f"· {one.notice.short.in_(lang)}{': ' if lang == 'en' else '：'}{said}{_cited(one)}"


def _cited(one: Round) -> str:
    """The citation at the end of a line; a notice without a number was named already, so its places are enough."""
    places = "、".join(map(str, places_of(one.facts)))
    cited = " · ".join(part for part in (one.notice.number, places) if part)
    return f" ——{cited}" if cited else ""


def _window(fact: Fact, on: dt.date, lang: Lang) -> str:
    """One window on a day. Where no closing day is given the notice's own sentence tells best."""
    entry = fact.entry
    if not isinstance(entry, Milestone) or entry.closes is None:
        return fact.text.in_(lang)
    days = (entry.closes - on).days
    if entry.opens and on < entry.opens:
        state = _say("to_come", lang, window=window(entry.opens, entry.closes).in_(lang))
    else:
        state = _say(
            "closed" if days < 0 else _near("open", days), lang, days=days, **_day(entry.closes, lang)
        )
    return _say("window", lang, what=_what(entry, lang), who=WHO[entry.actor].in_(lang), state=state)


def _facts(found: Found, lang: Lang) -> str:
    """What one notice says, with its name and citation."""
    said = [fact.text.in_(lang) for fact in found.facts]
    lines = said if len(said) == 1 else [f"{number}. {text}" for number, text in enumerate(said, 1)]
    return "\n".join([f"【{found.notice.short.in_(lang)}】", *lines, citation(found)])


def _what(entry: Milestone, lang: Lang) -> str:
    what = entry.what.in_(lang)
    return what[:1].upper() + what[1:]


def _near(phrase: str, days: int) -> str:
    """The phrase for so many days; a past day, today and tomorrow have their own."""
    if days < 0:
        return f"{phrase}_late"
    return {0: f"{phrase}_today", 1: f"{phrase}_tomorrow"}.get(days, phrase)


def _day(value: dt.date, lang: Lang) -> dict[str, str]:
    return {"day": day(value).in_(lang), "weekday": WEEKDAYS[value.weekday()].in_(lang)}


def _say(phrase: str, lang: Lang, **values: object) -> str:
    return PHRASES[phrase].in_(lang).format(**values)
