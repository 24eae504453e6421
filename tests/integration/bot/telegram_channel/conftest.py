"""Telegram as the tests play it, and gateways that poll it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.integration.bot.rasa import HeldRasa
from tests.integration.bot.web_gateway import Gateways, gateways_on
from tests.telegram.botapi import BotApi, bot_api


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """Telegram."""
    async with bot_api() as made:
        yield made


@pytest.fixture
async def polling(held: HeldRasa, database: str, url: str, api: BotApi) -> AsyncIterator[Gateways]:
    """Gateways that fetch what comes in, on SQLite and on PostgreSQL."""
    settings = {"telegram_token": api.token, "telegram_api": api.root, "telegram_rate": 10_000}
    async with gateways_on(database, url, held, **settings) as made:
        yield made
