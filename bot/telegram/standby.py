"""Takes updates at a gateway that does not serve the bot: they are stored, and the one that does finds them."""

from __future__ import annotations

import asyncio

from telegram import Bot, Update
from telegram.error import NetworkError, TelegramError

from bot.store import StoreDown, Updates
from bot.telegram.incoming import incoming_of


class Standby:
    """The bot as such a gateway knows it: its name and its number."""

    def __init__(self, token: str, api: str, updates: Updates) -> None:
        self._bot = Bot(token, base_url=f"{api.rstrip('/')}/bot")
        self._updates = updates
        self._asking = asyncio.Lock()
        self._is_known = False

    async def put(self, update: Update) -> None:
        """Store it. Raises NetworkError where it cannot be stored: then it comes again."""
        try:
            await self._know()
            incoming = incoming_of(update, self._bot.id, self._bot.username)
            if incoming is not None:
                await asyncio.to_thread(
                    self._updates.receive, incoming.number, incoming.chat, incoming.kept()
                )
        except (TelegramError, StoreDown) as error:
            raise NetworkError(f"an update cannot be stored: {type(error).__name__}") from error

    async def close(self) -> None:
        """Close the connections."""
        await self._bot.shutdown()

    async def _know(self) -> None:
        """Ask once who the bot is: in a group it must know when it is meant. Raises TelegramError."""
        async with self._asking:
            if not self._is_known:
                await self._bot.initialize()
                self._is_known = True
