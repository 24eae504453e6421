"""Whatever the played Bot API says is first read by python-telegram-bot itself, so that a wrong shape is found here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

import telegram

Json = dict[str, Any]
Kind = TypeVar("Kind", bound=telegram.TelegramObject)


def checked(kind: type[Kind], payload: Json) -> Kind:
    """The payload as python-telegram-bot reads it.

    Raises TypeError where a required field is missing, AssertionError where one is unknown.
    """
    read = kind.de_json(payload, None)
    unknown = list(_unknown(read))
    assert not unknown, f"no fields of the Bot API: {', '.join(unknown)}"
    return read


def _unknown(value: object) -> Iterator[str]:
    """The fields that python-telegram-bot could make nothing of."""
    if isinstance(value, telegram.TelegramObject):
        for name in value.api_kwargs:
            yield f"{type(value).__name__}.{name}"
        for field in value.to_dict(recursive=False).values():
            yield from _unknown(field)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _unknown(one)
