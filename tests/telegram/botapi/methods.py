"""The methods of the Bot API that are played: each takes the parameters of a call and gives its result."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

import telegram
from telegram.constants import ChatAction

from tests.telegram.botapi import messages
from tests.telegram.botapi.faults import bad_request
from tests.telegram.botapi.payloads import Json, checked
from tests.telegram.botapi.world import BOT, DOWNLOAD_MOST, World

Method = Callable[[World, Json], Awaitable[Any]]

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


async def get_me(world: World, parameters: Json) -> Json:
    """GetMe: the bot. It reads everything in groups, as an administrator does."""
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": True,
        "supports_inline_queries": False,
    }
    me = {**BOT, **abilities}
    checked(telegram.User, me)
    return me


async def get_updates(world: World, parameters: Json) -> list[Json]:
    """GetUpdates: what is new, waiting for it when asked to."""
    if "allowed_updates" in parameters:
        world.updates.allowed = tuple(parameters["allowed_updates"])
    limit = min(max(parameters.get("limit", 100), 1), 100)
    return await world.updates.take(parameters.get("offset", 0), limit, parameters.get("timeout", 0))


async def set_webhook(world: World, parameters: Json) -> bool:
    """SetWebhook: True. Plain HTTP goes to this machine only, where the real one never posts."""
    url, secret = urlsplit(parameters.get("url", "")), parameters.get("secret_token", "")
    if url.scheme != "https" and url.hostname not in {None, "127.0.0.1", "localhost"}:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    if "allowed_updates" in parameters:
        world.updates.allowed = tuple(parameters["allowed_updates"])
    if parameters.get("drop_pending_updates"):
        world.updates.drop()
    most = min(max(parameters.get("max_connections", 40), 1), 100)
    await world.updates.use_webhook(url.geturl(), secret, most)
    return True


async def delete_webhook(world: World, parameters: Json) -> bool:
    """DeleteWebhook: True."""
    if parameters.get("drop_pending_updates"):
        world.updates.drop()
    await world.updates.use_webhook("", "", 1)
    return True


async def get_webhook_info(world: World, parameters: Json) -> Json:
    """GetWebhookInfo: where updates are posted and how that goes."""
    webhook = world.updates.webhook
    info: Json = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": world.updates.waiting,
    }
    if webhook:
        info["max_connections"] = webhook.most
        if webhook.last_error:
            info |= {"last_error_date": int(world.now()), "last_error_message": webhook.last_error}
    if world.updates.allowed:
        info["allowed_updates"] = list(world.updates.allowed)
    checked(telegram.WebhookInfo, info)
    return info


async def send_chat_action(world: World, parameters: Json) -> bool:
    """SendChatAction: True."""
    world.chat(parameters.get("chat_id"))
    if parameters.get("action") not in set(ChatAction):
        raise bad_request("wrong parameter action in request")
    return True


async def answer_callback_query(world: World, parameters: Json) -> bool:
    """AnswerCallbackQuery: True, once for every press."""
    query = parameters.get("callback_query_id")
    if query not in world.queries:
        raise bad_request(TOO_OLD)
    if len(parameters.get("text", "")) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    world.queries.discard(query)
    return True


async def get_file(world: World, parameters: Json) -> Json:
    """GetFile: where the file is to be fetched; not if it has more than 20 MB."""
    stored = world.files.get(parameters.get("file_id", ""))
    if stored is None:
        raise bad_request("invalid file_id")
    if stored.size > DOWNLOAD_MOST:
        raise bad_request("file is too big")
    world.offered.add(stored.path)
    file = {**stored.fields(), "file_path": stored.path}
    checked(telegram.File, file)
    return file


async def set_my_commands(world: World, parameters: Json) -> bool:
    """SetMyCommands: True."""
    commands: list[Json] = parameters.get("commands", [])
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        checked(telegram.BotCommand, command)
        if not _COMMAND.fullmatch(command["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.said["commands", _scope(parameters)] = commands
    return True


async def get_my_commands(world: World, parameters: Json) -> list[Json]:
    """GetMyCommands: the commands of exactly this scope and language."""
    commands: list[Json] = world.said.get(("commands", _scope(parameters)), [])
    return commands


def _describes(kind: str, most: int) -> Method:
    """A method that sets a description of at most `most` characters."""

    async def set_description(world: World, parameters: Json) -> bool:
        text = parameters.get(kind, "")
        if len(text) > most:
            raise bad_request(f"{kind.replace('_', ' ')} is too long")
        world.said[kind, _scope(parameters)] = text
        return True

    return set_description


def _scope(parameters: Json) -> str:
    """For whom something is said: a chat or kind of chat, and a language."""
    scope = parameters.get("scope") or {"type": "default"}
    return f"{sorted(scope.items())} {parameters.get('language_code', '')}"


METHODS: dict[str, Method] = {
    "getme": get_me,
    "getupdates": get_updates,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "sendmessage": messages.send_message,
    "editmessagetext": messages.edit_message_text,
    "editmessagereplymarkup": messages.edit_message_reply_markup,
    "deletemessage": messages.delete_message,
    "sendchataction": send_chat_action,
    "answercallbackquery": answer_callback_query,
    "getfile": get_file,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "setmydescription": _describes("description", 512),
    "setmyshortdescription": _describes("short_description", 120),
}
