"""Which button payloads the assistant has offered to whom. Nothing else that starts with `/` reaches Rasa."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from typing import Any, Final

from redis.asyncio import Redis

from bot.shared import Shared, SharedDown

_SENDERS: Final = 10_000
_EACH: Final = 60
#: Seconds for which other gateways know what was offered: somebody who presses a button does so within a day.
_KNOWN_FOR: Final = 86_400


class Offered:
    """The latest payloads of each conversation, of the conversations used last."""

    def __init__(self, senders: int = _SENDERS, each: int = _EACH) -> None:
        self._senders = senders
        self._each = each
        self._by_sender: OrderedDict[str, OrderedDict[str, None]] = OrderedDict()

    def note(self, sender: str, messages: Iterable[Mapping[str, Any]]) -> None:
        """Remember the payloads of these replies."""
        payloads = self._by_sender.setdefault(sender, OrderedDict())
        self._by_sender.move_to_end(sender)
        for payload in payloads_in(messages):
            payloads[payload] = None
            payloads.move_to_end(payload)
        while len(payloads) > self._each:
            payloads.popitem(last=False)
        while len(self._by_sender) > self._senders:
            self._by_sender.popitem(last=False)

    def allows(self, sender: str, payload: str) -> bool:
        """Whether this conversation was offered this payload."""
        return payload in self._by_sender.get(sender, ())


class Offering:
    """The same for all gateways that share a Redis, where names and payloads stand as digests only.

    While it is down each gateway knows what it offered itself.
    """

    def __init__(self, shared: Shared | None = None) -> None:
        self._here = Offered()
        self._shared = shared

    async def note(self, sender: str, messages: Sequence[Mapping[str, Any]]) -> None:
        """Remember the payloads of these replies."""
        self._here.note(sender, messages)
        digests = [_digest(payload) for payload in payloads_in(messages)]
        if self._shared is None or not digests:
            return
        key = _key(sender)

        async def push(redis: Redis) -> None:
            async with redis.pipeline() as pipeline:
                pipeline.lpush(key, *digests)
                pipeline.ltrim(key, 0, _EACH - 1)
                pipeline.expire(key, _KNOWN_FOR)
                await pipeline.execute()

        with suppress(SharedDown):
            await self._shared.ask(push)

    async def allows(self, sender: str, payload: str) -> bool:
        """Whether this conversation was offered this payload, here or by another gateway."""
        if self._here.allows(sender, payload):
            return True
        if self._shared is None:
            return False

        async def look(redis: Redis) -> bool:
            async with redis.pipeline() as pipeline:
                pipeline.lrange(_key(sender), 0, -1)
                (held,) = await pipeline.execute()
            return _digest(payload).encode() in held

        try:
            return await self._shared.ask(look)
        except SharedDown:
            return False


def payloads_in(messages: Iterable[Mapping[str, Any]]) -> list[str]:
    """The payloads of all buttons of these replies."""
    return [button["payload"] for message in messages for button in message.get("buttons") or ()]


def _key(sender: str) -> str:
    return f"zhiwen:offered:{_digest(sender)}"


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()
