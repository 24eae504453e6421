"""How the bot presents itself in the app: the menu of commands and what it says of itself, in three languages."""

from __future__ import annotations

import logging

from telegram import BotCommand
from telegram.error import TelegramError

from bot.telegram.phrases import MENU, menu, say
from bot.telegram.sending import Bot
from policies_kb.model.text import Lang

_log = logging.getLogger(__name__)
#: Telegram asks for two letters; nobody's app is told apart by script, so Chinese is what everybody else sees.
_APPS: tuple[tuple[str | None, Lang], ...] = ((None, "zh"), ("en", "en"))


async def introduce(bot: Bot) -> None:
    """Set menu and descriptions. The bot works without them, so a failure is only noted."""
    try:
        for code, lang in _APPS:
            commands = [BotCommand(name, menu(name, lang)) for name in MENU]
            await bot.set_my_commands(commands, language_code=code)
            await bot.set_my_description(say("about", lang), language_code=code)
            await bot.set_my_short_description(say("short_about", lang), language_code=code)
    except TelegramError as error:
        _log.warning("the menu of commands could not be set: %s", type(error).__name__)
