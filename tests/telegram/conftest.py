"""One emulator for this process of tests; before it, for every test, a Bot API and a bot of its own."""

from __future__ import annotations

import os
import uuid
from collections.abc import AsyncIterator, Iterator

import pytest

from dev.emulator import no_emulator
from dev.layout import PROJECT
from tests.telegram.emulator import BotApi, running_emulator

_MARKER = "emulator"


def pytest_configure(config: pytest.Config) -> None:
    """The marker by which `make test` tells the tests that need Node.js from those that do not."""
    config.addinivalue_line("markers", f"{_MARKER}: needs the emulator of the Bot API (set by itself)")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever asks for the fixture needs the emulator."""
    for item in items:
        if "emulator" in getattr(item, "fixturenames", ()):
            item.add_marker(_MARKER)


@pytest.fixture(scope="session")
def emulator() -> Iterator[str]:
    """The address of an emulator that runs. Where there is none, tests are skipped, and fail in CI."""
    missing = no_emulator(PROJECT)
    if missing and os.environ.get("CI") == "true":
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    with running_emulator() as url:
        yield url


@pytest.fixture
async def telegram(emulator: str) -> AsyncIterator[BotApi]:
    """Telegram, as a bot knows it."""
    async with BotApi(emulator) as api:
        yield api


@pytest.fixture
def token() -> str:
    """The token of a bot that no other test knows, of the length that Telegram's have."""
    return f"666:AAA{uuid.uuid4().hex}"
