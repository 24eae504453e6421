"""Makes an application of python-telegram-bot that takes what the inbox gives out, several chats at once."""

from __future__ import annotations

import logging
from collections.abc import Awaitable
from typing import Any

from telegram.ext import AIORateLimiter, Application, ApplicationBuilder, BaseUpdateProcessor

from bot.telegram.inbox import Inbox, Settled
from bot.telegram.incoming import Incoming

App = Application[Any, Any, Any, Any, Any, Any]


class InTurn(BaseUpdateProcessor):
    """Deals with several chats at once; the inbox sees to it that none has two things dealt with."""

    def __init__(self, inbox: Inbox, at_once: int) -> None:
        super().__init__(at_once)
        self._inbox = inbox

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Deal with it, then let the next one of its chat come."""
        try:
            await coroutine
        finally:
            if isinstance(update, Incoming | Settled):
                await self._inbox.settle(update.chat)

    async def initialize(self) -> None:
        """Nothing to do."""

    async def shutdown(self) -> None:
        """Nothing to do."""


def build(token: str, api: str, inbox: Inbox, at_once: int, rate: float, polls: bool) -> App:
    """An application that is not started; with an updater where it `polls`.

    Every chat waits by itself when Telegram says it got too much (`bot.telegram.courier`), so the limiter only
    keeps the pace: `rate` messages a second over all, and Telegram's own for groups.
    """
    logging.getLogger("telegram.ext.AIORateLimiter").setLevel(logging.CRITICAL)
    logging.getLogger("httpx").setLevel(logging.WARNING)  # its addresses hold the token
    logging.getLogger("apscheduler").setLevel(logging.WARNING)  # it would tell of every round
    for name in ("telegram.Bot", "telegram.request.BaseRequest"):  # they tell what could not be read, whole
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    builder = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{api.rstrip('/')}/bot")
        .base_file_url(f"{api.rstrip('/')}/file/bot")
        .rate_limiter(AIORateLimiter(overall_max_rate=rate, max_retries=0))
        .concurrent_updates(InTurn(inbox, at_once))
        .connection_pool_size(at_once + 8)
        .pool_timeout(30)
        .update_queue(inbox)
    )
    return builder.build() if polls else builder.updater(None).build()
