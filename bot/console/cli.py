"""`python -m bot accounts …`: who may use the console. Passwords are asked for, never given as arguments."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable, Sequence
from typing import Final

from bot import owned
from bot.console.accounts import BadName, BadPassword, clean_name, clean_password, new_password
from bot.console.entrance import account_gate
from bot.console.passwords import Passwords
from bot.roles import Role
from bot.settings import Settings
from bot.store import Actor, Attempts, Database, NameTaken, NoAccount, Staff, StoreDown

Ask = Callable[[str], str]
_ROLES: Final = tuple(role.value for role in Role)


class _Given(argparse.Namespace):
    """What was typed."""

    command: str
    name: str
    role: str


def main(arguments: Sequence[str], settings: Settings, ask: Ask = getpass.getpass) -> int:
    """Do what the arguments say; 0, or 1 with one line that says why not."""
    given = _parser().parse_args(arguments, namespace=_Given())
    database: Database | None = None
    try:
        database = Database(settings.bot_database_url or owned.own_database())
        database.open()
        _do(given, database, ask)
    except (BadName, BadPassword) as error:
        return _not_done(str(error))
    except NameTaken:
        return _not_done(f"{given.name}: there is an account of that name")
    except NoAccount:
        return _not_done(f"{given.name}: there is no such account, or not one with a password")
    except StoreDown as error:
        return _not_done(f"the database cannot be reached ({error})")
    finally:
        if database is not None:
            database.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m bot accounts", description="accounts of the hotline console")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, what in (
        ("add", "make an account; asks for its password"),
        ("password", "set another password; ends the account's sessions"),
        ("remove", "delete an account and its sessions"),
    ):
        commands.add_parser(name, help=what).add_argument("name")
    commands.choices["add"].add_argument("--role", choices=_ROLES, required=True)
    role = commands.add_parser("role", help="give another role; ends the account's sessions")
    role.add_argument("name")
    role.add_argument("role", choices=_ROLES)
    commands.add_parser("list", help="name, role, how they sign in, when they last did")
    return parser


def _do(given: _Given, database: Database, ask: Ask) -> None:
    staff = Staff(database)
    by = Actor(f"cli:{getpass.getuser()}")
    if given.command == "list":
        _list(staff)
        return
    name = clean_name(given.name)
    if given.command == "add":
        if staff.account(name):
            raise NameTaken(name)  # before anybody thinks of a password
        staff.add(name, Role(given.role), _asked(name, ask), by)
    elif given.command == "password":
        account = staff.account(name)
        if account is None or account.issuer is not None:
            raise NoAccount(name)
        staff.change_password(name, _asked(name, ask), by)
        Attempts(database).clear(account_gate(name))
    elif given.command == "role":
        staff.change_role(name, Role(given.role), by)
    else:
        staff.remove(name, by)
    print(f"{name}: done")


def _asked(name: str, ask: Ask) -> str:
    """The hash of a password that was typed twice. Raises BadPassword."""
    password = new_password(ask("password: "), name)
    if clean_password(ask("once more: ")) != password:
        raise BadPassword("the two are not the same", "twice")
    return Passwords().hash(password)


def _list(staff: Staff) -> None:
    for one in staff.accounts():
        seen = one.signed_in_at.isoformat(" ", "minutes") if one.signed_in_at else "never"
        print(f"{one.name:<24} {one.role.value:<8} {one.issuer or 'password':<24} last signed in: {seen}")


def _not_done(text: str) -> int:
    print(text, file=sys.stderr)
    return 1
