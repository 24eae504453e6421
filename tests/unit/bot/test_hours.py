"""When somebody of the staff is there."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from bot.hours import BadHours, Hours

#: 1 May 2031 is a Thursday.
THURSDAY = dt.datetime(2031, 5, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
WEEK = "mon-fri 08:30-12:00,13:30-17:30; sat 9:00-12:00"


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2031-05-01 08:30", None),
        ("2031-05-01 11:59", None),
        ("2031-05-01 12:00", "2031-05-01 13:30"),
        ("2031-05-01 17:30", "2031-05-02 08:30"),
        ("2031-05-02 18:00", "2031-05-03 09:00"),
        ("2031-05-03 12:00", "2031-05-05 08:30"),
        ("2031-05-04 00:00", "2031-05-05 08:30"),
    ],
)
def test_when_somebody_is_there_again(moment: str, opens: str | None) -> None:
    """Now, later today, on the next day, or after the weekend."""
    zone = THURSDAY.tzinfo
    found = Hours.read(WEEK).opens(dt.datetime.fromisoformat(moment).replace(tzinfo=zone))
    assert found == (dt.datetime.fromisoformat(opens).replace(tzinfo=zone) if opens else None)


def test_none_is_always() -> None:
    """Who sets no hours is there."""
    assert Hours.read(" ").opens(THURSDAY) is None


def test_around_the_weekend_and_until_midnight() -> None:
    """Days may go round the end of the week, and a stretch may end at 24:00."""
    hours = Hours.read("sat-mon 20:00-24:00")
    assert {start // 1440 for start, _ in hours.spans} == {0, 5, 6}
    assert hours.opens(dt.datetime(2031, 5, 3, 23, 59, tzinfo=dt.UTC)) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mon-fri", "write days, a space and times"),
        ("mo 08:00-12:00", "'mo': days are mon"),
        ("mon 8-12", "times are written 08:30-12:00"),
        ("mon 12:00-08:00", "must begin before it ends"),
        ("mon 08:60-12:00", "between 00:00 and 24:00"),
        ("mon-fri 08:00-12:00; wed 11:00-13:00", "two stretches overlap on wed"),
    ],
)
def test_what_cannot_be_read_is_named(text: str, said: str) -> None:
    """With the part that is wrong."""
    with pytest.raises(BadHours, match=said.replace("(", r"\(")):
        Hours.read(text)
