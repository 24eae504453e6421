"""Sessions: where they hold, and everything that ends them."""

from __future__ import annotations

import asyncio

import pytest
from yarl import URL

from bot.console import cookies, keys
from bot.roles import Role
from tests.integration.bot.console.desks import CHEAP, CLI, PASSWORD, Office, Time, add


async def test_signing_out_ends_this_session_only(office: Office) -> None:
    """The same cookie is worth nothing afterwards; another browser stays signed in."""
    here = await office.desk()
    there = await office.desk(here)
    add(here)
    await here.sign_in()
    await there.sign_in()
    secret = here.cookie(cookies.SESSION)
    assert (await here.sign_out()).headers["Location"] == "/console/sign-in"
    assert here.cookie(cookies.SESSION) is None
    stolen = await office.desk(here)
    assert (await stolen.get("/console", {"Cookie": f"{cookies.SESSION}={secret}"})).status == 303
    assert await there.status() == 200
    assert here.actions()[-1] == ("li.na", "sign-out")


async def test_signing_out_everywhere(office: Office) -> None:
    """Ends every session of the account and of no other."""
    here = await office.desk()
    there, other = await office.desk(here), await office.desk(here)
    add(here)
    add(here, "wang")
    for desk, name in ((here, "li.na"), (there, "li.na"), (other, "wang")):
        await desk.sign_in(name)
    await here.sign_out(everywhere="yes")
    assert [await desk.status() for desk in (here, there, other)] == [303, 303, 200]
    assert here.actions()[-1] == ("li.na", "sign-out-everywhere")


async def test_a_new_session_has_a_new_id(office: Office) -> None:
    """And takes the old one's place: an id that somebody slipped in is never signed in."""
    desk = await office.desk()
    add(desk)
    desk.http.cookie_jar.update_cookies({cookies.SESSION: "slipped-in"}, URL(f"{desk.origin}/"))
    await desk.sign_in()
    first = desk.cookie(cookies.SESSION)
    assert first
    assert first != "slipped-in"
    token = await desk.token("/console")
    await desk.post("/console/sign-in", token, name="li.na", password=PASSWORD)
    assert desk.cookie(cookies.SESSION) != first
    thief = await office.desk(desk)
    assert (await thief.get("/console", {"Cookie": f"{cookies.SESSION}={first}"})).status == 303


async def test_a_session_ends_without_a_sign_of_life(office: Office, time: Time) -> None:
    """Thirty minutes after the last request, not after the first."""
    desk = await office.desk()
    add(desk)
    await desk.sign_in()
    for _ in range(3):
        time.pass_by(minutes=29)
        assert await desk.status() == 200
    time.pass_by(minutes=30)
    assert await desk.status() == 303


async def test_a_session_ends_in_any_case(office: Office, time: Time) -> None:
    """After the hours of the setting, however busy it was."""
    desk = await office.desk(console_hours=1)
    add(desk)
    await desk.sign_in()
    for _ in range(3):
        time.pass_by(minutes=15)
        assert await desk.status() == 200
    time.pass_by(minutes=15)
    assert await desk.status() == 303


async def test_ended_sessions_do_not_stay(office: Office, time: Time) -> None:
    """Tidying deletes them, and no others."""
    desk = await office.desk()
    add(desk)
    await desk.sign_in()
    sessions = desk.app[keys.SESSIONS]
    await asyncio.to_thread(sessions.forget)
    assert await desk.status() == 200
    time.pass_by(days=1)
    await asyncio.to_thread(sessions.forget)
    time.now -= time.now - type(time)().now
    assert await desk.status() == 303


@pytest.mark.parametrize("change", ["role", "password", "remove"])
async def test_a_change_of_the_account_ends_its_sessions(office: Office, change: str) -> None:
    """Of that account, at every gateway; others stay."""
    desk, elsewhere = await office.desk(), await office.desk()
    other = await office.desk(desk)
    add(desk)
    add(desk, "wang")
    await desk.sign_in()
    await elsewhere.sign_in()
    await other.sign_in("wang")
    staff = desk.app[keys.STAFF]
    if change == "role":
        staff.change_role("li.na", Role.ADMIN, CLI)
    elif change == "password":
        staff.change_password("li.na", CHEAP.hash("another password"), CLI)
    else:
        staff.remove("li.na", CLI)
    assert [await one.status() for one in (desk, elsewhere, other)] == [303, 303, 200]


async def test_a_session_holds_at_every_gateway(office: Office) -> None:
    """It lies in the database."""
    desk, elsewhere = await office.desk(), await office.desk()
    add(desk)
    await desk.sign_in()
    cookie = f"{cookies.SESSION}={desk.cookie(cookies.SESSION)}"
    assert (await elsewhere.get("/console", {"Cookie": cookie})).status == 200
