"""Coming in and going out."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from bot.console import keys
from bot.console.sign_in import target_of
from bot.roles import Role
from tests.integration.bot.console.desks import CHEAP, CLI, PASSWORD, Office, add


async def test_signed_in_by_name_and_password(office: Office) -> None:
    """The page says who; the audit log too, with the network and not the person's address."""
    desk = await office.desk()
    add(desk)
    assert (await desk.get("/console")).headers["Location"] == "/console/sign-in?next=/console"
    reply = await desk.sign_in("  Li.NA ")
    assert (reply.status, reply.headers["Location"]) == (303, "/console")
    page = await desk.get("/console")
    assert page.status == 200
    assert "Signed in as li.na (agent)" in await page.text()
    entry = desk.audit()[-1]
    assert (entry.who, entry.action, entry.target, entry.address, entry.detail, entry.at) == (
        "li.na",
        "sign-in",
        "li.na",
        "127.0.0.0/24",
        {"via": "password"},
        office.time.now,
    )


@pytest.mark.parametrize("name", ["li.na", "nobody", "%%%", ""])
async def test_every_way_to_fail_is_told_alike(office: Office, name: str) -> None:
    """A wrong password, an unknown name, what cannot be a name: same status, same words."""
    desk = await office.desk()
    add(desk)
    reply = await desk.sign_in(name, "wrong horse battery")
    text = await reply.text()
    assert reply.status == 401
    assert "Account or password is wrong." in text
    assert await desk.status() == 303


async def test_every_way_to_fail_takes_one_hash(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the same parameters: the time is the hash's, so nobody can tell names that exist by it."""
    desk = await office.desk()
    add(desk)
    compared: list[tuple[str, int]] = []
    verify = PasswordHasher.verify

    def counted(self: PasswordHasher, known: str | bytes, password: str | bytes) -> object:
        text = str(known)
        compared.append((text.rpartition("$")[0].rpartition("$")[0], len(text)))
        return verify(self, known, password)

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    for name in ("li.na", "nobody", "%%%"):
        await desk.sign_in(name, "wrong horse battery")
    assert len(compared) == 3
    assert len(set(compared)) == 1


async def test_what_was_typed_as_a_name_is_not_kept(office: Office) -> None:
    """It may be a password; of names that exist the name is."""
    desk = await office.desk()
    add(desk)
    await desk.sign_in("my-secret-password", "x")
    await desk.sign_in("li.na", "x")
    failed = [(one.who, one.target, dict(one.detail)) for one in desk.audit()[1:]]
    assert failed == [
        ("", None, {"reason": "unknown name"}),
        ("li.na", "li.na", {"reason": "password"}),
    ]


async def test_an_old_hash_is_made_anew(office: Office) -> None:
    """At the next sign-in, which goes through; the session begun before stays."""
    desk = await office.desk()
    old = PasswordHasher(time_cost=2, memory_cost=1024, parallelism=1).hash(PASSWORD)
    staff = desk.app[keys.STAFF]
    staff.add("li.na", Role.AGENT, old, CLI)
    assert (await desk.sign_in()).status == 303
    account = staff.account("li.na")
    assert account
    assert account.password
    assert account.password != old
    assert not CHEAP.check_needs_rehash(account.password)
    assert await desk.status() == 200


async def test_hashes_are_argon2id_as_the_rfc_has_them(office: Office) -> None:
    """What the command line and the gateway make without being told otherwise."""
    assert PasswordHasher().hash("x").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.parametrize(
    ("wished", "target"),
    [
        (None, "/console"),
        ("/console/lookup?q=a&b=c", "/console/lookup?q=a&b=c"),
        ("/console?lang=en", "/console?lang=en"),
        ("/consoles", "/console"),
        ("//evil.example/console", "/console"),
        ("https://evil.example/console", "/console"),
        ("/console/../web", "/console"),
        ("/console\\evil", "/console"),
        ("/console/\r\nX: y", "/console"),
        ("javascript:alert(1)", "/console"),
    ],
)
def test_after_signing_in_one_stays_in_the_console(wished: str | None, target: str) -> None:
    """Whatever a link asked for."""
    assert target_of(wished) == target
