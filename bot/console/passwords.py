"""Hashes of passwords: argon2id, as RFC 9106 recommends it for a server that does other things too."""

from __future__ import annotations

import asyncio
import base64
import secrets
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from bot.console.accounts import LONGEST, clean_password

#: Hashes worked on at the same time: each takes 64 MiB, and many at once would be a way to bring the gateway down.
_AT_ONCE: Final = 2


class Passwords:
    """Makes and compares hashes, in threads."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._turn = asyncio.Semaphore(_AT_ONCE)
        self._nobody = _nobody(self._hasher)

    def hash(self, password: str) -> str:
        """A new hash; blocks for some tenths of a second."""
        return self._hasher.hash(clean_password(password))

    async def made(self, password: str) -> str:
        """A new hash, made in a thread."""
        async with self._turn:
            return await asyncio.to_thread(self.hash, password)

    async def fits(self, known: str | None, password: str) -> bool:
        """Whether the password belongs to the hash. Without a hash it never does, which takes as long to say."""
        async with self._turn:
            return await asyncio.to_thread(self._compare, known, clean_password(password)[: LONGEST + 1])

    def _compare(self, known: str | None, password: str) -> bool:
        try:
            self._hasher.verify(known or self._nobody, password)
        except (VerificationError, InvalidHashError):
            return False
        return known is not None

    async def renewed(self, known: str, password: str) -> str | None:
        """A hash with today's parameters where `known` was made with others; None where it is good as it is."""
        if not self._hasher.check_needs_rehash(known):
            return None
        return await self.made(password)


def _nobody(hasher: PasswordHasher) -> str:
    """A hash that no password has, and that takes as long to compare as any other: the parameters are what counts."""
    parts = (secrets.token_bytes(size) for size in (hasher.salt_len, hasher.hash_len))
    salt, digest = (base64.b64encode(part).decode().rstrip("=") for part in parts)
    cost = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2id$v=19${cost}${salt}${digest}"
