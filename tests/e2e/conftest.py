"""The really started processes, for tests that talk to them as people's programs do."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from dev.assistant import Assistant
from dev.layout import PROJECT
from dev.ports import free_ports
from dev.preparation import is_trained
from tests.browser.conftest import browser
from tests.e2e.messenger import Messenger, messenger
from tests.e2e.talk import Talk

__all__ = ["browser"]


@pytest.fixture(scope="session")
def telegram() -> Iterator[Messenger]:
    """Telegram, which the assistant of this session knows."""
    with messenger() as made:
        yield made


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory, telegram: Messenger) -> Iterator[str]:
    """The address of an assistant that runs for this session, beside any other, on ports that are free."""
    missing = _missing()
    if missing and os.environ.get("CI") == "true":
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    own = {
        "ZHIWEN_BOT_DATABASE_URL": f"sqlite:///{tmp_path_factory.mktemp('gateway') / 'bot.sqlite'}",
        "TELEGRAM_BOT_TOKEN": telegram.api.token,
        "ZHIWEN_TELEGRAM_API": telegram.api.root,
    }
    with Assistant(PROJECT, free_ports(), own, PROJECT.logs / "e2e") as running:
        yield running.ports.gateway_url


@pytest.fixture
def talk(assistant: str) -> Talk:
    """A new conversation."""
    return Talk(assistant)


def _missing() -> str:
    if not PROJECT.rasa_python.exists():
        return "there is no environment for Rasa: make setup"
    if not is_trained(PROJECT):
        return "there is no model made from what is here now: make train"
    return ""
