"""The channel as one application of python-telegram-bot: started, stopped, and what comes in dealt with."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from traceback import format_tb
from typing import Any, Final

from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import CallbackContext, ContextTypes, TypeHandler

from bot.store import StoreDown
from bot.telegram.building import App
from bot.telegram.courier import Courier
from bot.telegram.desk import Desk
from bot.telegram.inbox import Inbox
from bot.telegram.incoming import Incoming, incoming_of
from bot.telegram.introduction import introduce
from bot.telegram.talk import Talk

_log = logging.getLogger(__name__)
#: What is asked of Telegram; everything else is none of our business.
ALLOWED: Final = ("message", "edited_message", "callback_query", "my_chat_member")
#: Seconds between two looks whether there is something to be told, and until the first.
_ROUND: Final = 60.0
_SOON: Final = 1.0
#: Seconds that replies on their way are given when the gateway stops.
_FAREWELL: Final = 3.0
#: Seconds between attempts to reach Telegram at the start.
_AGAIN: Final = 10.0


class TelegramChannel:
    """The running channel."""

    def __init__(
        self,
        app: App,
        inbox: Inbox,
        desk: Desk,
        talk: Talk,
        courier: Courier,
        rounds: Sequence[Callable[[], Awaitable[None]]],
        webhook: tuple[str, str] | None,
    ) -> None:
        """`rounds` are gone every minute; `webhook` is the public address and the secret token, where there is one."""
        self.app = app
        self.inbox = inbox
        self._desk = desk
        self.talk = talk
        self.courier = courier
        self._rounds = rounds
        self._webhook = webhook
        self._starting: asyncio.Task[None] | None = None
        self._calming: set[asyncio.Task[None]] = set()
        app.add_handler(TypeHandler(Incoming, self._handle))
        app.add_error_handler(self._gave_up)
        inbox.arrived = self._arrived
        inbox.read = self._read

    @property
    def polls(self) -> bool:
        """Whether it fetches updates itself; else they are brought, to any gateway."""
        return self._webhook is None

    def start(self) -> None:
        """Begin; Telegram that cannot be reached is tried again while the gateway runs."""
        self._starting = asyncio.create_task(self._start())

    async def stop(self) -> None:
        """Take nothing more, finish what is being dealt with, leave the rest for the next start."""
        self.talk.stop()
        if self._starting is not None:
            self._starting.cancel()
            await asyncio.gather(self._starting, return_exceptions=True)
        if self.app.updater is not None and self.app.updater.running:
            await self.app.updater.stop()
        if self.app.running:
            await self.app.stop()
        await self.courier.stop(_FAREWELL)
        await asyncio.gather(*self._calming, return_exceptions=True)
        await self.app.shutdown()

    async def _start(self) -> None:
        while True:
            try:
                await self.app.initialize()
                await self.inbox.take_up()
                await self.courier.take_up()
                break
            except InvalidToken:
                _log.error("Telegram does not know this token: TELEGRAM_BOT_TOKEN is wrong, or was revoked")
            except (TelegramError, StoreDown) as error:
                _log.warning("Telegram or the store cannot be reached: %s", type(error).__name__)
            await asyncio.sleep(_AGAIN)
        if self.app.job_queue is not None:
            self.app.job_queue.run_repeating(self._go_round, _ROUND, first=_SOON)
        await self.app.start()
        await self._listen()
        await introduce(self.app.bot)

    async def _listen(self) -> None:
        """Fetch updates, or have them brought."""
        if self._webhook is None:
            assert self.app.updater is not None, "who polls has an updater"
            await self.app.updater.start_polling(
                allowed_updates=ALLOWED, bootstrap_retries=-1, error_callback=_not_fetched
            )
            return
        address, secret = self._webhook
        while True:
            try:
                await self.app.bot.set_webhook(address, allowed_updates=ALLOWED, secret_token=secret)
            except TelegramError as error:
                _log.warning("the webhook cannot be set: %s", type(error).__name__)
                await asyncio.sleep(_AGAIN)
            else:
                return

    def _arrived(self, incoming: Incoming) -> None:
        """A button stops turning at once, whatever is being dealt with before it."""
        if incoming.query:
            calming = asyncio.create_task(self._calm(incoming.query))
            self._calming.add(calming)
            calming.add_done_callback(self._calming.discard)

    def _read(self, update: Update) -> Incoming | None:
        message = update.message or update.edited_message
        if message is not None:
            self.courier.saw(message.chat.id, message.message_id)
        return incoming_of(update, self.app.bot.id, self.app.bot.username)

    async def _calm(self, query: str) -> None:
        try:
            await self.app.bot.answer_callback_query(query)
        except TelegramError as error:
            _log.info("a button turns on: %s", type(error).__name__)

    async def _handle(self, incoming: Incoming, _context: object) -> None:
        await self._desk.deal(incoming)

    async def _gave_up(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        # Where it happened, not what was written: an exception's own words may hold that.
        where = "".join(format_tb(context.error.__traceback__)) if context.error else ""
        _log.error("an update could not be dealt with: %s\n%s", type(context.error).__name__, where)
        if isinstance(update, Incoming):
            await self._desk.give_up(update)

    async def _go_round(self, _context: CallbackContext[Any, Any, Any, Any]) -> None:
        for tell in self._rounds:
            try:
                await tell()
            except StoreDown as error:
                _log.warning("nobody could be told: %s", error)


def _not_fetched(error: TelegramError) -> None:
    _log.warning("updates could not be fetched: %s", type(error).__name__)
