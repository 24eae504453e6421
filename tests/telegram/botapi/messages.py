"""The methods with which a bot writes, edits and deletes messages, as strict as the real ones."""

from __future__ import annotations

import dataclasses
import time

import telegram

from tests.telegram.botapi.faults import bad_request
from tests.telegram.botapi.formatting import TEXT_MOST, Formatted, parse_html, units
from tests.telegram.botapi.payloads import Json, checked
from tests.telegram.botapi.world import BOT, Button, Sent, World

CALLBACK_DATA_MOST = 64  # bytes
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
_MARKUPS = {
    "keyboard": telegram.ReplyKeyboardMarkup,
    "remove_keyboard": telegram.ReplyKeyboardRemove,
    "force_reply": telegram.ForceReply,
}


async def send_message(world: World, parameters: Json) -> Json:
    """SendMessage: the message."""
    chat = world.chat(parameters.get("chat_id"))
    formatted = _formatted(parameters)
    markup = parameters.get("reply_markup")
    keyboard = _keyboard(markup)
    reply_to = _reply_to(world, chat["id"], parameters.get("reply_parameters"))
    fields = {"from": BOT, **_content(formatted, markup)}
    if reply_to is not None:
        quoted = world.messages[chat["id"], reply_to]
        fields["reply_to_message"] = {
            name: part for name, part in quoted.items() if name != "reply_to_message"
        }
    message = world.keep(chat["id"], fields)
    sent = Sent(
        chat_id=chat["id"],
        message_id=message["message_id"],
        text=parameters["text"],
        plain=formatted.text,
        entities=formatted.entities,
        parse_mode=parameters.get("parse_mode"),
        keyboard=keyboard,
        markup=markup,
        reply_to=reply_to,
        at=time.monotonic(),
        parameters=parameters,
    )
    world.sent.append(sent)
    world.shown[sent.chat_id, sent.message_id] = sent
    return message


async def edit_message_text(world: World, parameters: Json) -> Json:
    """EditMessageText: the message as it is now."""
    shown = _own(world, parameters)
    formatted = _formatted(parameters)
    markup = parameters.get("reply_markup")
    keyboard = _keyboard(markup)
    if (formatted.text, formatted.entities, keyboard) == (shown.plain, shown.entities, shown.keyboard):
        raise bad_request(NOT_MODIFIED)
    changed = dataclasses.replace(
        shown,
        text=parameters["text"],
        plain=formatted.text,
        entities=formatted.entities,
        parse_mode=parameters.get("parse_mode"),
        keyboard=keyboard,
        markup=markup,
        parameters=parameters,
    )
    return _edited(world, changed)


async def edit_message_reply_markup(world: World, parameters: Json) -> Json:
    """EditMessageReplyMarkup: the message as it is now; without a keyboard, the old one goes."""
    shown = _own(world, parameters)
    markup = parameters.get("reply_markup")
    keyboard = _keyboard(markup)
    if keyboard == shown.keyboard:
        raise bad_request(NOT_MODIFIED)
    return _edited(world, dataclasses.replace(shown, keyboard=keyboard, markup=markup, parameters=parameters))


async def delete_message(world: World, parameters: Json) -> bool:
    """DeleteMessage: True."""
    chat = world.chat(parameters.get("chat_id"))
    key = (chat["id"], parameters.get("message_id"))
    message = next((one for number, one in world.messages.items() if number == key), None)
    if message is None:
        raise bad_request("message to delete not found")
    is_own = message.get("from", {}).get("id") == BOT["id"]
    if not is_own and chat["type"] != "private":
        raise bad_request("message can't be deleted")
    number = message["message_id"]
    world.messages.pop((chat["id"], number))
    world.shown.pop((chat["id"], number), None)
    return True


def _formatted(parameters: Json) -> Formatted:
    """The text of a message. Raises ApiError (400): empty, too long, badly formatted."""
    text, mode = parameters.get("text") or "", (parameters.get("parse_mode") or "").lower()
    if mode in {"markdown", "markdownv2"}:
        raise NotImplementedError("the played Bot API reads HTML only")
    if mode not in {"", "html"}:
        raise bad_request("unsupported parse_mode")
    formatted = parse_html(text) if mode else Formatted(text, tuple(parameters.get("entities") or ()))
    formatted = formatted.trimmed()
    if not formatted.text:
        raise bad_request("message text is empty")
    if units(formatted.text) > TEXT_MOST:
        raise bad_request("message is too long")
    return formatted


def _content(formatted: Formatted, markup: Json | None) -> Json:
    """The fields of a message that can be edited. Only an inline keyboard is part of the message."""
    content: Json = {"text": formatted.text}
    if formatted.entities:
        content["entities"] = list(formatted.entities)
    if markup and "inline_keyboard" in markup:
        content["reply_markup"] = markup
    return content


def _keyboard(markup: Json | None) -> tuple[tuple[Button, ...], ...]:
    """The inline keyboard, row by row; none for other markups. Raises ApiError (400)."""
    if not markup:
        return ()
    if "inline_keyboard" not in markup:
        (kind,) = (kind for name, kind in _MARKUPS.items() if name in markup)
        checked(kind, markup)
        return ()
    checked(telegram.InlineKeyboardMarkup, markup)
    return tuple(tuple(_button(one) for one in row) for row in markup["inline_keyboard"] if row)


def _button(button: Json) -> Button:
    """One inline button. Raises ApiError (400): without a text, without a purpose, with too much data."""
    if not button["text"]:
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be non-empty')
    if len(button) < 2:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    data = button.get("callback_data")
    if data is not None and not 1 <= len(data.encode()) <= CALLBACK_DATA_MOST:
        raise bad_request("BUTTON_DATA_INVALID")
    return Button(button["text"], data, button.get("url"))


def _reply_to(world: World, chat_id: int, reply: Json | None) -> int | None:
    """The message that is replied to, of the same chat. Raises ApiError (400)."""
    if not reply:
        return None
    checked(telegram.ReplyParameters, reply)
    if (chat_id, reply["message_id"]) in world.messages:
        return int(reply["message_id"])
    if reply.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def _own(world: World, parameters: Json) -> Sent:
    """The message of the bot that is meant. Raises ApiError (400)."""
    chat = world.chat(parameters.get("chat_id"))
    key = (chat["id"], parameters.get("message_id"))
    if isinstance(key[1], int) and key in world.shown:
        return world.shown[key]
    raise bad_request("message can't be edited" if key in world.messages else "message to edit not found")


def _edited(world: World, changed: Sent) -> Json:
    """Put the changed message in the place of the old one."""
    key = (changed.chat_id, changed.message_id)
    old = {
        name: part for name, part in world.messages[key].items() if name not in {"entities", "reply_markup"}
    }
    content = _content(Formatted(changed.plain, changed.entities), changed.markup)
    message = {**old, **content, "edit_date": int(world.now())}
    checked(telegram.Message, message)
    world.shown[key], world.messages[key] = changed, message
    return message
