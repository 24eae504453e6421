"""Where people write to the bot besides the private chat: groups and channels."""

from __future__ import annotations

from typing import Any

import telegram

from tests.telegram.botapi.faults import ApiError
from tests.telegram.botapi.formatting import found_in
from tests.telegram.botapi.payloads import Json
from tests.telegram.botapi.server import BotApi
from tests.telegram.botapi.world import BOT


class Place:
    """A chat. Its number can be given, so that it stays the same after a restart."""

    def __init__(self, api: BotApi, chat: Json) -> None:
        self.api = api
        self.chat = chat
        self.id: int = chat["id"]
        api.world.chats[self.id] = chat

    def bring(self, kind: str, fields: Json, update_id: int | None = None) -> telegram.Update:
        """A message with these fields, as an update of some kind ("message", "channel_post")."""
        return self.api.world.send(kind, self.api.world.keep(self.id, fields), update_id)

    def member(self, by: Json, old: str, new: str, why: ApiError | None) -> telegram.Update:
        """The bot's own membership changes; `why` is what it is told from then on when it writes."""
        world = self.api.world
        if why:
            world.closed[self.id] = why
        else:
            world.closed.pop(self.id, None)
        change = {
            "chat": self.chat,
            "from": by,
            "date": int(world.now()),
            "old_chat_member": _standing(old),
            "new_chat_member": _standing(new),
        }
        return world.send("my_chat_member", change)


class Group(Place):
    """A supergroup with the bot in it. People write with `person.says(…, chat=group)`."""

    def __init__(self, api: BotApi, title: str, *, number: int | None = None) -> None:
        number = -(1_001_000_000_000 + api.world.number()) if number is None else number
        super().__init__(api, {"id": number, "type": "supergroup", "title": title})

    def removes_bot(self, by: Json) -> telegram.Update:
        """Somebody (`person.user`) takes the bot out."""
        why = ApiError(403, "Forbidden: bot was kicked from the supergroup chat")
        return self.member(by, "member", "kicked", why)

    def adds_bot(self, by: Json) -> telegram.Update:
        """Somebody (`person.user`) takes the bot in."""
        return self.member(by, "left", "member", None)


class Channel(Place):
    """A channel with the bot in it."""

    def __init__(self, api: BotApi, title: str, *, number: int | None = None) -> None:
        number = -(1_002_000_000_000 + api.world.number()) if number is None else number
        super().__init__(api, {"id": number, "type": "channel", "title": title})

    def posts(self, text: str, *, update_id: int | None = None) -> telegram.Update:
        """A post."""
        return self.bring("channel_post", {"sender_chat": self.chat, **written(text)}, update_id)


def written(text: str, name: str = "text") -> dict[str, Any]:
    """A text, or caption, with what Telegram marks in it."""
    entities = found_in(text)
    marks = {"text": "entities", "caption": "caption_entities"}
    return {name: text, marks[name]: entities} if entities else {name: text}


def _standing(status: str) -> Json:
    """The bot's membership."""
    return {"user": BOT, "status": status, **({"until_date": 0} if status == "kicked" else {})}
