"""Somebody who chats with a bot: says things, presses buttons, reads what came."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from tests.telegram.emulator.api import BotApi
from tests.telegram.emulator.shape import BOT, Json

#: Seconds between two looks at what came.
_PAUSE: Final = 0.02


@dataclass(frozen=True)
class Button:
    """A button below a message: what is read, and what it sends or opens."""

    title: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True)
class BotMessage:
    """What the bot sent, as it is now."""

    number: int
    text: str
    #: Rows of buttons below the message.
    buttons: tuple[tuple[Button, ...], ...]
    #: Rows of the keyboard that it brought instead of the letters.
    keyboard: tuple[tuple[str, ...], ...]
    #: All parameters it was sent with, as the emulator keeps them: texts, but for `reply_markup`.
    sent: Mapping[str, Any]

    def button(self, title: str) -> Button:
        """The button of that title; raises AssertionError with the titles there are."""
        all_of_them = [button for row in self.buttons for button in row]
        for button in all_of_them:
            if button.title == title:
                return button
        raise AssertionError(f"no button {title!r} among {[button.title for button in all_of_them]}")


class Person:
    """One person in one chat with the bot of that token; in private chats both have the same number."""

    def __init__(
        self,
        telegram: BotApi,
        token: str,
        number: int = 1,
        language: str = "zh-hans",
        chat: Json | None = None,
    ) -> None:
        self.telegram = telegram
        self.token = token
        self._from = {"id": number, "is_bot": False, "first_name": "小明", "language_code": language}
        self._chat = chat or {"id": number, "type": "private", "first_name": "小明"}

    async def say(self, text: str) -> None:
        """Send a text; one that starts with a slash is a command, as in any client."""
        if text.startswith("/"):
            command = {"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}
            await self.send("sendCommand", text=text, entities=[command])
        else:
            await self.send(text=text)

    async def send(self, route: str = "sendMessage", **content: Any) -> None:
        """Send anything that a Message can hold, in its fields: `photo=[…]`, `sticker={…}`."""
        message = {"from": self._from, "chat": self._chat, "date": int(time.time()), **content}
        await self.telegram.hand_over(route, self.token, message)

    async def press(self, message: BotMessage, title: str) -> None:
        """Press a button below a message; raises AssertionError where there is none that sends something."""
        button = message.button(title)
        assert button.data, f"{title!r} sends nothing"
        await self.press_with(message, button.data)

    async def press_with(self, message: BotMessage, data: str) -> None:
        """Press a button that the message no longer shows, or never did."""
        keyboard = [[_raw(button) for button in row] for row in message.buttons]
        shown = {"from": dict(BOT), "chat": self._chat, "date": int(time.time())}
        shown |= {
            "message_id": message.number,
            "text": message.text,
            "reply_markup": {"inline_keyboard": keyboard},
        }
        await self.telegram.hand_over(
            "sendCallback", self.token, {"from": self._from, "message": shown, "data": data}
        )

    async def received(self, count: int = 1, within: float = 60.0) -> list[BotMessage]:
        """The messages not read so far, at least `count`; raises AssertionError when they do not come in time."""
        came: list[BotMessage] = []
        end = time.monotonic() + within
        while True:
            asked = {"token": self.token, "chatId": self._chat["id"]}
            came += map(_read, await self.telegram.ask("getUpdates", asked))
            if len(came) >= count:
                return came
            if time.monotonic() > end:
                raise AssertionError(
                    f"{len(came)} of {count} messages came: {[message.text for message in came]}"
                )
            await asyncio.sleep(_PAUSE)

    async def history(self) -> list[BotMessage]:
        """All that the bot sent into this chat and did not delete, read or not, as it is now."""
        stored = await self.telegram.stored(self.token)
        return [_read(each) for each in stored if str(each["message"]["chat_id"]) == str(self._chat["id"])]

    async def becomes(
        self, message: BotMessage, fits: Callable[[BotMessage], bool], within: float = 60.0
    ) -> BotMessage:
        """The message once an edit makes it fit; raises AssertionError when none does in time."""
        end = time.monotonic() + within
        while True:
            now = {each.number: each for each in await self.history()}.get(message.number)
            if now and fits(now):
                return now
            if time.monotonic() > end:
                raise AssertionError(f"the message is {now or 'deleted'}")
            await asyncio.sleep(_PAUSE)


def _read(stored: Json) -> BotMessage:
    content: Json = stored["message"]
    markup = content.get("reply_markup") or {}
    rows = tuple(
        tuple(Button(each["text"], each.get("callback_data", ""), each.get("url", "")) for each in row)
        for row in markup.get("inline_keyboard", ())
    )
    # A key of a keyboard may be written as its text alone.
    keys = tuple(
        tuple(each if isinstance(each, str) else each["text"] for each in row)
        for row in markup.get("keyboard", ())
    )
    return BotMessage(stored["messageId"], content["text"], rows, keys, content)


def _raw(button: Button) -> Json:
    sends = {"url": button.url} if button.url else {"callback_data": button.data}
    return {"text": button.title, **sends}
