"""Puts Telegram into the gateway, where a token is set."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Final

from aiohttp import web
from telegram.error import InvalidToken

from bot import keys
from bot.clock import moments
from bot.settings import TELEGRAM_TOKEN, Settings
from bot.store import Amendments, Chats, Leases, Reminders, Updates
from bot.telegram.amending import Amending
from bot.telegram.application import TelegramChannel
from bot.telegram.building import build
from bot.telegram.commands import Commands
from bot.telegram.courier import Courier
from bot.telegram.desk import Desk, Helpers
from bot.telegram.inbox import Inbox
from bot.telegram.leading import Leading
from bot.telegram.opinions import Opinions
from bot.telegram.photos import Photos
from bot.telegram.reminding import Reminding
from bot.telegram.standby import Standby
from bot.telegram.talk import Talk
from bot.telegram.webhook import Webhook, secrets_of
from telemetry import PREFIX, BadSetting

TELEGRAM: Final = web.AppKey("telegram", Leading)
STANDBY: Final = web.AppKey("standby", Standby)


def add_telegram(app: web.Application) -> None:
    """Add the channel to an application that has the conversations. Raises BadSetting."""
    settings = app[keys.SETTINGS]
    token = settings.telegram_token
    if not token:
        return
    _require_sense(settings)
    store, hub = app[keys.STORE], app[keys.HUB]
    bot, _, _ = token.partition(":")
    try:
        app[TELEGRAM] = leading = Leading(
            Leases(store, store.name), f"telegram:{bot}"[:80], lambda leads: _channel(app, token, leads)
        )
    except InvalidToken as error:
        raise BadSetting(f"{TELEGRAM_TOKEN}: is no token of a bot") from error
    hub.listen(leading.wake)
    hub.listen_typing(leading.written_to)
    hub.listen_missed(leading.missed)
    if settings.telegram_webhook is not None:
        app[STANDBY] = Standby(token, settings.telegram_api, Updates(store))
        app.router.add_route("*", "/telegram/{secret}", Webhook(leading, app[STANDBY], token).take)
    app.cleanup_ctx.append(_running)


def _channel(app: web.Application, token: str, leads: Callable[[], bool]) -> TelegramChannel:
    """The channel for as long as this gateway leads. Raises InvalidToken."""
    settings, store, channel = app[keys.SETTINGS], app[keys.STORE], app[keys.CHANNEL]
    inbox = Inbox(Updates(store), settings.telegram_at_once)
    polls = settings.telegram_webhook is None
    telegram = build(
        token, settings.telegram_api, inbox, settings.telegram_at_once, settings.telegram_rate, polls
    )
    chats, clock = Chats(store), app[keys.CLOCK]
    courier = Courier(telegram.bot, chats, channel, leads)
    reminding = Reminding(
        Reminders(store), chats, app[keys.KNOWLEDGE], app[keys.HUB], moments(settings.today)
    )
    amending = Amending(Amendments(store), chats, app[keys.KNOWLEDGE], app[keys.HUB], clock)
    opinions = Opinions(channel)
    commands = Commands(clock, lambda: telegram.bot.username, settings.conversation_days, reminding, opinions)
    photos = Photos(telegram.bot, chats, channel, clock, settings.photo_most)
    helpers = Helpers(clock, commands, photos, reminding, opinions)
    talk = Talk(telegram.bot, channel)
    desk = Desk(talk, Updates(store), chats, channel, app[keys.KNOWLEDGE], helpers)
    path, secret = secrets_of(token)
    address = settings.telegram_webhook
    webhook = (f"{address.rstrip('/')}/telegram/{path}", secret) if address else None
    return TelegramChannel(
        telegram, inbox, desk, talk, courier, (reminding.tell_what_is_due, amending.tell_what_is_new), webhook
    )


def _require_sense(settings: Settings) -> None:
    if settings.telegram_at_once < 1:
        raise BadSetting(f"{PREFIX}TELEGRAM_AT_ONCE: must be at least 1")
    if not settings.telegram_rate > 0:
        raise BadSetting(f"{PREFIX}TELEGRAM_RATE: must be more than 0")


async def _running(app: web.Application) -> AsyncIterator[None]:
    app[TELEGRAM].start()
    yield
    await app[TELEGRAM].stop()
    if STANDBY in app:
        await app[STANDBY].close()
