"""A real browser, a gateway on the invented notices, and a Rasa that repeats what the real one said."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, expect

from bot.settings import Settings
from dev.browser import find_browser, no_browser
from tests.browser.rasa import RecordedRasa
from tests.browser.site import Gateway
from tests.browser.visitor import PATIENCE, Visitor, chromium

Arrive = Callable[..., Awaitable[Visitor]]
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One event loop for all tests here: they share one browser."""
    for item in items:
        if HERE in item.path.parents and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for this process of tests."""
    missing, program = no_browser({}), find_browser()
    if missing and os.environ.get("CI") == "true":
        pytest.fail(missing)
    if program is None:
        pytest.skip(missing)
    expect.set_options(timeout=PATIENCE)
    async with chromium(program) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def rasa() -> RecordedRasa:
    """What stands behind the gateway."""
    return RecordedRasa()


@pytest_asyncio.fixture(loop_scope="session")
async def gateway(rasa: RecordedRasa, published: str, tmp_path: Path) -> AsyncIterator[Gateway]:
    """A gateway that runs."""
    async with TestServer(rasa.app()) as server:
        made = Gateway(
            Settings(
                rasa_url=str(server.make_url("/")),
                database_url=published,
                bot_database_url=f"sqlite:///{tmp_path / 'bot.sqlite'}",
                web_secret="s" * 40,
                web_session_rate=1000,
                web_address_rate=1000,
                today="2031-05-01",
            )
        )
        await made.start()
        yield made
        rasa.gate.set()
        await made.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def arrive(browser: Browser, gateway: Gateway) -> AsyncIterator[Arrive]:
    """Lets visitors arrive; none of them may have met an error or a dialogue that no test expected."""
    visitors: list[Visitor] = []

    async def _arrive(**options: Any) -> Visitor:
        visitors.append(await Visitor.arrive(browser, gateway.url, **options))
        return visitors[-1]

    yield _arrive
    for visitor in visitors:
        await visitor.context.close()
    assert [fault for visitor in visitors for fault in visitor.faults] == []


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(arrive: Arrive) -> Visitor:
    """One visitor at a desk."""
    return await arrive()
