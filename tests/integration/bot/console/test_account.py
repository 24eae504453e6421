"""One's own account: the password, and where one is signed in; the list of accounts for administrators."""

from __future__ import annotations

import asyncio
import re

import pytest

from bot.console import cookies, keys
from bot.console.people.accounts import COMMANDS
from bot.console.people.keys import OWN
from bot.roles import Role
from bot.store import Actor, Identity
from tests.integration.bot.console.desks import CHEAP, CLI, PASSWORD, Desk, Office, Time, add
from tests.integration.bot.console.parts import signed_in

NEW = "another staple"
PLACE = "/console/account"


async def change(
    desk: Desk, old: str = PASSWORD, new: str = NEW, again: str | None = None
) -> tuple[int, str]:
    """Fill in the form; status and page."""
    token = await desk.token(PLACE)
    reply = await desk.post(PLACE, token, old=old, new=new, again=new if again is None else again)
    return reply.status, await reply.text()


async def test_the_page_says_who_one_is(office: Office) -> None:
    """Name and role, and this one browser."""
    desk = await signed_in(office)
    text = await (await desk.get(PLACE)).text()
    assert "li.na" in text
    assert "agent" in text
    assert "This browser" in text
    assert "signed in 2031-05-01 16:00:00" in text
    assert "127.0.0.0/24" in text
    assert "/console/audit" not in text


async def test_another_password(office: Office) -> None:
    """From then on the new one opens the door and the old one does not; the page says that it was done."""
    desk = await signed_in(office)
    token = await desk.token(PLACE)
    reply = await desk.post(PLACE, token, old=PASSWORD, new=NEW, again=NEW)
    assert (reply.status, reply.headers["Location"]) == (303, f"{PLACE}?done=password")
    assert "The password was changed" in await (await desk.get(f"{PLACE}?done=password")).text()
    other = await office.desk(desk)
    assert (await other.sign_in()).status == 401
    assert (await other.sign_in(password=NEW)).status == 303
    account = desk.app[keys.STAFF].account("li.na")
    assert account
    assert (account.password or "").startswith("$argon2id$")


async def test_a_new_password_ends_the_other_sessions(office: Office) -> None:
    """Of this account; this browser stays in under a new id, and the old id is worth nothing."""
    here = await signed_in(office)
    there, other = await office.desk(here), await office.desk(here)
    add(here, "wang")
    await there.sign_in()
    await other.sign_in("wang")
    before = here.cookie(cookies.SESSION)
    assert (await change(here))[0] == 303
    assert [await desk.status() for desk in (here, there, other)] == [200, 303, 200]
    assert here.cookie(cookies.SESSION) != before
    thief = await office.desk(here)
    assert (await thief.get("/console", {"Cookie": f"{cookies.SESSION}={before}"})).status == 303
    entry = here.audit()[-1]
    assert (entry.who, entry.action, entry.target, dict(entry.detail)) == (
        "li.na",
        "password-changed",
        "li.na",
        {"sessions_ended": 1},
    )


@pytest.mark.parametrize(
    ("old", "new", "again", "why"),
    [
        ("wrong horse battery", NEW, NEW, "The password of now is wrong"),
        (PASSWORD, "abc123", "abc123", "too short"),
        (PASSWORD, "x1y2z" * 60, "x1y2z" * 60, "too long"),
        (PASSWORD, "a" * 14, "a" * 14, "too few different"),
        (PASSWORD, "x-Li.Na-2031-x", "x-Li.Na-2031-x", "name stands in"),
        (PASSWORD, NEW, "another stable", "not the same"),
        (PASSWORD, PASSWORD, PASSWORD, "is the one of now"),
    ],
)
async def test_what_is_refused(office: Office, old: str, new: str, again: str, why: str) -> None:
    """The page says why, the password and the other sessions stay, and no password is on the page."""
    desk = await signed_in(office)
    there = await office.desk(desk)
    await there.sign_in()
    status, text = await change(desk, old, new, again)
    assert status == 422
    assert why in text
    assert new not in text
    assert old not in text
    assert await there.status() == 200
    assert (await (await office.desk(desk)).sign_in()).status == 303


async def test_guessing_the_old_password_is_throttled_like_signing_in(office: Office, time: Time) -> None:
    """Five for free in this browser, then a wait, also for the right one; each stands in the audit log."""
    desk = await signed_in(office)
    assert [(await change(desk, "wrong horse battery"))[0] for _ in range(6)] == [422] * 5 + [429]
    token = await desk.token(PLACE)
    reply = await desk.post(PLACE, token, old=PASSWORD, new=NEW, again=NEW)
    assert (reply.status, reply.headers["Retry-After"]) == (429, "2")
    assert "in 2 seconds" in await reply.text()
    assert [one for _, one in desk.actions()] == ["sign-in"] + ["password-refused"] * 5
    time.pass_by(seconds=2)
    assert (await change(desk))[0] == 303


async def test_form_and_sign_in_count_together(office: Office) -> None:
    """Who guesses here has used up what they could guess there."""
    desk = await signed_in(office)
    for _ in range(5):
        await change(desk, "wrong horse battery")
    await desk.sign_out()
    assert (await desk.sign_in()).status == 429


