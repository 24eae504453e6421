"""Errors have one shape: `{"error": {"code", "message", "fields"?}}`."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from aiohttp import web

_log = logging.getLogger(__name__)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

#: The code of an error where the handler gave none of its own.
_CODES: Final = {
    400: "bad_request",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_type",
}


def problem(
    status: int,
    code: str,
    text: str,
    fields: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> web.Response:
    """An error response. `fields` says for each field what is wrong with it."""
    error: dict[str, object] = {"code": code, "message": text}
    if fields:
        error["fields"] = dict(fields)
    return web.json_response({"error": error}, status=status, headers=headers)


@web.middleware
async def one_shape(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Gives aiohttp's own errors, and what nobody foresaw, the one shape."""
    try:
        return await handler(request)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        headers = {"Allow": error.headers["Allow"]} if "Allow" in error.headers else None
        return problem(error.status, _CODES.get(error.status, "error"), error.reason, headers=headers)
    except ConnectionError:
        raise
    except Exception:  # noqa: BLE001 - the last line: a fault is logged whole and told in the one shape
        _log.exception("%s %s failed", request.method, request.path)
        return problem(500, "internal", "something went wrong on our side; it has been noted")
