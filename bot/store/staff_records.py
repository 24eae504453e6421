"""What the store gives out about the staff: plain values, free of the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.roles import Role


class Action(StrEnum):
    """What the audit log knows that people do."""

    SIGN_IN = "sign-in"
    SIGN_IN_FAILED = "sign-in-failed"
    SIGN_OUT = "sign-out"
    SIGN_OUT_EVERYWHERE = "sign-out-everywhere"
    ACCOUNT_ADDED = "account-added"
    ACCOUNT_REMOVED = "account-removed"
    ROLE_CHANGED = "role-changed"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 -- a name
    PASSWORD_REFUSED = "password-refused"  # noqa: S105 -- a name
    TAKE_OVER = "take-over"
    HAND_BACK = "hand-back"
    EXPORT = "export"
    DELETION = "deletion"
    CHANGE = "change"


@dataclass(frozen=True)
class Actor:
    """Who does something: the name of an account, or `cli:` and a user of the machine; empty where nobody knows.

    `address` is masked before it comes here.
    """

    name: str
    address: str | None = None


@dataclass(frozen=True)
class Account:
    """A person of the staff. `password` is a hash; None where they sign in by OpenID Connect only."""

    id: int
    name: str
    role: Role
    password: str | None
    issuer: str | None
    subject: str | None
    made_at: dt.datetime
    signed_in_at: dt.datetime | None


@dataclass(frozen=True)
class Identity:
    """Who an OpenID provider says that somebody is, and what they may."""

    issuer: str
    subject: str
    name: str
    role: Role


@dataclass(frozen=True)
class Lifetimes:
    """How long a session lasts: without a sign of life, and at all."""

    idle: dt.timedelta
    absolute: dt.timedelta


@dataclass(frozen=True)
class Patience:
    """How failures are answered: `free` of them at once, then a wait of `first` that doubles up to `most`.

    One failure is forgotten every `ease`.
    """

    free: int
    first: dt.timedelta
    most: dt.timedelta
    ease: dt.timedelta

    def wait(self, failures: int) -> dt.timedelta:
        """How long to wait after so many failures in a row."""
        if failures < self.free:
            return dt.timedelta(0)
        return min(self.most, self.first * float(2 ** min(failures - self.free, 30)))

    def left(self, failures: int, since: dt.timedelta) -> tuple[int, dt.timedelta]:
        """How many failures are remembered after a while, and how much of that while still counts."""
        forgotten = min(failures, since // self.ease)
        left = failures - forgotten
        return left, since - forgotten * self.ease if left else dt.timedelta(0)

    @property
    def counted(self) -> int:
        """Failures beyond which no more are counted: the wait is at its longest."""
        count = self.free
        while self.wait(count) < self.most:
            count += 1
        return count


@dataclass(frozen=True)
class Journey:
    """What is to be found again when a browser comes back from the OpenID provider."""

    state: str
    nonce: str
    verifier: str
    target: str


@dataclass(frozen=True)
class Entry:
    """One line of the audit log. Numbers grow; some may be missing."""

    id: int
    at: dt.datetime
    who: str
    action: str
    target: str | None
    address: str | None
    detail: Mapping[str, Any]
