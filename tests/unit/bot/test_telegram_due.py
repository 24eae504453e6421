"""When a deadline is told: at nine in Shanghai, seven, three and one day before, each moment once."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.due import DAYS, Due, due, next_moment
from policies_kb.catalogue import Deadline
from policies_kb.model.text import Text

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
SHANGHAI = ZoneInfo("Asia/Shanghai")
ZONES = [dt.UTC, SHANGHAI, ZoneInfo("America/New_York"), ZoneInfo("Pacific/Kiritimati")]
closing_days = st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))
#: Where the times of a chain start, before the day on which the deadline closes.
starts = st.timedeltas(dt.timedelta(0), 12 * DAY)


def closing(day: dt.date | str, name: str = "n/window") -> Deadline:
    """An invented deadline."""
    closes = dt.date.fromisoformat(day) if isinstance(day, str) else day
    return Deadline(
        name.split("/", maxsplit=1)[0], name, "applicant", Text(zh="申报", en="application"), closes
    )


def shanghai(written: str) -> dt.datetime:
    """`2030-03-28 09:00` in Shanghai."""
    return dt.datetime.fromisoformat(written).replace(tzinfo=SHANGHAI)


def days_of(found: list[Due]) -> list[int]:
    """The days that are left, of each."""
    return [one.days for one in found]


@pytest.mark.parametrize(
    ("closes", "moment", "days"),
    [
        ("2030-03-31", "2030-03-24 09:00", 7),
        ("2030-03-31", "2030-03-28 09:00", 3),
        ("2030-03-31", "2030-03-30 09:00", 1),
        ("2030-07-02", "2030-06-25 09:00", 7),
        ("2031-01-01", "2030-12-31 09:00", 1),
        ("2031-01-02", "2030-12-30 09:00", 3),
        ("2028-03-01", "2028-02-29 09:00", 1),
        ("2030-03-01", "2030-02-28 09:00", 1),
        ("2028-02-29", "2028-02-22 09:00", 7),
    ],
)
def test_a_moment_is_told_from_nine_on(closes: str, moment: str, days: int) -> None:
    """Not a second earlier; across months, years and leap days."""
    at, one = shanghai(moment), closing(closes)
    assert due([one], at - HOUR, at) == [Due(one, days)]
    assert due([one], at - HOUR, at - dt.timedelta(seconds=1)) == []


def test_a_moment_is_told_once() -> None:
    """What was told up to and including nine is not told again."""
    at, one = shanghai("2030-03-28 09:00"), closing("2030-03-31")
    assert due([one], at, at + HOUR) == []


def test_after_downtime_one_reminder_says_the_days_that_are_really_left() -> None:
    """Seven and three days were missed: one reminder, two days before the end."""
    one = closing("2030-03-31")
    assert due([one], shanghai("2030-03-20 12:00"), shanghai("2030-03-29 08:00")) == [Due(one, 2)]


@pytest.mark.parametrize(
    ("now", "days"), [("2030-03-31 00:00", [0]), ("2030-03-31 23:59", [0]), ("2030-04-01 00:00", [])]
)
def test_a_missed_moment_is_told_on_the_last_day_and_never_after(now: str, days: list[int]) -> None:
    """The last day ends at midnight in Shanghai."""
    one = closing("2030-03-31")
    since = shanghai("2030-03-29 12:00")
    assert days_of(due([one], since, shanghai(now))) == days
    assert (next_moment([one], since, shanghai(now)) is None) == (not days)


def test_on_the_last_day_nothing_is_told_again() -> None:
    """All moments were told: the day itself has none of its own."""
    assert due([closing("2030-03-31")], shanghai("2030-03-30 09:00"), shanghai("2030-03-31 12:00")) == []


def test_each_deadline_is_told_by_itself() -> None:
    """In the order given."""
    both = [closing("2030-03-31", "n/a"), closing("2030-03-27", "n/b"), closing("2030-05-01", "n/c")]
    at = shanghai("2030-03-24 09:00")
    assert due(both, at - HOUR, at) == [Due(both[0], 7), Due(both[1], 3)]


def test_the_timer_is_set_to_the_first_moment_to_come() -> None:
    """Of all deadlines; in Shanghai's time; none where everything was told."""
    both = [closing("2030-05-01"), closing("2030-03-31")]
    now = shanghai("2030-03-28 09:00")
    assert next_moment(both, now, now) == shanghai("2030-03-30 09:00")
    late = shanghai("2030-04-30 09:00")
    assert next_moment(both, late, late) is None
    assert next_moment([], now, now) is None


def test_the_timer_goes_off_at_once_for_what_was_missed() -> None:
    """The moment lies in the past, but not one of a deadline whose day is over."""
    both = [closing("2030-03-27"), closing("2030-03-31")]
    assert next_moment(both, shanghai("2030-03-01 00:00"), shanghai("2030-03-29 00:00")) == shanghai(
        "2030-03-24 09:00"
    )


