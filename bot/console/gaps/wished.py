"""What of the gaps somebody wishes to see, as addresses and forms say it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.store import GapKind, Wanted

CHANNELS: Final = ("web", "telegram", "rest", "console")
#: Days back, today among them; 0 for all.
DAYS: Final = (7, 30, 90, 0)
FIELDS: Final = ("kind", "channel", "days", "topic", "state")


@dataclass(frozen=True)
class Wished:
    """The filters; empty ones let everything through. What cannot be read counts as not wished."""

    kind: GapKind | None = None
    channel: str | None = None
    days: int = 30
    topic: str | None = None
    is_closed: bool = False

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Wished:
        """From a query or a form."""
        kind, channel, days = (str(given.get(name, "")) for name in ("kind", "channel", "days"))
        topic = str(given.get("topic", ""))
        return cls(
            kind=GapKind(kind) if kind in set(GapKind) else None,
            channel=channel if channel in CHANNELS else None,
            days=int(days) if days in {str(one) for one in DAYS} else 30,
            topic=topic if topic and len(topic) <= 60 and "\0" not in topic else None,
            is_closed=given.get("state") == "closed",
        )

    @property
    def fields(self) -> dict[str, str]:
        """As an address says it."""
        said = {
            "kind": self.kind.value if self.kind else "",
            "channel": self.channel or "",
            "days": "" if self.days == 30 else str(self.days),
            "topic": self.topic or "",
            "state": "closed" if self.is_closed else "",
        }
        return {name: value for name, value in said.items() if value}

    def wanted(self, today: dt.date) -> Wanted:
        """As the store wants it."""
        since = today - dt.timedelta(days=self.days - 1) if self.days else None
        return Wanted((self.kind,) if self.kind else (), self.channel, self.topic, since)
