"""What goes wrong between a bot and Telegram: refusals as the real server words them, and faults on demand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class ApiError(Exception):
    """A refusal: an HTTP status, a description, and `parameters` such as `retry_after`."""

    def __init__(self, status: int, description: str, parameters: Mapping[str, Any] | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = dict(parameters or {})


def bad_request(what: str) -> ApiError:
    """A 400, worded as the real server does."""
    return ApiError(400, f"Bad Request: {what}")


@dataclass(frozen=True)
class Fault:
    """How a call goes wrong.

    With an `error` it is refused; with `html` it is answered with that body and `status`; when `dropped` the
    connection closes without an answer; otherwise the right answer comes `delay` seconds late. `accepted` says
    whether Telegram does what was asked nevertheless.
    """

    error: ApiError | None = None
    html: str | None = None
    status: int = 200
    dropped: bool = False
    delay: float = 0
    accepted: bool = False


def too_many_requests(retry_after: int) -> Fault:
    """429: come again in `retry_after` seconds."""
    words = f"Too Many Requests: retry after {retry_after}"
    return Fault(error=ApiError(429, words, {"retry_after": retry_after}))


def server_error(*, accepted: bool = False) -> Fault:
    """500, with or without the call being carried out."""
    return Fault(error=ApiError(500, "Internal Server Error"), accepted=accepted)


def bad_gateway(*, accepted: bool = False) -> Fault:
    """502 from the proxy in front of Telegram, with a page instead of JSON."""
    page = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
    return Fault(html=page, status=502, accepted=accepted)


def dropped(*, accepted: bool = False) -> Fault:
    """The connection closes without an answer, with or without the call being carried out."""
    return Fault(dropped=True, accepted=accepted)


def slow(seconds: float) -> Fault:
    """The call is carried out at once, the answer comes `seconds` later."""
    return Fault(delay=seconds, accepted=True)


def blocked() -> Fault:
    """403: the person blocked the bot."""
    return Fault(error=ApiError(403, "Forbidden: bot was blocked by the user"))


def deactivated() -> Fault:
    """403: the account is gone."""
    return Fault(error=ApiError(403, "Forbidden: user is deactivated"))


def chat_not_found() -> Fault:
    """400: there is no such chat."""
    return Fault(error=bad_request("chat not found"))


def migrated(to: int) -> Fault:
    """400: the group became the supergroup `to`."""
    words = "Bad Request: group chat was upgraded to a supergroup chat"
    return Fault(error=ApiError(400, words, {"migrate_to_chat_id": to}))


@dataclass
class _Ordered:
    """A fault that was ordered, and for how many calls more."""

    method: str | None
    chat: int | None
    fault: Fault
    left: int

    def fits(self, method: str, chat: object) -> bool:
        """Whether the call is one of those that were meant."""
        is_method = self.method is None or self.method.lower() == method.lower()
        return self.left > 0 and is_method and (self.chat is None or self.chat == chat)


@dataclass
class Faults:
    """The faults still to come, in the order in which they were ordered."""

    _ordered: list[_Ordered] = field(default_factory=list)

    def order(self, method: str | None, chat: int | None, fault: Fault, times: int) -> None:
        """Let the next `times` calls go wrong; None stands for every method, for every chat."""
        self._ordered.append(_Ordered(method, chat, fault, times))

    def clear(self) -> None:
        """From now on everything goes well."""
        self._ordered.clear()

    def take(self, method: str, chat: object) -> Fault | None:
        """The fault of this call, counted down; None when it goes well."""
        found = next((one for one in self._ordered if one.fits(method, chat)), None)
        if found is None:
            return None
        found.left -= 1
        return found.fault
