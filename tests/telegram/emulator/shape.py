"""What the emulator answers, in the shape Telegram gives it.

python-telegram-bot refuses what lacks a required field, so without this it could not even start:
- `getMe`: no `is_bot`; one number, 666, for every token.
- `sendMessage`: `date` in milliseconds (a year that Python has not), no `from`; all parameters come back as
  the texts they were sent as, some under names where a Message has objects (`link_preview_options`).
- a pressed button: no `chat_instance`; updates also show the bot's own token.
- `answerCallbackQuery`, `editMessageText`, `editMessageReplyMarkup`, `deleteMessage`, `setWebhook`: null for true,
  and for the edited message.
- a refusal: HTTP 200 with `ok: false`; a method it does not have: HTTP 500 with neither `ok` nor `description`.

Not mended: the text stays as it was sent, so tags of `parse_mode` stand in it and there are no entities; nothing
is validated (tags, lengths, callback data over 64 bytes, an unchanged edit, https of webhooks); multipart
requests are not read.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

Json = dict[str, Any]

BOT: Final[Mapping[str, Any]] = {
    "id": 666,
    "is_bot": True,
    "first_name": "Test First name",
    "username": "TestNameBot",
}
#: The fields of a sent message that are told as Telegram tells them.
_TOLD: Final = ("message_id", "chat", "text", "reply_markup", "entities")


def me(raw: Json) -> Json:
    """A bot about itself, from the result of `getMe`."""
    return {**raw, "is_bot": True, "can_join_groups": True, "can_read_all_group_messages": False}


def sent_message(raw: Json) -> Json:
    """A message of the bot, from the result of `sendMessage`."""
    told = {name: raw[name] for name in _TOLD if raw.get(name) is not None}
    return {**told, "date": raw["date"] // 1000, "from": dict(BOT)}


def edited_message(stored: Json, now: int) -> Json:
    """A message of the bot as it is now, from what is stored of it; `now` in seconds of the epoch."""
    content: Json = stored["message"]
    markup = content.get("reply_markup") or {}
    raw = {
        "message_id": stored["messageId"],
        "chat": {"id": int(content["chat_id"]), "type": "private", "first_name": "Bot"},
        "text": content["text"],
        "reply_markup": markup if markup.get("inline_keyboard") else None,
        "date": stored["time"],
    }
    return {**sent_message(raw), "edit_date": now}


def update(raw: Json) -> Json:
    """What happened, as a bot is told of it."""
    mended = dict(raw)
    if "message" in raw:
        mended["message"] = {name: value for name, value in raw["message"].items() if name != "botToken"}
    if "callback_query" in raw:
        query = raw["callback_query"]
        mended["callback_query"] = {**query, "chat_instance": str(query["message"]["chat"]["id"])}
    return mended


def answer(status: int, raw: Json) -> tuple[int, Json]:
    """HTTP status and body, from those the emulator answered with."""
    if raw.get("ok"):
        return status, {**raw, "result": True if raw["result"] is None else raw["result"]}
    code = int(raw.get("error_code", HTTPStatus.BAD_REQUEST))
    # Neither 404 nor 5xx for what the emulator lacks: a bot takes the one for a wrong token, the other for a pause.
    return code, {
        "ok": False,
        "error_code": code,
        "description": raw.get("description") or raw.get("message", ""),
    }
