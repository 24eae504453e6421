"""`POST /webhooks/rest/webhook`: Rasa's REST channel, so that any Rasa client works."""

from __future__ import annotations

import time

from aiohttp import web

from bot import keys
from bot.bodies import NotJson, json_of
from bot.masking import clean
from bot.problems import problem
from bot.telemetry.keys import STAGES
from bot.turned import Asked, forgets

_SENDER_MOST = 200


async def webhook(request: web.Request) -> web.Response:
    """`{"sender", "message"}` → `[{"recipient_id", "text", "buttons"?, "custom"}]`."""
    if request.content_type != "application/json":
        return problem(415, "unsupported_type", "send application/json")
    try:
        body = await json_of(request)
    except NotJson:
        return problem(400, "bad_json", "the body is not JSON")
    fields = _wrong(body)
    if fields:
        return problem(422, "bad_fields", "some fields cannot be used", fields)
    begun, sender, recording = time.monotonic(), body["sender"], request.app[keys.RECORDING]
    with request.app[STAGES].span("turn"):
        replies = await request.app[keys.DIALOGUE].say(sender, body["message"])
    recording.turned(_asked(sender, body["message"]), replies, time.monotonic() - begun)
    if forgets(replies):
        await recording.forget("rest", sender)
    return web.json_response(replies)


def _asked(sender: str, text: str) -> Asked:
    """The message as it is recorded: no numbers of persons in it. A payload has no words."""
    kept = clean(text)
    return Asked("rest", sender, kept, kept if kept.startswith("/") else None)


def _wrong(body: object) -> dict[str, str]:
    """What is wrong with each field; empty where all is well."""
    if not isinstance(body, dict):
        return {"body": "must be an object with «sender» and «message»"}
    wrong = {}
    sender = body.get("sender")
    if not isinstance(sender, str) or not _is_name(sender):
        wrong["sender"] = f"must be a text of 1 to {_SENDER_MOST} characters that can be printed"
    if not isinstance(body.get("message"), str):
        wrong["message"] = "must be a text"
    return wrong


def _is_name(sender: str) -> bool:
    """Whether databases and Rasa can hold it: no half characters, nothing that cannot be seen."""
    return bool(sender.strip()) and len(sender) <= _SENDER_MOST and sender.isprintable()
