"""What an address asks to have compared."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from multidict import MultiMapping

from policies_kb.catalogue import Catalogue

HOME: Final = "/console/compare"
#: So many notices stand beside each other.
FEWEST: Final = 2
MOST: Final = 4
_LONGEST: Final = 120


@dataclass(frozen=True)
class Asked:
    """The notices that are chosen, in their order, each once; `wrong` names the phrase of what cannot be done.

    `on` is the day whose state is told; `only` shows the differences alone; `choosing` asks for the list of notices,
    narrowed by `find`.
    """

    notices: tuple[str, ...]
    on: dt.date
    today: dt.date
    only: bool = False
    choosing: bool = False
    find: str = ""
    wrong: str = ""

    @classmethod
    def read(cls, query: MultiMapping[str], today: dt.date, catalogue: Catalogue) -> Asked:
        """From `notice` (several), `on`, `only`, `choose` and `find`."""
        held = {notice.id for notice in catalogue.notices}
        named = tuple(dict.fromkeys(query.getall("notice", [])))
        notices = tuple(name for name in named if name in held)
        wrong = "" if len(notices) == len(named) else "compare_unknown"
        on = today
        try:
            on = dt.date.fromisoformat(query.get("on") or today.isoformat())
        except ValueError:
            wrong = "compare_bad_day"
        if len(notices) > MOST:
            wrong = "compare_too_many"
        only, choosing = (bool(query.get(name)) for name in ("only", "choose"))
        return cls(notices, on, today, only, choosing, query.get("find", "").strip()[:_LONGEST], wrong)

    @property
    def is_ready(self) -> bool:
        """Whether there is something to compare."""
        return FEWEST <= len(self.notices) <= MOST and not self.wrong and not self.choosing

    def address(self, *notices: str, **changed: str) -> str:
        """The address that asks for these notices, with day and switch as they are unless they are changed."""
        kept = {
            "on": "" if self.on == self.today else self.on.isoformat(),
            "only": "yes" if self.only else "",
        }
        pairs = [("notice", name) for name in notices]
        pairs += [(name, value) for name, value in {**kept, **changed}.items() if value]
        return f"{HOME}?{urlencode(pairs)}" if pairs else HOME
