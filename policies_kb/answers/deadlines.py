"""Which deadlines are held, which of them are still to come, and which facts say something else than before."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final, get_args

from policies_kb.model.answer import Found
from policies_kb.model.entries import Actor, Milestone
from policies_kb.model.fact import Fact
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.notice import Notice
from policies_kb.model.place import Place
from policies_kb.model.text import Lang, Text
from policies_kb.search import ALL, Facts
from policies_kb.wording.deadlines import Round, amended_reply, overview_reply, reminder_reply
from policies_kb.wording.reply import Quote, Reply

#: Applicants first: the order in which the type names them.
_ACTORS: Final[tuple[Actor, ...]] = get_args(Actor)
_TOPIC: Final = "deadline"
#: An entry that says where new notices are announced carries `facets: {about: new_notices}`.
_ANNOUNCED: Final = ("about", "new_notices")
#: So many changed facts are told in full; of more it is said how many there are.
_MOST: Final = 4
#: Of many notices so many are told in one reply.
READABLE: Final = 24
#: The deadlines of all notices are remembered for so many days.
_DAYS: Final = 4


@dataclass(frozen=True)
class Deadline:
    """One day by which somebody has to act.

    `notice` and `fact` are ids (`<notice>`, `<notice>/<entry>`), `closes` is the last day on which it can be done.
    """

    notice: str
    fact: str
    actor: Actor
    what: Text
    closes: dt.date

    @property
    def key(self) -> str:
        """Twelve characters (0-9, a-f) that stay the same when the day or the words are amended."""
        return hashlib.sha256(self.fact.encode()).hexdigest()[:12]


class Deadlines:
    """The deadlines of one published state of the knowledge base."""

    def __init__(self, knowledge: Knowledge, facts: Facts, quote: Quote) -> None:
        self._knowledge = knowledge
        self._facts = facts
        self._quote = quote
        self._of_all = lru_cache(maxsize=_DAYS)(lambda on: self._in_order(knowledge.notices, on))

    def of(self, notice: str | None, on: dt.date) -> tuple[Deadline, ...]:
        """Those of one notice (of all: None) that are not past on the day `on`, the soonest first.

        On one day applicants come before employers and departments. Empty where the notice is not held.
        """
        if notice is None:
            return self._of_all(on)
        held = self._knowledge.notice(notice)
        return self._in_order([held] if held else [], on)

    def _in_order(self, notices: Iterable[Notice], on: dt.date) -> tuple[Deadline, ...]:
        held = [
            Deadline(one.id, f"{one.id}/{entry.id}", entry.actor, entry.what, entry.closes)
            for one in notices
            if one.last_day and one.last_day >= on
            for entry in one.milestones
            if entry.closes and entry.closes >= on
        ]
        return tuple(sorted(held, key=lambda one: (one.closes, _ACTORS.index(one.actor))))

    def reply(self, lang: Lang, on: dt.date) -> Reply:
        """The windows of every notice: what is open or to come, then in one line each what is over.

        Of many notices those of the newest rounds that have a day to come, as many as can be read.
        """
        rounds = [self._round(notice, on) for notice in self._told(on)]
        # What is left: the soonest first. What is over: the newest first.
        left = sorted((one for one in rounds if one.state != "over"), key=lambda one: _next(one, on))
        over = sorted((one for one in rounds if one.state == "over"), key=_last, reverse=True)
        return overview_reply([*left, *over], self._announced(), lang, on, self._quote)

    def _told(self, on: dt.date) -> Sequence[Notice]:
        held = self._knowledge.notices
        if len(held) <= ALL:
            return held
        soonest = dict.fromkeys(one.notice for one in self._of_all(on))
        found = (self._knowledge.notice(name) for name in islice(soonest, READABLE))
        return [notice for notice in found if notice]

    def reminder(self, deadline: Deadline, on: dt.date, lang: Lang) -> Reply:
        """How many days are left for what, and who has to act. Raises KeyError where the fact is not held."""
        fact = self._facts[deadline.fact]
        notice = self._knowledge.notice(deadline.notice)
        if notice is None:
            raise KeyError(deadline.notice)
        return reminder_reply(notice, fact, deadline.closes, on, lang, self._quote)

    def amended(self, names: Collection[str], lang: Lang, on: dt.date) -> Reply:
        """What the facts with these ids say now; of those that are gone only how many. At least one id."""
        if not names:
            raise ValueError("no fact is named; name those that changed")
        changed = self._facts.in_order(names)
        told = [self._facts[name] for name in changed[:_MOST]]
        found = [
            Found(notice, facts)
            for notice in self._knowledge.notices
            if (facts := tuple(fact for fact in told if fact.notice == notice.id))
        ]
        gone = len(frozenset(names)) - len(changed)
        return amended_reply(found, gone, len(changed) - len(told), lang, on, self._quote)

    def _round(self, notice: Notice, on: dt.date) -> Round:
        dated = [one for one in notice.milestones if one.opens or one.closes]
        if not dated:
            stated = self._stated(notice)
            return Round(notice, stated, "over" if notice.year < on.year else "undated")
        if not any(on <= _ends(one, notice) for one in dated):
            return Round(notice, (self._facts[f"{notice.id}/{_decisive(dated).id}"],), "over")
        shown = [one for one in dated if one.closes or on <= _ends(one, notice)]
        shown.sort(key=lambda one: _ACTORS.index(one.actor))
        own = any(one.actor == "applicant" and one.topic in (None, _TOPIC) for one in dated)
        # Else a reader would take the others' days for all there is.
        silent = () if own else self._stated(notice)
        facts = (*silent, *(self._facts[f"{notice.id}/{one.id}"] for one in shown))
        return Round(notice, facts, "live")

    def _stated(self, notice: Notice) -> tuple[Fact, ...]:
        """What a notice without a day says of its deadlines: a window of the applicants, else what it leaves open."""
        own = [
            fact
            for fact in self._facts.of(notice.id)
            if fact.topics[:1] == (_TOPIC,) and fact.audience in ("applicant", "anyone")
        ]
        windows = [fact for fact in own if fact.kind == "milestone"]
        gaps = [fact for fact in own if fact.kind == "gap"]
        return tuple((windows or gaps)[:1])

    def _announced(self) -> Found | None:
        """Where new notices are announced, if a notice says so; the newest that does."""
        facet, value = _ANNOUNCED
        facts = (fact for notice in self._facts.leading for fact in self._facts.of(notice))
        said = [fact for fact in facts if value in fact.facets.get(facet, ())]
        by_year = sorted(self._knowledge.notices, key=lambda one: one.year, reverse=True)
        found = (Found(one, (fact,)) for one in by_year for fact in said if fact.notice == one.id)
        return next(found, None)


def changed(before: Facts, now: Facts, same: Collection[str] = ()) -> frozenset[str]:
    """Ids of facts of `before` whose Chinese sentence or places are others now, or that are gone.

    The sentence of a milestone carries its days. `same` are notices that are known to say the same.
    """
    others = (notice for notice in before.notices if notice not in same)
    facts = (fact for notice in others for fact in before.of(notice))
    return frozenset(fact.id for fact in facts if fact.id not in now or _says(fact) != _says(now[fact.id]))


def _says(fact: Fact) -> tuple[str, tuple[Place, ...]]:
    """What a person relied on when they were told a fact."""
    return fact.text.zh, fact.at


def _ends(window: Milestone, notice: Notice) -> dt.date:
    """The last day on which a dated window can still matter.

    One without a closing day lasts at most until those who act next have to be done, else until the end of the year
    of its notice.
    """
    if window.closes:
        return window.closes
    later = _ACTORS[_ACTORS.index(window.actor) + 1 :]
    ends = [one.closes for one in notice.milestones if one.actor in later and one.closes]
    opens = window.opens or dt.date.min
    return min((end for end in ends if end >= opens), default=dt.date(max(notice.year, opens.year), 12, 31))


def _decisive(dated: Sequence[Milestone]) -> Milestone:
    """Of a round that is over the day people ask for: the applicants' closing day, else the last of anybody."""
    closing = sorted((one for one in dated if one.closes), key=lambda one: one.closes or dt.date.min)
    own = [one for one in closing if one.actor == "applicant"]
    return (own or closing or list(dated))[-1]


def _days(one: Round) -> list[dt.date]:
    entries = [fact.entry for fact in one.facts if isinstance(fact.entry, Milestone)]
    return [day for entry in entries for day in (entry.opens, entry.closes) if day]


def _next(one: Round, on: dt.date) -> dt.date:
    """The next day on which something of a round happens; rounds without one come last."""
    return min((day for day in _days(one) if day >= on), default=dt.date.max)


def _last(one: Round) -> tuple[int, dt.date]:
    return one.notice.year, max(_days(one), default=dt.date.min)
