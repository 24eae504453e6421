"""Reads what browsers send: who they are, from where, and bodies that can be used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from aiohttp import web

from bot.bodies import NotJson, json_of
from bot.masking import clean, masked
from bot.problems import problem
from bot.settings import Settings
from bot.web import keys
from bot.web.tokens import BadToken, ExpiredToken, Session

_CLIENT: Final = re.compile(r"[A-Za-z0-9_-]{8,64}")
_PAYLOAD_MOST: Final = 2000
_NUMBER_MOST: Final = 12


class Refused(Exception):
    """A request that gets this response and nothing else."""

    def __init__(self, response: web.Response) -> None:
        super().__init__(response.status)
        self.response = response


@dataclass(frozen=True)
class Sent:
    """A message that is fit to be kept."""

    client: str
    text: str
    payload: str | None = None


def address_of(request: web.Request, settings: Settings) -> str:
    """The address of the person: the one that the outermost trusted proxy saw, else of the connection."""
    forwarded = [one.strip() for one in ",".join(request.headers.getall("X-Forwarded-For", [])).split(",")]
    if 0 < settings.web_proxies <= len(forwarded) and forwarded[-settings.web_proxies]:
        return forwarded[-settings.web_proxies]
    return request.remote or ""


def session_of(request: web.Request) -> Session:
    """The session of the bearer token. Raises Refused, 401."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Refused(_unauthorised("no_session", "send the session's token: Authorization: Bearer …"))
    try:
        return request.app[keys.TOKENS].read(token.strip())
    except ExpiredToken:
        raise Refused(_unauthorised("expired", "the session has ended; ask for a new one")) from None
    except BadToken:
        raise Refused(_unauthorised("bad_session", "the session's token cannot be used")) from None


def _unauthorised(code: str, text: str) -> web.Response:
    return problem(401, code, text, headers={"WWW-Authenticate": "Bearer"})


async def body_of(request: web.Request) -> Mapping[str, Any]:
    """The JSON object that was sent. Raises Refused."""
    if request.content_type != "application/json":
        raise Refused(problem(415, "unsupported_type", "send application/json"))
    try:
        body = await json_of(request) if await request.read() else {}
    except NotJson:
        raise Refused(problem(400, "bad_json", "the body is not JSON")) from None
    if not isinstance(body, dict):
        raise bad_fields({"body": "must be an object"})
    return body


def bad_fields(fields: Mapping[str, str]) -> Refused:
    """The refusal of a body with these fields wrong."""
    return Refused(problem(422, "bad_fields", "some fields cannot be used", fields))


def sent_in(body: Mapping[str, Any], most: int) -> Sent:
    """The message in a body, fit to be kept. Raises Refused with every field that is wrong."""
    wrong: dict[str, str] = {}
    client, text, payload = body.get("client"), body.get("text"), body.get("payload")
    if not is_client(client):
        wrong["client"] = "must be an id of 8 to 64 letters, digits, - and _, new for each message"
    if not isinstance(text, str) or not clean(text):
        wrong["text"] = "must be a text that is not empty"
    elif len(text) > most:
        wrong["text"] = f"may have {most} characters"
    if payload is not None and not _is_payload(payload):
        wrong["payload"] = "must be what a button of the assistant sends"
    if wrong:
        raise bad_fields(wrong)
    return Sent(str(client), clean(str(text)), None if payload is None else masked(payload))


def is_client(value: object) -> bool:
    """Whether this can be the id that a browser gives its message."""
    return isinstance(value, str) and _CLIENT.fullmatch(value) is not None


def _is_payload(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _PAYLOAD_MOST and value.isprintable()


def number_in(text: str | None) -> int:
    """The number of an event. Raises Refused for what is none; 0 where nothing was given."""
    if not text:
        return 0
    if not (text.isascii() and text.isdecimal() and len(text) <= _NUMBER_MOST):
        raise bad_fields({"after": "must be the number of an event"})
    return int(text)