@pytest.mark.parametrize("call", [due, next_moment])
def test_a_time_without_a_zone_is_refused(call: object) -> None:
    """It would be read in the zone of the machine."""
    assert callable(call)
    good = shanghai("2030-03-28 09:00")
    bare = good.replace(tzinfo=None)
    for pair in ((good, bare), (bare, good)):
        with pytest.raises(ValueError, match="has no zone"):
            call([closing("2030-03-31")], *pair)


@pytest.fixture(params=["UTC", "America/New_York", "Pacific/Kiritimati"])
def machine_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine in another zone."""
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.setenv("TZ", before) if before else monkeypatch.delenv("TZ")
    time.tzset()


@pytest.mark.usefixtures("machine_zone")
@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_neither_the_machine_s_zone_nor_that_of_the_times_matters(zone: dt.tzinfo) -> None:
    """Eight in the evening of the 27th in New York is the morning of the 28th in Shanghai."""
    at, one = shanghai("2030-03-28 09:00"), closing("2030-03-31")
    now = at.astimezone(zone)
    assert due([one], (at - HOUR).astimezone(zone), now) == [Due(one, 3)]
    assert next_moment([one], now, now) == shanghai("2030-03-30 09:00")


@given(closing_days, starts, st.lists(st.timedeltas(dt.timedelta(0), 6 * DAY), max_size=12))
def test_with_any_downtime_each_moment_is_told_at_most_once(
    closes: dt.date, before: dt.timedelta, steps: list[dt.timedelta]
) -> None:
    """No more reminders than moments in the whole time, and each with the days that are left on its day.

    One that comes late may tell the same number as the next one on that day: their key is the same, so people hear
    it once (see test_telegram_reminders.py).
    """
    one = closing(closes)
    start = told = _midnight(closes) - before
    reminders: list[int] = []
    for step in steps:
        now = told + step
        found = due([one], told, now)
        assert days_of(found) in ([], [(closes - now.date()).days])
        reminders += days_of(found)
        told = now
    assert len(reminders) <= sum(start < _moment(closes, days) <= told for days in DAYS)
    assert reminders == sorted(reminders, reverse=True)


@given(closing_days, starts, st.lists(st.timedeltas(dt.timedelta(seconds=1), DAY), min_size=1, max_size=8))
def test_without_downtime_each_moment_is_told_exactly_once(
    closes: dt.date, before: dt.timedelta, rhythm: list[dt.timedelta]
) -> None:
    """However the looks, at most a day apart, fall."""
    one = closing(closes)
    start = told = _midnight(closes) - before
    reminders = 0
    for number in range(400):
        now = told + (rhythm[number] if number < len(rhythm) else 9 * HOUR)
        reminders += len(due([one], told, now))
        told = now
        if told > _midnight(closes) + 2 * DAY:
            break
    assert reminders == sum(start < _moment(closes, days) for days in DAYS)


@given(st.lists(closing_days, max_size=5), closing_days, st.timedeltas(dt.timedelta(0), DAY))
def test_a_timer_that_follows_the_next_moment_misses_none(
    days: list[dt.date], start: dt.date, into: dt.timedelta
) -> None:
    """Every deadline gets its 7, 3 and 1 days, as far as they lie after the start, and the timer comes to an end."""
    many = [closing(day, f"n/{number}") for number, day in enumerate(days)]
    told = first = _midnight(start) + into
    reminders: list[Due] = []
    while moment := next_moment(many, told, told):
        assert moment > told
        assert due(many, told, moment - dt.timedelta(microseconds=1)) == []
        found = due(many, told, moment)
        assert found
        reminders += found
        told = moment
    for one in many:
        expected = [left for left in DAYS if _moment(one.closes, left) > first]
        assert [found.days for found in reminders if found.deadline is one] == expected


@given(closing_days, starts, st.timedeltas(dt.timedelta(0), 14 * DAY))
def test_the_timer_and_the_reminders_agree(
    closes: dt.date, before: dt.timedelta, passed: dt.timedelta
) -> None:
    """The next moment is not in the future exactly when something is due."""
    told = _midnight(closes) - before
    now = told + passed
    moment = next_moment([closing(closes)], told, now)
    assert (moment is not None and moment <= now) == bool(due([closing(closes)], told, now))


def _midnight(day: dt.date) -> dt.datetime:
    """When a day begins in Shanghai."""
    return dt.datetime.combine(day, dt.time(), SHANGHAI)


def _moment(closes: dt.date, days: int) -> dt.datetime:
    """Nine in Shanghai, so many days before the last day."""
    return _midnight(closes) - days * DAY + 9 * HOUR
