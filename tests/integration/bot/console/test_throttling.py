"""Throttling of sign-in: per account, per address, over several gateways, and nobody locked out for ever."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any

import pytest

from bot.store import Patience
from tests.integration.bot.console.desks import PASSWORD, Desk, Office, Time, add

BEHIND: dict[str, Any] = {"web_proxies": 1}


def at(number: int) -> dict[str, str]:
    """Headers of a request from some address."""
    return {"X-Forwarded-For": f"203.0.113.{number}"}


async def failures(desk: Desk, count: int, name: str = "li.na") -> list[int]:
    """The statuses of so many wrong passwords."""
    return [(await desk.sign_in(name, "wrong horse battery")).status for _ in range(count)]


async def test_waits_double(office: Office, time: Time) -> None:
    """After five failures on an account: 2 s, 4 s, 8 s; even the right password waits."""
    desk = await office.desk()
    add(desk)
    assert await failures(desk, 5) == [401] * 5
    for seconds in (2, 4, 8):
        reply = await desk.sign_in()
        assert (reply.status, reply.headers["Retry-After"]) == (429, str(seconds))
        assert f"{seconds} seconds" in await reply.text()
        time.pass_by(seconds=seconds)
        assert await failures(desk, 1) == [401]
    time.pass_by(seconds=16)
    assert (await desk.sign_in()).status == 303


async def test_names_that_do_not_exist_are_throttled_alike(office: Office) -> None:
    """Nobody can tell by it which do."""
    desk = await office.desk()
    assert await failures(desk, 6, "nobody") == [401] * 5 + [429]


async def test_it_holds_over_several_gateways(office: Office) -> None:
    """They count together."""
    desk, elsewhere = await office.desk(), await office.desk()
    add(desk)
    await failures(desk, 3)
    assert await failures(elsewhere, 3) == [401, 401, 429]
    assert (await desk.sign_in()).status == 429


async def test_many_at_once_are_no_more_than_many_in_a_row(office: Office) -> None:
    """An attempt counts before its password is looked at."""
    desk = await office.desk()
    add(desk)
    token = await desk.token()

    async def one() -> int:
        reply = await desk.post("/console/sign-in", token, name="li.na", password="wrong horse battery")
        return reply.status

    statuses = await asyncio.gather(*(one() for _ in range(12)))
    assert statuses.count(401) == 5
    assert statuses.count(429) == 7


async def test_a_wait_is_no_longer_than_five_minutes(office: Office, time: Time) -> None:
    """However long somebody goes on: what is refused is not counted."""
    desk = await office.desk(**BEHIND)
    add(desk)
    for number in range(40):
        await desk.sign_in("li.na", "x", **at(number))
        time.pass_by(minutes=5)
    for number in range(5):
        await desk.sign_in("li.na", "x", **at(number))
    assert (await desk.sign_in("li.na", PASSWORD, **at(99))).status == 429
    time.pass_by(minutes=5)
    assert (await desk.sign_in("li.na", PASSWORD, **at(99))).status == 303


async def test_a_browser_that_is_known_does_not_wait_for_strangers(office: Office) -> None:
    """Who signed in there before comes in while others fail on the account; failures there count there."""
    own, stranger = await office.desk(**BEHIND), None
    stranger = await office.desk(own)
    add(own)
    await own.sign_in("li.na", PASSWORD, **at(1))
    await own.sign_out()
    for _ in range(6):
        await stranger.sign_in("li.na", "x", **at(2))
    assert (await stranger.sign_in("li.na", PASSWORD, **at(2))).status == 429
    assert (await own.sign_in("li.na", PASSWORD, **at(1))).status == 303
    await own.sign_out()
    statuses = [(await own.sign_in("li.na", "x", **at(1))).status for _ in range(6)]
    assert statuses == [401] * 5 + [429]


async def test_an_address_is_throttled_over_all_names(office: Office) -> None:
    """After twenty failures; another address is not, and a success of one's own does not wipe them out."""
    desk = await office.desk(**BEHIND)
    add(desk)
    for number in range(19):
        assert (await desk.sign_in(f"name{number}", "x", **at(1))).status == 401
    assert (await desk.sign_in("li.na", PASSWORD, **at(1))).status == 303
    other = await office.desk(desk)
    assert (await other.sign_in("one", "x", **at(1))).status == 401
    assert (await other.sign_in("two", "x", **at(1))).status == 429
    assert (await other.sign_in("two", "x", **at(2))).status == 401


async def test_one_line_of_ipv6_is_one_address(office: Office) -> None:
    """It has more addresses than anybody could count."""
    desk = await office.desk(**BEHIND)
    for number in range(20):
        await desk.sign_in(f"name{number}", "x", **{"X-Forwarded-For": f"2001:db8::{number:x}"})
    assert (await desk.sign_in("one", "x", **{"X-Forwarded-For": "2001:db8::ffff"})).status == 429
    assert (await desk.sign_in("one", "x", **{"X-Forwarded-For": "2001:db8:1::1"})).status == 401


async def test_failures_are_forgotten_one_by_one(office: Office, time: Time) -> None:
    """One every ten minutes on an account."""
    desk = await office.desk()
    add(desk)
    await failures(desk, 5)
    time.pass_by(minutes=21)
    assert await failures(desk, 3) == [401, 401, 429]


def test_patience_in_figures() -> None:
    """So many for free, then doubling, up to the most, however many they are."""
    second = dt.timedelta(seconds=1)
    patience = Patience(2, second, 60 * second, 10 * second)
    assert [patience.wait(n) / second for n in (0, 1, 2, 3, 4, 7, 8, 10**6)] == [0, 0, 1, 2, 4, 32, 60, 60]
    assert patience.counted == 8
    assert patience.left(3, 25 * second) == (1, 5 * second)
    assert patience.left(3, 31 * second) == (0, 0 * second)


@pytest.mark.parametrize("way", ["known", "unknown"])
async def test_refused_attempts_write_no_audit(office: Office, way: str) -> None:
    """Otherwise a stranger could fill the disk; the failures before them stand there."""
    desk = await office.desk()
    add(desk)
    await failures(desk, 9, "li.na" if way == "known" else "nobody")
    assert [action for _, action in desk.actions()] == ["sign-in-failed"] * 5
