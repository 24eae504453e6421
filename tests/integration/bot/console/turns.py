"""Turns as a busy hotline has them, made from a seed, and put into a database."""

from __future__ import annotations

import datetime as dt
import random
from typing import Final

from bot.store import Database, Turn, TurnLog
from policies_kb.model.status import Status

_TOPICS: Final = ("deadline", "fee", "papers", "contact", "photo", None)
_NOTICES: Final = ("jia-middle-2031", "yi-junior-2030", "gone-1999", None)
_VERDICTS: Final = ("eligible", "ineligible", "undetermined")
_STATUSES: Final = [status.value for status in Status]
_OFTEN: Final = (40, 6, 8, 5, 9, 2, 3, 6, 14, 3, 1, 2)


def made(first: dt.date, last: dt.date, a_day: int = 20, seed: int = 1) -> list[Turn]:
    """Some turns of each day, on some days none, two in three of them answered."""
    chance = random.Random(seed)
    found: list[Turn] = []
    for number in range((last - first).days + 1):
        day = first + dt.timedelta(days=number)
        count = chance.choice((0, 1, a_day // 2, a_day, a_day * 2))
        found += [_turn(chance, day) for _ in range(count)]
    return found


def _turn(chance: random.Random, day: dt.date) -> Turn:
    (status,) = chance.choices(_STATUSES, _OFTEN)
    is_check = status == Status.SELF_CHECK
    verdict = chance.choice(_VERDICTS) if is_check and chance.random() < 0.3 else None
    has_topic = status in {Status.ANSWERED, Status.NOT_IN_NOTICE, Status.CLARIFY_NOTICE}
    return Turn(
        at=dt.datetime.combine(day, dt.time(chance.randrange(16)), dt.UTC),
        day=day,
        channel=chance.choice(("web", "web", "telegram", "rest")),
        status=status,
        topic=chance.choice(_TOPICS) if has_topic else None,
        notice=chance.choice(_NOTICES) if has_topic else None,
        notices=1,
        verdict=verdict,
        asking=is_check and verdict is None,
        ms=round(chance.lognormvariate(5.5, 0.8)),
        degraded=status == Status.UNAVAILABLE or chance.random() < 0.02,
    )


def put(database: Database, turns: list[Turn]) -> None:
    """Record them."""
    TurnLog(database).write(turns)
