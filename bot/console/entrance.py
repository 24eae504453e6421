"""Whether a name and a password open the door: throttled, in the same time and words for every way to fail."""

from __future__ import annotations

import asyncio
import datetime as dt
import math
from dataclasses import dataclass, replace
from typing import Final

from bot.console.accounts import BadName, clean_name, masked_address, network_of
from bot.console.passwords import Passwords
from bot.store import Account, Action, Actor, Attempts, Audit, Gate, Patience, Sessions, Staff

_SECOND: Final = dt.timedelta(seconds=1)
#: An account: never longer than five minutes, so that a stranger's failures are no way to lock somebody out.
_ACCOUNT: Final = Patience(5, 2 * _SECOND, dt.timedelta(minutes=5), dt.timedelta(minutes=10))
#: An address: a whole office may come from one, so there is more of it for free.
_ADDRESS: Final = Patience(20, 2 * _SECOND, dt.timedelta(minutes=15), dt.timedelta(minutes=3))


@dataclass(frozen=True)
class Visitor:
    """Where somebody comes from: the network address, and the id of their browser if it has one from before."""

    address: str
    device: str | None


class Wrong(Exception):
    """Name and password do not belong together, or there is no such name: nobody is told which."""


class Wait(Exception):
    """Too many failures; `seconds` until the next attempt is looked at."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def account_gate(name: str) -> Gate:
    """Where failures on an account are counted."""
    return Gate(f"account:{name}", _ACCOUNT)


class Entrance:
    """Looks at attempts to sign in."""

    def __init__(
        self, staff: Staff, sessions: Sessions, attempts: Attempts, audit: Audit, passwords: Passwords
    ) -> None:
        self._staff = staff
        self._sessions = sessions
        self._attempts = attempts
        self._audit = audit
        self._passwords = passwords

    async def attempt(
        self, name: str, password: str, visitor: Visitor, failure: Action = Action.SIGN_IN_FAILED
    ) -> Account:
        """The account of somebody who may come in. Raises Wrong, Wait or StoreDown.

        `failure` is what the audit log calls it where name and password do not belong together.
        """
        try:
            name = clean_name(name)
        except BadName:
            name = ""  # no account has it; what was typed is looked at as if one could
        address = Gate(f"address:{network_of(visitor.address)}", _ADDRESS)
        own = await self._own_gate(name, visitor)
        wait = await asyncio.to_thread(self._attempts.begin, (address, own))
        if wait:
            raise Wait(math.ceil(wait.total_seconds()))
        account = await asyncio.to_thread(self._staff.account, name)
        known = account.password if account else None
        fits = await self._passwords.fits(known, password)
        if not fits or account is None or known is None:
            await self._failed(account, visitor, failure)
            raise Wrong
        await asyncio.to_thread(self._attempts.succeed, (own,), (address,))
        return await self._up_to_date(account, known, password)

    async def _up_to_date(self, account: Account, known: str, password: str) -> Account:
        """The account with its password under today's parameters, now that the password is at hand."""
        renewed = await self._passwords.renewed(known, password)
        if renewed is None:
            return account
        is_kept = await asyncio.to_thread(self._staff.rehash, account.id, known, renewed)
        return replace(account, password=renewed) if is_kept else account

    async def _own_gate(self, name: str, visitor: Visitor) -> Gate:
        """The account's gate; in a browser in which it signed in before, one that strangers do not pass through."""
        if visitor.device is None:
            return account_gate(name)
        is_known = await asyncio.to_thread(self._sessions.knows, visitor.device, name)
        return Gate(f"device:{visitor.device}:{name}", _ACCOUNT) if is_known else account_gate(name)

    async def _failed(self, account: Account | None, visitor: Visitor, failure: Action) -> None:
        """Into the audit log; without the name that was typed where there is none such: it may be a password."""
        by = Actor(account.name if account else "", masked_address(visitor.address))
        detail = {"reason": "password" if account else "unknown name"}
        target = account.name if account else None
        await asyncio.to_thread(self._audit.write, by, failure, target, detail)
