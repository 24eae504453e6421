"""A clock that the test moves, for gateways that look at it all the time."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bot.telegram import application, routes
from bot.telegram.due import ZONE
from tests.integration.bot.telegram_channel.looking import until


class Clockwork:
    """The time in China as the test sets it, and the rounds that gateways went."""

    def __init__(self, now: str) -> None:
        self.now = _moment(now)
        self.rounds = 0

    def set(self, now: str) -> None:
        """Move it to a moment such as `2030-03-24 09:00`."""
        self.now = _moment(now)

    async def gone_round(self, gateways: int = 1) -> None:
        """Return when each gateway has looked at the clock as it is now, and told what there was to tell."""
        last = self.rounds + 2 * gateways  # one of each may have begun before
        await until(lambda: self.rounds >= last)


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZONE)


def clockwork(monkeypatch: pytest.MonkeyPatch, now: str) -> Clockwork:
    """The clock of all gateways of this test, which go round five times a second."""
    made, go_round = Clockwork(now), application.TelegramChannel._go_round

    async def counted(channel: application.TelegramChannel, context: Any) -> None:
        await go_round(channel, context)
        made.rounds += 1

    monkeypatch.setattr(routes, "moments", lambda _: lambda: made.now)
    monkeypatch.setattr(application, "_ROUND", 0.2)
    monkeypatch.setattr(application, "_SOON", 0.05)
    monkeypatch.setattr(application.TelegramChannel, "_go_round", counted)
    return made
