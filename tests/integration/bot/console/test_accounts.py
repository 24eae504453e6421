"""Accounts at the command line, and the log that cannot be changed."""

from __future__ import annotations

import logging
import os
import pty
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.console import cli
from bot.console.passwords import Passwords
from bot.settings import Settings
from bot.store import Account, Audit, Database, Entry, Staff
from tests.integration.bot.console.desks import CHEAP, PASSWORD, Office, add

ROOT = Path(__file__).parents[4]
Run = Callable[..., int]


@pytest.fixture
def run(url: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, with what is typed when it asks."""
    monkeypatch.setattr(cli, "Passwords", lambda: Passwords(CHEAP))

    def command(*arguments: str, typed: tuple[str, ...] = (PASSWORD, PASSWORD)) -> int:
        answers = iter(typed)
        return cli.main(arguments, Settings(bot_database_url=url), lambda _: next(answers))

    return command


def audit_of(database: Database) -> list[Entry]:
    return list(reversed(Audit(database).entries()))


def account(database: Database, name: str = "li.na") -> Account | None:
    return Staff(database).account(name)


def test_an_account_is_made_and_listed(
    run: Run, database_of: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a hash of what was typed, and a line in the audit log that names the user of the machine."""
    assert run("add", "Li.Na", "--role", "agent") == 0
    made = account(database_of)
    assert made
    assert made.role.value == "agent"
    assert CHEAP.verify(made.password or "", PASSWORD)
    (entry,) = audit_of(database_of)
    assert (entry.who.partition(":")[0], entry.action, entry.target) == ("cli", "account-added", "li.na")
    assert run("list") == 0
    told = capsys.readouterr().out
    assert "li.na" in told.splitlines()[-1]
    assert "$argon2" not in told


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ((PASSWORD, PASSWORD + "x"), "not the same"),
        (("short", "short"), "12 characters"),
        (("aaaaaaaaaaaaaa", "aaaaaaaaaaaaaa"), "different"),
        (("x-Li.Na-2031-x", "x-Li.Na-2031-x"), "the name"),
    ],
)
def test_passwords_that_are_refused(
    run: Run, database_of: Database, typed: tuple[str, ...], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line says why; no account is made."""
    assert run("add", "li.na", "--role", "agent", typed=typed) == 1
    assert why in capsys.readouterr().err
    assert account(database_of) is None


def test_role_password_and_removal(run: Run, database_of: Database) -> None:
    """Each does what it says, and stands in the audit log."""
    run("add", "li.na", "--role", "agent")
    assert run("role", "li.na", "editor") == 0
    assert run("password", "li.na", typed=("another password",) * 2) == 0
    changed = account(database_of)
    assert changed
    assert (changed.role.value, CHEAP.verify(changed.password or "", "another password")) == ("editor", True)
    assert run("remove", "li.na") == 0
    assert account(database_of) is None
    assert [one.action for one in audit_of(database_of)] == [
        "account-added",
        "role-changed",
        "password-changed",
        "account-removed",
    ]


def test_what_cannot_be_done(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """A name twice, names that are none, accounts that are not there: 1, and one line."""
    run("add", "li.na", "--role", "agent")
    assert run("add", "LI.NA", "--role", "admin") == 1
    assert run("add", "li na", "--role", "admin") == 1
    for command in (("role", "wang", "admin"), ("password", "wang"), ("remove", "wang")):
        assert run(*command) == 1
    assert len(capsys.readouterr().err.splitlines()) == 5


def test_there_is_no_way_to_give_a_password_as_an_argument(run: Run) -> None:
    """Arguments can be read by everybody on the machine."""
    with pytest.raises(SystemExit):
        run("add", "li.na", "--role", "agent", "--password", PASSWORD)
    with pytest.raises(SystemExit):
        run("add", "li.na", PASSWORD, "--role", "agent")


def test_on_a_terminal_nothing_is_shown(url: str, database_of: Database) -> None:
    """The command as it is really started: asks twice, echoes neither."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        os.environ["ZHIWEN_BOT_DATABASE_URL"] = url
        os.execv(sys.executable, [sys.executable, "-m", "bot", "accounts", "add", "li.na", "--role", "admin"])
    told = b""
    for prompt in (b"password: ", b"once more: "):
        while not told.endswith(prompt):
            told += os.read(terminal, 1024)
        os.write(terminal, f"{PASSWORD}\n".encode())
    while True:
        try:
            part = os.read(terminal, 1024)
        except OSError:  # how Linux says that nobody holds the other end any more
            break
        if not part:
            break
        told += part
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, told
    assert PASSWORD.encode() not in told
    made = account(database_of)
    assert made
    assert (made.password or "").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


async def test_the_first_start_says_how_to_make_an_account(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    """And a later one does not; nobody can sign in by default."""
    with caplog.at_level(logging.INFO, "bot.console.tidying"):
        desk = await office.desk()
        assert "python -m bot accounts add NAME --role admin" in caplog.text
        for name in ("admin", "root", ""):
            assert (await desk.sign_in(name, name)).status == 401
        add(desk)
        caplog.clear()
        await office.desk()
        assert caplog.text == ""
