"""People: what they send reaches the bot as Telegram would bring it."""

from __future__ import annotations

from typing import Any

import telegram

from tests.telegram.botapi import attachments
from tests.telegram.botapi.faults import ApiError
from tests.telegram.botapi.payloads import Json
from tests.telegram.botapi.places import Place, written
from tests.telegram.botapi.server import BotApi
from tests.telegram.botapi.world import Button, Sent


class Person(Place):
    """Somebody with their private chat; what they do gives the update that was sent.

    Every way to send takes `chat` (a group; otherwise the private chat), `reply_to` (the number of a message there)
    and `update_id` (a number given twice, or out of order, is delivered all the same).
    """

    def __init__(
        self,
        api: BotApi,
        name: str,
        *,
        number: int | None = None,
        language: str = "zh-hans",
        username: str = "",
    ) -> None:
        number = 1_000_000 + api.world.number() if number is None else number
        named = {"first_name": name, **({"username": username} if username else {})}
        super().__init__(api, {"id": number, "type": "private", **named})
        self.user: Json = {"id": number, "is_bot": False, "language_code": language, **named}

    def says(self, text: str, **where: Any) -> telegram.Update:
        """A text; commands, mentions and links are marked as Telegram marks them."""
        return self.sends(written(text), **where)

    def starts(self, payload: str = "", **where: Any) -> telegram.Update:
        """The start button, or a link with a payload."""
        return self.says(f"/start {payload}".strip(), **where)

    def sends_photo(self, data: bytes, caption: str = "", **where: Any) -> telegram.Update:
        """A picture (bytes of any format), sent as a photo."""
        return self.sends({**attachments.photo(self.api.world, data), **_caption(caption)}, **where)

    def sends_document(
        self,
        data: bytes,
        name: str,
        mime: str,
        *,
        size: int | None = None,
        caption: str = "",
        **where: Any,
    ) -> telegram.Update:
        """A file; `size` in bytes pretends that it has more than `data`."""
        fields = attachments.document(self.api.world, data, name, mime, size)
        return self.sends({**fields, **_caption(caption)}, **where)

    def sends_voice(self, data: bytes = b"OggS", seconds: int = 3, **where: Any) -> telegram.Update:
        """A voice message."""
        return self.sends(attachments.voice(self.api.world, data, seconds), **where)

    def sends_sticker(self, emoji: str = "👍", **where: Any) -> telegram.Update:
        """A sticker."""
        return self.sends(attachments.sticker(self.api.world, emoji), **where)

    def sends_location(
        self, latitude: float = 30.25, longitude: float = 120.17, **where: Any
    ) -> telegram.Update:
        """A place on the map, in degrees."""
        return self.sends(attachments.location(latitude, longitude), **where)

    def sends_contact(self, phone: str = "+10000000000", name: str = "小李", **where: Any) -> telegram.Update:
        """Somebody's card."""
        return self.sends(attachments.contact(phone, name), **where)

    def sends_poll(self, question: str, *options: str, **where: Any) -> telegram.Update:
        """A poll."""
        return self.sends(attachments.poll(self.api.world, question, options), **where)

    def sends_dice(self, value: int = 6, **where: Any) -> telegram.Update:
        """A die."""
        return self.sends(attachments.dice(value), **where)

    def forwards(self, text: str, origin: Place | str, **where: Any) -> telegram.Update:
        """A text of somebody else: of a person, a channel, or of a name whose owner hides the account."""
        date = int(self.api.world.now()) - 3600
        source: Json = {"type": "hidden_user", "sender_user_name": origin}
        if isinstance(origin, Person):
            source = {"type": "user", "sender_user": origin.user}
        elif isinstance(origin, Place):
            source = {"type": "channel", "chat": origin.chat, "message_id": 1}
        return self.sends({**written(text), "forward_origin": {**source, "date": date}}, **where)

    def sends(
        self,
        fields: Json,
        *,
        chat: Place | None = None,
        reply_to: int | None = None,
        update_id: int | None = None,
    ) -> telegram.Update:
        """A message with these fields, whatever they are."""
        place = chat or self
        fields = {"from": self.user, **fields}
        if reply_to is not None:
            quoted = self.api.world.messages[place.id, reply_to]
            fields["reply_to_message"] = {
                name: part for name, part in quoted.items() if name != "reply_to_message"
            }
        return place.bring("message", fields, update_id)

    def edits(self, message_id: int, text: str, *, chat: Place | None = None) -> telegram.Update:
        """Another text in the place of what they wrote."""
        place, world = chat or self, self.api.world
        old = {
            name: part for name, part in world.messages[place.id, message_id].items() if name != "entities"
        }
        message = {**old, **written(text), "edit_date": int(world.now())}
        world.messages[place.id, message_id] = message
        return world.send("edited_message", message)

    def presses(
        self,
        button: str | Button,
        message: Sent,
        *,
        expired: bool = False,
        inaccessible: bool = False,
        update_id: int | None = None,
    ) -> telegram.Update:
        """A button of a message, by its text or its data, whether or not it still stands there.

        `expired`: too old to be answered. `inaccessible`: so old, or deleted, that the update says nothing of it.
        """
        world = self.api.world
        if isinstance(button, str):
            button = next(one for one in message.buttons if button in {one.text, one.data})
        query = str(4_000_000_000_000_000 + world.number())
        if not expired:
            world.queries.add(query)
        whole = world.messages.get((message.chat_id, message.message_id))
        where = {"chat": world.chats[message.chat_id], "message_id": message.message_id}
        content = {
            "id": query,
            "from": self.user,
            "chat_instance": str(8_000_000_000_000_000_000 + message.chat_id),
            "data": button.data,
            "message": {**where, "date": 0} if inaccessible or not whole else whole,
        }
        return world.send("callback_query", content, update_id)

    def blocks(self) -> telegram.Update:
        """They block the bot, which from then on may not write to them."""
        return self.member(
            self.user, "member", "kicked", ApiError(403, "Forbidden: bot was blocked by the user")
        )

    def unblocks(self) -> telegram.Update:
        """They let the bot write again."""
        return self.member(self.user, "kicked", "member", None)


def _caption(text: str) -> Json:
    return written(text, "caption") if text else {}
