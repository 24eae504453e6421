"""Request bodies: they come in time, whole and in a known charset, or the request is refused."""

from __future__ import annotations

import asyncio
import codecs
import json
from typing import Any, Final, NoReturn

from aiohttp import web

from bot import keys
from bot.problems import Handler, problem

#: Seconds for a form with a file in it: it is larger than other bodies.
_FILE_WITHIN: Final = 60.0
_FILES: Final = "multipart/form-data"
#: As nginx counts them: not a fault of ours.
_LEFT: Final = 499
#: As Python names them. Others are no text (zlib) or take seconds for a small body (punycode).
_CHARSETS: Final = frozenset(
    {
        "ascii",
        "big5",
        "cp1252",
        "gb18030",
        "gb2312",
        "gbk",
        "iso8859-1",
        "utf-16",
        "utf-32",
        "utf-8",
        "utf-8-sig",
    }
)


class NotJson(Exception):
    """A body that is no JSON, or such JSON as nobody sends in earnest."""


class _Given(TimeoutError):
    """What is left of a body is not read any more. As a TimeoutError, because the server drops those quietly."""


class _TooSlow(_Given):
    """The body did not come in time."""


@web.middleware
async def in_time(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse a body that dribbles, that is broken where it was pressed or chunked, or whose charset is an odd one.

    However the handler reads it. The time counts from the end of the headers; a stream that is read has none.
    """
    if not request.can_read_body:
        return await handler(request)
    if _is_odd(request.charset):
        return problem(415, "unsupported_charset", "send UTF-8")
    is_file = request.content_type == _FILES
    seconds = _FILE_WITHIN if is_file else request.app[keys.SETTINGS].body_seconds
    timer = asyncio.get_running_loop().call_later(seconds, request.content.set_exception, _TooSlow())
    try:
        return await handler(request)
    except _TooSlow:
        return problem(408, "too_slow", f"the body did not come within {seconds:g} s")
    except ConnectionError:
        if request.transport is not None and not request.transport.is_closing():
            raise
        return problem(_LEFT, "left", "whoever sent this has left")  # for the figures: nobody reads it
    except web.RequestPayloadError:
        request.content.set_exception(_Given())
        return problem(400, "bad_body", "the body cannot be read")
    finally:
        timer.cancel()


async def json_of(request: web.Request) -> Any:
    """What a body says. Raises NotJson."""
    try:
        return json.loads(await request.text(), parse_constant=_refuse)
    except (
        ValueError,
        LookupError,
        RecursionError,
    ) as error:  # bytes of no charset, a number of 5,000 digits, depth
        raise NotJson from error


def _refuse(word: str) -> NoReturn:
    """Python reads NaN and Infinity, which are no JSON."""
    raise ValueError(word)


def _is_odd(charset: str | None) -> bool:
    """Whether it is known, but none of ours. Of those that are unknown each handler has its own opinion."""
    try:
        return charset is not None and codecs.lookup(charset).name not in _CHARSETS
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return False
