"""The Rasa server, as the gateway talks to it: one question, one list of messages, or a clear failure."""

from __future__ import annotations

from typing import Any

import aiohttp

from policies_kb.model.text import Lang

Message = dict[str, Any]


class RasaDown(Exception):
    """Rasa or its action server gave no answer; the text says which way it failed, never what was asked."""


class Rasa:
    """A client of Rasa's REST channel."""

    def __init__(self, url: str, timeout: float) -> None:
        self._url = url.rstrip("/")
        self._timeout = aiohttp.ClientTimeout(total=timeout, connect=min(2.0, timeout))
        self._session: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        """Open the connection pool; within a running event loop."""
        self._session = aiohttp.ClientSession(timeout=self._timeout)

    async def close(self) -> None:
        """Close the connection pool."""
        if self._session is not None:
            await self._session.close()

    async def say(self, sender: str, message: str, lang: Lang | None = None) -> list[Message]:
        """The replies to a message, in `lang` where one is wished.

        Raises RasaDown, also for an empty list: that is how a failed action looks.
        """
        assert self._session is not None, "open() comes first"
        body: dict[str, Any] = {"sender": sender, "message": message}
        if lang is not None:
            body["metadata"] = {"lang": lang}
        try:
            async with self._session.post(f"{self._url}/webhooks/rest/webhook", json=body) as reply:
                if reply.status != 200:
                    raise RasaDown(f"status {reply.status}")
                messages = await reply.json()
        except (aiohttp.ClientError, TimeoutError) as error:
            raise RasaDown(type(error).__name__) from error
        if not messages:
            raise RasaDown("no reply, as when the action server fails")
        return merged(messages)

    async def is_ready(self) -> bool:
        """Whether a model is loaded and the server answers."""
        assert self._session is not None, "open() comes first"
        try:
            async with self._session.get(f"{self._url}/") as reply:
                return reply.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False


def merged(messages: list[Message]) -> list[Message]:
    """Rasa sends text and `custom` of one reply as two messages; here they become one again."""
    whole: list[Message] = []
    for message in messages:
        if set(message) <= {"recipient_id", "custom"} and whole and "custom" not in whole[-1]:
            whole[-1] = {**whole[-1], "custom": message["custom"]}
        else:
            whole.append(dict(message))
    return whole
