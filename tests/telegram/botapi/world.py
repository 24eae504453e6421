"""What Telegram knows: chats, messages, files, and what the bot has said of itself."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import telegram

from tests.telegram.botapi.faults import ApiError, bad_request
from tests.telegram.botapi.payloads import Json, checked
from tests.telegram.botapi.update_queue import UpdateQueue

BOT = {"id": 7_000_000_001, "is_bot": True, "first_name": "职问", "username": "zhiwen_bot"}
_SUPERGROUPS = -1_000_000_000_000  # these and channels have numbers up to this one
DOWNLOAD_MOST = 20 * 1024 * 1024  # bytes; getFile refuses more


@dataclass(frozen=True)
class Button:
    """A button under a message."""

    text: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Sent:
    """A message of the bot: the text as given and as people read it; `at` in seconds of the monotonic clock."""

    chat_id: int
    message_id: int
    text: str
    plain: str
    entities: tuple[Json, ...]
    parse_mode: str | None
    keyboard: tuple[tuple[Button, ...], ...]
    markup: Json | None
    reply_to: int | None
    at: float
    parameters: Json = field(repr=False)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The buttons, row by row."""
        return tuple(itertools.chain.from_iterable(self.keyboard))


@dataclass(frozen=True)
class StoredFile:
    """A file that somebody sent; `size` in bytes is what Telegram says of it, also where `data` is shorter."""

    file_id: str
    unique_id: str
    path: str
    data: bytes
    size: int

    def fields(self) -> Json:
        """What every attachment says of its file."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": self.size}


class World:
    """One bot with everything around it. `now` gives the seconds since 1970 that messages are dated with."""

    def __init__(self, now: Callable[[], float] = time.time, webhook_retry: float = 0.05) -> None:
        self.now = now
        self.updates = UpdateQueue(webhook_retry)
        self.chats: dict[int, Json] = {}
        self.closed: dict[int, ApiError] = {}  # where the bot may not write, and what it is told
        self.messages: dict[tuple[int, int], Json] = {}
        self.sent: list[Sent] = []  # as they were sent
        self.shown: dict[tuple[int, int], Sent] = {}  # as they are now: edited, without the deleted ones
        self.files: dict[str, StoredFile] = {}
        self.offered: set[str] = set()  # the paths that getFile has given away
        self.queries: set[str] = set()  # button presses that wait for an answer
        self.history: dict[int, Json] = {}  # every update, by its number
        self.said: dict[tuple[str, str], Any] = {}  # commands and descriptions, by kind and scope
        self._last_message: dict[int, int] = {}
        self._numbers = itertools.count(1)
        self._next_update = itertools.count(500_000_001)

    def number(self) -> int:
        """A number that was not given before."""
        return next(self._numbers)

    def chat(self, chat_id: object) -> Json:
        """A chat where the bot may write. Raises ApiError (400, 403)."""
        if not isinstance(chat_id, int) or chat_id not in self.chats:
            raise bad_request("chat not found" if chat_id not in {None, ""} else "chat_id is empty")
        if chat_id in self.closed:
            raise self.closed[chat_id]
        return self.chats[chat_id]

    def keep(self, chat_id: int, fields: Json) -> Json:
        """A new message with the next number: private chats and basic groups count together, supergroups each alone."""
        sequence = chat_id if chat_id <= _SUPERGROUPS else 0
        message_id = self._last_message[sequence] = self._last_message.get(sequence, 0) + 1
        message = {"message_id": message_id, "date": int(self.now()), "chat": self.chats[chat_id], **fields}
        checked(telegram.Message, message)
        self.messages[chat_id, message_id] = message
        return message

    def store(self, folder: str, suffix: str, data: bytes, size: int | None = None) -> StoredFile:
        """A file somebody sent, of `size` bytes where that is not what `data` has."""
        number = self.number()
        path = f"{folder}/file_{number}{suffix}"
        stored = StoredFile(f"AgACAgUAAxkBAAI{number:06}", f"AQAD{number:06}", path, data, size or len(data))
        self.files[stored.file_id] = stored
        return stored

    def send(self, kind: str, content: Json, update_id: int | None = None) -> telegram.Update:
        """An update for the bot; with its number given, it comes even when that number was confirmed already."""
        number = next(self._next_update) if update_id is None else update_id
        update = {"update_id": number, kind: content}
        read = checked(telegram.Update, update)
        self.history[number] = update
        self.updates.put(update, again=update_id is not None)
        return read
