"""What comes in from Telegram, reduced to what is needed: no names, no pictures, numbers of persons masked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any, Final

from telegram import Chat, ChatMember, Message, Update
from telegram.constants import ChatType

from bot.masking import clean
from bot.telegram.phrases import MENU

_COMMAND: Final = re.compile(
    r"/(?P<name>[a-z0-9_]{1,32})(?:@(?P<bot>\w+))?(?:\s+(?P<rest>.*))?$", re.IGNORECASE | re.DOTALL
)
_CONVERSATION: Final = re.compile(r"tg-?\d+(?:\.\d+)?")
_GROUPS: Final = (ChatType.GROUP, ChatType.SUPERGROUP)
#: Parts of a message that a person sends and that cannot be read here.
_OTHERS: Final = (
    "sticker", "voice", "audio", "video", "video_note", "animation", "location", "venue", "contact", "poll", "dice",
    "story", "game", "paid_media", "checklist", "invoice",
)  # fmt: skip


class What(StrEnum):
    """What came in."""

    TEXT = "text"
    COMMAND = "command"
    BUTTON = "button"
    PHOTO = "photo"
    FILE = "file"
    OTHER = "other"
    BLOCKED = "blocked"
    MOVED = "moved"


@dataclass(frozen=True)
class Incoming:
    """One thing that came in.

    `number` is the update's, `message` the message's in its chat (0 where there is none). `person` is set in groups
    only, where each has a conversation of their own. `text` is what was written (of a command: what stands behind
    it; of a button: its data; of a moved group: its new number); `name` the command, or what OTHER is; `file` and
    `size` (bytes) those of a picture; `spoken` the language of the person's app;
    `query` a button's press, to be answered at once; `known_as` the conversation, where it has another name.
    """

    what: What
    number: int
    chat: int
    message: int = 0
    person: int | None = None
    text: str = ""
    name: str = ""
    file: str = ""
    size: int = 0
    spoken: str | None = None
    query: str = ""
    known_as: str = ""

    @property
    def conversation(self) -> str:
        """The name of the conversation it belongs to; `chat_in` reads it."""
        if self.known_as:
            return self.known_as
        return f"tg{self.chat}" if self.person is None else f"tg{self.chat}.{self.person}"

    @property
    def client(self) -> str:
        """The name of the message in its conversation; `replied_to` reads it."""
        return f"{self.number}.{self.message}"

    @property
    def in_group(self) -> bool:
        """Whether others read along."""
        return self.person is not None

    def kept(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Incoming:
        """From JSON."""
        known = {field.name: kept[field.name] for field in fields(cls) if field.name in kept}
        return cls(**{**known, "what": What(known["what"])})


def replied_to(client: str | None) -> int | None:
    """The number of the message that a reply belongs to; None for a reply that nobody asked for."""
    number, _, message = (client or "").partition(".")
    return int(message) if number.isdigit() and message.isdigit() and message != "0" else None


def is_ours(conversation: str) -> bool:
    """Whether a conversation is one of Telegram's; those of the web have names by chance."""
    return bool(_CONVERSATION.fullmatch(conversation))


def chat_in(conversation: str) -> int:
    """The number of the chat in which a conversation began."""
    return int(conversation.removeprefix("tg").partition(".")[0])


def incoming_of(update: Update, bot: int, name: str) -> Incoming | None:
    """What an update is to us; None where it is nothing to answer. `bot` and `name` are our own."""
    if update.callback_query is not None:
        return _button(update)
    if update.my_chat_member is not None:
        gone = update.my_chat_member.new_chat_member.status in (ChatMember.BANNED, ChatMember.LEFT)
        return Incoming(What.BLOCKED, update.update_id, update.my_chat_member.chat.id) if gone else None
    message = update.message or update.edited_message
    if message is None or (message.from_user is not None and message.from_user.is_bot):
        return None
    if message.migrate_to_chat_id is not None:
        return Incoming(What.MOVED, update.update_id, message.chat.id, text=str(message.migrate_to_chat_id))
    if message.chat.type in _GROUPS and not _for_us(message, bot, name):
        return None
    found = _message(update.update_id, message, name)
    if found is not None and found.what is What.OTHER and update.edited_message is not None:
        return None  # a place on the map that moves
    return found


def _button(update: Update) -> Incoming | None:
    query = update.callback_query
    if query is None or query.message is None or not query.data:
        return None
    chat = query.message.chat
    return Incoming(
        What.BUTTON,
        update.update_id,
        chat.id,
        query.message.message_id,
        _person(chat, query.from_user.id),
        query.data,
        spoken=query.from_user.language_code,
        query=query.id,
    )


def _for_us(message: Message, bot: int, name: str) -> bool:
    """Whether a message of a group speaks to us: a mention, a command, or a reply to what we said."""
    said = message.text or message.caption or ""
    replied = message.reply_to_message
    if replied is not None and replied.from_user is not None and replied.from_user.id == bot:
        return True
    command = _COMMAND.match(said)
    if command is not None and command["bot"]:
        return command["bot"].lower() == name.lower()
    if command is not None:  # one that is none of ours may be meant for another bot
        return command["name"].lower() in {"start", *MENU}
    return bool(re.search(rf"@{re.escape(name)}\b", said, re.IGNORECASE))


def _message(number: int, message: Message, name: str) -> Incoming | None:
    sender = message.from_user
    common: dict[str, Any] = {
        "number": number,
        "chat": message.chat.id,
        "message": message.message_id,
        "person": _person(message.chat, sender.id if sender else 0),
        "spoken": sender.language_code if sender else None,
    }
    said = clean(
        re.sub(rf"@{re.escape(name)}\b", " ", message.text or message.caption or "", flags=re.IGNORECASE)
    )
    if message.photo:
        largest = message.photo[-1]
        return Incoming(What.PHOTO, **common, text=said, file=largest.file_id, size=largest.file_size or 0)
    if message.document is not None:
        file = message.document
        kind = file.mime_type or ""
        return Incoming(
            What.FILE, **common, text=said, name=kind, file=file.file_id, size=file.file_size or 0
        )
    if message.text is not None:
        command = _COMMAND.match(said)
        if command is not None:
            return Incoming(
                What.COMMAND, **common, text=(command["rest"] or "").strip(), name=command["name"].lower()
            )
        return Incoming(What.TEXT, **common, text=said)
    other = next((part for part in _OTHERS if getattr(message, part, None)), None)
    return Incoming(What.OTHER, **common, name=other) if other else None


def _person(chat: Chat, person: int) -> int | None:
    return person if chat.type in _GROUPS else None
