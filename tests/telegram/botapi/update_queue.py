"""Updates on their way to the bot: kept until it has them, fetched by long polling or posted to its webhook."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp

from tests.telegram.botapi.faults import ApiError

# What a bot gets that does not say which updates it wants.
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
FETCHED_ELSEWHERE = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)
HAS_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


@dataclass(frozen=True, eq=False)
class Pending:
    """An update not yet known to have arrived. One that is `again` comes once more, whatever was confirmed."""

    update: dict[str, Any]
    again: bool = False


class Webhook:
    """Posts updates to a URL, up to `most` at once, each again after `retry` seconds until it is taken."""

    def __init__(
        self, url: str, secret: str, most: int, retry: float, taken: Callable[[Pending], None]
    ) -> None:
        self.url = url
        self.most = most
        self.last_error = ""
        self._secret = secret
        self._retry = retry
        self._taken = taken
        self._slots = asyncio.Semaphore(most)
        self._session = aiohttp.ClientSession()
        self._tasks: set[asyncio.Task[None]] = set()

    def post(self, pending: Pending) -> None:
        """Start to bring an update."""
        task = asyncio.create_task(self._bring(pending))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Stop; what has not arrived stays pending."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._session.close()

    async def _bring(self, pending: Pending) -> None:
        while not await self._is_taken(pending):
            await asyncio.sleep(self._retry)
        self._taken(pending)

    async def _is_taken(self, pending: Pending) -> bool:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self._secret} if self._secret else {}
        async with self._slots:
            try:
                async with self._session.post(self.url, json=pending.update, headers=headers) as response:
                    if response.ok:
                        return True
                    self.last_error = f"Wrong response from the webhook: {response.status} {response.reason}"
            except aiohttp.ClientError as error:
                self.last_error = f"Connection failed: {error}"
        return False


class UpdateQueue:
    """The updates of one bot."""

    def __init__(self, retry: float) -> None:
        self.allowed: tuple[str, ...] = ()
        self.webhook: Webhook | None = None
        self._retry = retry
        self._pending: list[Pending] = []
        self._poll: asyncio.Future[None] | None = None

    @property
    def waiting(self) -> int:
        """How many updates the bot has not confirmed."""
        return len(self._pending)

    def put(self, update: dict[str, Any], *, again: bool = False) -> None:
        """A new update, or with `again` one that comes whatever its number; dropped if the bot wants none such."""
        (kind,) = set(update) - {"update_id"}
        is_wanted = kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT
        if not is_wanted:
            return
        pending = Pending(update, again)
        self._pending.append(pending)
        if self.webhook:
            self.webhook.post(pending)
        if self._poll and not self._poll.done():
            self._poll.set_result(None)

    def drop(self) -> None:
        """Forget everything that is pending."""
        self._pending.clear()

    async def take(self, offset: int, limit: int, timeout: float) -> list[dict[str, Any]]:
        """Updates from `offset` on, those below being forgotten; waits up to `timeout` seconds for the first.

        A negative offset counts from the end. Raises ApiError (409) with a webhook, and in the call that waited
        before.
        """
        if self.webhook:
            raise ApiError(409, HAS_WEBHOOK)
        self._end_poll(FETCHED_ELSEWHERE)
        if offset < 0:
            del self._pending[:offset]
        elif offset:
            self._pending = [one for one in self._pending if one.again or one.update["update_id"] >= offset]
        if not self._pending and timeout > 0:
            await self._arrival(timeout)
        taken = self._pending[:limit]
        self._pending = [one for one in self._pending if not (one.again and one in taken)]
        return [one.update for one in taken]

    async def use_webhook(self, url: str, secret: str, most: int) -> None:
        """Post from now on, starting with what is pending; an empty URL: back to polling."""
        if self.webhook:
            await self.webhook.close()
        self.webhook = None
        if url:
            self._end_poll("Conflict: terminated by setWebhook request")
            self.webhook = Webhook(url, secret, most, self._retry, self._pending_taken)
            for pending in self._pending:
                self.webhook.post(pending)

    async def close(self) -> None:
        """Let nobody wait, post nothing more."""
        self._end_poll("Conflict: the server closes")
        await self.use_webhook("", "", 1)

    def _pending_taken(self, pending: Pending) -> None:
        if pending in self._pending:
            self._pending.remove(pending)

    def _end_poll(self, why: str) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_exception(ApiError(409, why))

    async def _arrival(self, timeout: float) -> None:
        poll = self._poll = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(poll, timeout)
        except TimeoutError:
            return
        finally:
            if self._poll is poll:
                self._poll = None