async def test_slips_do_not_count_as_guesses(office: Office) -> None:
    """A new password that cannot be one is refused before the old one is looked at."""
    desk = await signed_in(office)
    for _ in range(8):
        assert (await change(desk, "wrong horse battery", NEW, "other"))[0] == 422
    assert (await change(desk))[0] == 303


async def test_the_form_needs_its_token_and_a_session(office: Office) -> None:
    """Else nothing is changed."""
    desk = await signed_in(office)
    fields = {"old": PASSWORD, "new": NEW, "again": NEW}
    assert (await desk.post(PLACE, None, **fields)).status == 403
    stranger = await office.desk(desk)
    assert (await stranger.get(PLACE)).headers["Location"] == "/console/sign-in?next=/console/account"
    assert (await stranger.post(PLACE, await stranger.token(), **fields)).status == 401
    assert (await stranger.sign_in()).status == 303


async def test_two_changes_at_once(office: Office) -> None:
    """One of them is done; the other hears of it and changes nothing."""
    desk = await signed_in(office)
    secret = desk.cookie(cookies.SESSION) or ""
    account = desk.app[keys.STAFF].account("li.na")
    assert account
    own, by = desk.app[OWN], Actor("li.na")
    first, second = CHEAP.hash(NEW), CHEAP.hash("a third password")
    done = [own.change_password(account, one, secret, f"fresh-{one[-9:]}", by) for one in (first, second)]
    assert done == [True, False]
    kept = desk.app[keys.STAFF].account("li.na")
    assert kept
    assert kept.password == first


async def test_an_account_of_a_provider_has_no_password(office: Office) -> None:
    """The page says so and has no form; a form sent all the same changes nothing."""
    desk = await office.desk()
    identity = Identity("https://login.example", "7", "wang", Role.ADMIN)
    account = await asyncio.to_thread(desk.app[keys.STAFF].recognise, identity, CLI)
    secret = cookies.new_secret()
    desk.app[keys.SESSIONS].start(secret, "device", account, Actor("wang"), "oidc")
    desk.http.cookie_jar.update_cookies({cookies.SESSION: secret})
    text = await (await desk.get(PLACE)).text()
    assert "organisation's account" in text.replace("&#39;", "'")
    assert 'name="old"' not in text
    assert (await change(desk))[0] == 409
    kept = desk.app[keys.STAFF].account("wang")
    assert kept
    assert kept.password is None


async def test_where_one_is_signed_in(office: Office, time: Time) -> None:
    """Each browser of this account that is still signed in, this one first, with its network; no other account's."""
    here = await signed_in(office, web_proxies=1)
    there, late, other = [await office.desk(here) for _ in range(3)]
    add(here, "wang")
    await other.sign_in("wang", PASSWORD, **{"X-Forwarded-For": "192.0.2.9"})
    await late.sign_in("li.na", PASSWORD, **{"X-Forwarded-For": "192.0.2.1"})
    time.pass_by(minutes=20)
    await there.sign_in("li.na", PASSWORD, **{"X-Forwarded-For": "203.0.113.7"})
    await here.status()
    time.pass_by(minutes=15)
    text = await (await here.get(PLACE)).text()
    (shown,) = re.findall(r'<ul class="browsers">(.*?)</ul>', text, re.DOTALL)
    items = shown.split("</li>")[:-1]
    assert len(items) == 2
    assert "This browser" in items[0]
    assert "203.0.113.0/24" in items[1]
    assert "signed in 2031-05-01 16:20:00" in items[1]


async def test_signing_out_everywhere_from_here(office: Office) -> None:
    """The page has the button; all browsers are out then."""
    here = await signed_in(office)
    there = await office.desk(here)
    await there.sign_in()
    assert 'name="everywhere"' in await (await here.get(PLACE)).text()
    await here.sign_out(everywhere="yes")
    assert [await here.status(), await there.status()] == [303, 303]


async def test_the_accounts_for_administrators(office: Office) -> None:
    """Name, role, last sign-in; the commands that make them stand there, and no hash."""
    desk = await signed_in(office, Role.ADMIN)
    add(desk, "wang")
    text = await (await desk.get("/console/accounts")).text()
    assert re.search(r"li\.na</th>\s*<td>admin</td>\s*<td>Password</td>\s*<td>2031-05-01 16:00:00", text)
    assert re.search(r"wang</th>\s*<td>agent</td>\s*<td>Password</td>\s*<td>never", text)
    assert all(command in text for _, command in COMMANDS)
    assert "$argon2" not in text


@pytest.mark.parametrize("role", [Role.READER, Role.AGENT, Role.EDITOR])
async def test_accounts_and_audit_log_are_for_administrators(office: Office, role: Role) -> None:
    """Others get 403, and export nothing."""
    desk = await signed_in(office, role)
    token = await desk.token(PLACE)
    assert (await desk.get("/console/accounts")).status == 403
    assert (await desk.get("/console/audit")).status == 403
    assert (await desk.post("/console/audit/export", token)).status == 403
    assert "export" not in [action for _, action in desk.actions()]
