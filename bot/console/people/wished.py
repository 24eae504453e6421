"""Which lines of the audit log somebody wishes to see, as the address or a form says it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.console.people.moments import morning
from bot.store import Action

FIELDS: Final = ("who", "action", "from", "to")
#: The database's numbers end here.
_MOST: Final = 2**63 - 1
_NAME_MOST: Final = 100
_DAY: Final = dt.timedelta(days=1)


class BadWish(Exception):
    """A filter that cannot be used; the text is the name of its field."""


@dataclass(frozen=True)
class Wished:
    """Filters, each None where nothing is asked for. `first` and `last` are days in Zhejiang, both within."""

    who: str | None = None
    action: Action | None = None
    first: dt.date | None = None
    last: dt.date | None = None

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Wished:
        """Read `who`, `action`, `from`, `to`. Raises BadWish."""
        who = str(given.get("who", "")).strip()[:_NAME_MOST]
        return cls(
            # Names of accounts are kept in small letters, users of the machine (`cli:…`) as they are.
            (who if ":" in who else who.casefold()) or None,
            _action(str(given.get("action", ""))),
            _day(given, "from"),
            _day(given, "to"),
        )

    @property
    def filters(self) -> dict[str, Any]:
        """As the audit log takes them."""
        return {
            "who": self.who,
            "action": self.action,
            "since": morning(self.first) if self.first else None,
            "until": morning(self.last + _DAY) if self.last else None,
        }

    @property
    def fields(self) -> dict[str, str]:
        """As an address or a form has them, without those that ask for nothing."""
        all_fields = {
            "who": self.who,
            "action": self.action,
            "from": self.first and self.first.isoformat(),
            "to": self.last and self.last.isoformat(),
        }
        return {name: str(value) for name, value in all_fields.items() if value}


def before_of(given: Mapping[str, str]) -> int | None:
    """The line before which a page begins; None for the newest."""
    text = given.get("before", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= _MOST else None


def _action(text: str) -> Action | None:
    try:
        return Action(text) if text else None
    except ValueError:
        raise BadWish("action") from None


def _day(given: Mapping[str, Any], field: str) -> dt.date | None:
    text = str(given.get(field, "")).strip()
    if not text:
        return None
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise BadWish(field) from None
    if not 1970 <= day.year < 9999:
        raise BadWish(field)
    return day
