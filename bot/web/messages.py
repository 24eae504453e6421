"""Sending a message, judging a reply, deleting the conversation."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from bot import keys as gateway
from bot.masking import clean
from bot.problems import problem
from bot.store import Answer
from bot.web.guard import limit
from bot.web.reading import bad_fields, body_of, is_client, sent_in, session_of

_REASON_MOST: Final = 500


async def send(request: web.Request) -> web.Response:
    """`{"client", "text", "payload"?}` → 202 `{"n"}`; sent again → 200 and the same number."""
    session = session_of(request)
    await limit(request, session)
    sent = sent_in(await body_of(request), request.app[gateway.SETTINGS].message_most)
    accepted = await request.app[gateway.CHANNEL].take(
        session.conversation, sent.client, sent.text, sent.payload
    )
    if accepted.answer is Answer.BUSY:
        return problem(409, "pending", "the last question is still being answered")
    return web.json_response({"n": accepted.n}, status=202 if accepted.answer is Answer.NEW else 200)


async def judge(request: web.Request) -> web.Response:
    """`{"to", "good", "reason"?}` → 204. A second opinion on the same reply replaces the first."""
    session = session_of(request)
    await limit(request, session)
    body = await body_of(request)
    wrong: dict[str, str] = {}
    to, good, reason = body.get("to"), body.get("good"), body.get("reason")
    if not is_client(to):
        wrong["to"] = "must be the client id of a message"
    if not isinstance(good, bool):
        wrong["good"] = "must be true or false"
    if reason is not None and (not isinstance(reason, str) or len(reason) > _REASON_MOST):
        wrong["reason"] = f"must be a text of at most {_REASON_MOST} characters"
    if wrong:
        raise bad_fields(wrong)
    kept = clean(reason) if reason else None
    if not await request.app[gateway.CHANNEL].judge(session.conversation, str(to), bool(good), kept):
        return problem(404, "no_such_reply", "there is no reply to this message")
    return web.Response(status=204)


async def clear(request: web.Request) -> web.Response:
    """Delete everything that was said: 204. The session goes on, empty."""
    session = session_of(request)
    await limit(request, session)
    await request.app[gateway.CHANNEL].clear(session.conversation)
    return web.Response(status=204)
