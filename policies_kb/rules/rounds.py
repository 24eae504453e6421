"""The days of one round of a notice: up to which day years count, and when people apply."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from policies_kb.model.condition import AsOf
from policies_kb.model.dates import Convention, Days
from policies_kb.model.entries import Milestone
from policies_kb.model.notice import Notice


@dataclass(frozen=True, slots=True)
class Round:
    """`counting` is the day up to which years count; a notice that does not say may mean any day of its year,
    then `slack` is the days before `counting` that may be meant as well.

    `opens` and `closes` bound the days of applying as far as the notice says; `ends` is the last day that can
    belong to the round in any case.
    """

    counting: dt.date
    ends: dt.date
    slack: int = 0
    opens: dt.date | None = None
    closes: dt.date | None = None
    convention: Convention = "anniversary"

    @classmethod
    def of(cls, notice: Notice) -> Round:
        """The round of a notice. Raises KeyError where `eligibility` names an entry that is not there."""
        rules = notice.eligibility
        year = Days.parse(str(notice.year))
        counted = year
        if rules and rules.counting is not None:
            until = Days.parse({one.id: one for one in notice.counting}[rules.counting].until).last
            counted = Days(until, until)
        window = _window(notice, rules.applying if rules else None)
        closes = window.closes if window else None
        opens = (window.opens if window else None) or notice.issued
        return cls(
            counting=counted.last,
            ends=closes or max(counted.last, year.last),
            slack=(counted.last - counted.first).days,
            opens=opens,
            closes=closes,
            convention=rules.convention if rules else "anniversary",
        )

    def applying(self, on: dt.date) -> dt.date:
        """The day of applying for somebody who asks on `on`: that day, moved into the round."""
        return min(max(on, self.opens or on), self.ends)

    def day(self, as_of: AsOf, on: dt.date) -> dt.date:
        """The day up to which a test counts, for somebody who asks on `on`."""
        if as_of == "counting":
            return self.counting
        return self.ends if as_of == "closing" else self.applying(on)

    def closed(self, on: dt.date) -> bool:
        """Whether nobody can apply any more on `on`."""
        return on > self.ends


def _window(notice: Notice, named: str | None) -> Milestone | None:
    if named is not None:
        return {one.id: one for one in notice.milestones}[named]
    return notice.window
