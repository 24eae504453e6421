"""The clock of a gateway was wrong by a day and is set right: nobody stays locked out or signed in because of it."""

from __future__ import annotations

from tests.integration.bot.console.desks import Office, Time, add


async def test_who_failed_while_the_clock_was_ahead_waits_no_longer_for_it(
    office: Office, time: Time
) -> None:
    """The wait is that of the failures, counted from the first attempt after the clock was set back."""
    desk = await office.desk()
    add(desk)
    time.pass_by(days=1)
    for _ in range(5):
        assert (await desk.sign_in(password="wrong horse battery")).status == 401
    time.pass_by(days=-1)
    reply = await desk.sign_in()
    assert (reply.status, reply.headers["Retry-After"]) == (429, "2")
    time.pass_by(seconds=2)
    assert (await desk.sign_in()).status == 303


async def test_what_was_forgotten_of_failures_does_not_come_again(office: Office, time: Time) -> None:
    """Time that runs backwards is no time: failures grow by attempts alone."""
    desk = await office.desk()
    add(desk)
    assert (await desk.sign_in(password="wrong horse battery")).status == 401
    time.pass_by(days=-2)
    for _ in range(4):
        assert (await desk.sign_in(password="wrong horse battery")).status == 401
    assert (await desk.sign_in()).status == 429


async def test_who_signed_in_while_the_clock_was_ahead_is_signed_out_when_idle(
    office: Office, time: Time
) -> None:
    """From the next request on idle minutes are counted as ever."""
    desk = await office.desk()
    add(desk)
    time.pass_by(days=1)
    await desk.sign_in()
    time.pass_by(days=-1)
    assert await desk.status() == 200
    time.pass_by(minutes=29)
    assert await desk.status() == 200
    time.pass_by(minutes=31)
    assert await desk.status() == 303


async def test_a_clock_that_jumps_ahead_lets_nobody_stay(office: Office, time: Time) -> None:
    """Staff sign in again; that is all."""
    desk = await office.desk()
    add(desk)
    await desk.sign_in()
    time.pass_by(days=1)
    assert await desk.status() == 303
    assert (await desk.sign_in()).status == 303
    assert await desk.status() == 200
