"""A gateway on the invented notices, in front of a Rasa that the test plays itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot import owned
from bot.app import create_app
from bot.settings import Settings
from policies_kb.model.knowledge import Knowledge
from policies_kb.store import Store
from tests.integration.bot import postgres
from tests.integration.bot.rasa import HeldRasa, PlayedRasa

Reply = Callable[[dict[str, Any]], Awaitable[web.StreamResponse]]
Client = TestClient[web.Request, web.Application]


@pytest.fixture(autouse=True)
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Secret and conversations of this test lie apart from the project's own."""
    monkeypatch.setattr(owned, "BUILD", tmp_path / "build")
    return tmp_path / "build"


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """One PostgreSQL for all tests of this process that want one."""
    with postgres.server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database for conversations."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'bot.sqlite'}"
    server: str = request.getfixturevalue("server")
    postgres.empty(server)
    return server


@pytest.fixture
def rasa() -> PlayedRasa:
    """A Rasa that is up."""
    return PlayedRasa()


@pytest.fixture
async def held() -> HeldRasa:
    """A Rasa that can be made to wait."""
    return HeldRasa()


@pytest.fixture
def database(tmp_path: Path, sample: Knowledge) -> str:
    """A database with the invented notices published."""
    url = f"sqlite:///{tmp_path / 'kb.sqlite'}"
    store = Store(url)
    store.publish(sample, dt.datetime(2030, 1, 1, tzinfo=dt.UTC))
    store.close()
    return url


@pytest.fixture
async def gateway(aiohttp_client: Any, rasa: PlayedRasa, database: str) -> Client:
    """The gateway, with Rasa up."""
    server = TestServer(rasa.app())
    await server.start_server()
    settings = Settings(
        rasa_url=str(server.make_url("/")), rasa_timeout=2, database_url=database, today="2031-05-01"
    )
    client: Client = await aiohttp_client(create_app(settings))
    return client


@pytest.fixture
async def alone(aiohttp_client: Any, database: str) -> Client:
    """The gateway, with Rasa down."""
    settings = Settings(
        rasa_url="http://127.0.0.1:9", rasa_timeout=1, database_url=database, today="2031-05-01"
    )
    client: Client = await aiohttp_client(create_app(settings))
    return client
