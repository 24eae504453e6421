"""`POST /webhooks/rest/webhook`: Rasa's REST channel, so that any Rasa client works."""

from __future__ import annotations

import json

from aiohttp import web

from bot import keys
from bot.problems import problem

_SENDER_MOST = 200


async def webhook(request: web.Request) -> web.Response:
    """`{"sender", "message"}` → `[{"recipient_id", "text", "buttons"?, "custom"}]`."""
    if request.content_type != "application/json":
        return problem(415, "unsupported_type", "send application/json")
    try:
        body = json.loads(await request.text())
    except (json.JSONDecodeError, UnicodeDecodeError):
        return problem(400, "bad_json", "the body is not JSON")
    fields = _wrong(body)
    if fields:
        return problem(422, "bad_fields", "some fields cannot be used", fields)
    replies = await request.app[keys.DIALOGUE].say(body["sender"], body["message"])
    return web.json_response(replies)


def _wrong(body: object) -> dict[str, str]:
    """What is wrong with each field; empty where all is well."""
    if not isinstance(body, dict):
        return {"body": "must be an object with «sender» and «message»"}
    wrong = {}
    sender = body.get("sender")
    if not isinstance(sender, str) or not sender.strip() or len(sender) > _SENDER_MOST:
        wrong["sender"] = f"must be a text of 1 to {_SENDER_MOST} characters"
    if not isinstance(body.get("message"), str):
        wrong["message"] = "must be a text"
    return wrong
