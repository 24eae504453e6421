"""Gateways with a console on an empty database, and an OpenID provider."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack

import pytest

from bot.console import routes
from bot.console.passwords import Passwords
from bot.store import Database
from tests.integration.bot.console.desks import CHEAP, Office, Time
from tests.integration.bot.console.openid import Provider
from tests.integration.bot.web_gateway import gateways_on


@pytest.fixture
def time() -> Time:
    """The time of the test."""
    return Time()


@pytest.fixture
async def office(
    database: str, url: str, time: Time, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Office]:
    """Gateways on an empty database, SQLite and PostgreSQL."""
    monkeypatch.setattr(routes, "Passwords", lambda: Passwords(CHEAP))
    async with gateways_on(database, url) as gateways, AsyncExitStack() as stack:
        yield Office(gateways, stack, time)


@pytest.fixture
async def provider(time: Time) -> AsyncIterator[Provider]:
    """A provider that is up."""
    made = Provider(time)
    server = await made.start()
    yield made
    await server.close()


@pytest.fixture
def database_of(url: str) -> Iterator[Database]:
    """The gateway's database, with its tables."""
    made = Database(url)
    made.open()
    yield made
    made.close()
