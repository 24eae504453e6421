"""Takes out of a message what is written for machines (tags, addresses, templates, SQL): the question is left."""

from __future__ import annotations

import re
from typing import Final

_NOISE: Final = re.compile(
    r"<[^<>]{0,200}>"  # tags
    r"|\]\(\s*\w+:[^)]{0,300}\)"  # the address of a Markdown link
    r"|https?://\S+"
    r"|\$?\{+[^{}]{0,100}\}+"  # templates
    r"|%[0-9a-fA-F]{2}"
    r"|(?:\.\./)+[\w./]*"
    r"|'\s*(?:or|and)\s+'?\w+'?\s*=\s*'?\w+'?"
    r"|'?\s*;\s*(?:drop|delete|insert|update|select|alter|truncate)\b[^;]{0,100};?"
    r"|--+|/\*|\*/|(?<!\d)[`*_#~]{1,3}(?!\d)",
    re.IGNORECASE,
)
_LEFT: Final = re.compile(r"[\[\]'\"]")


def without_markup(text: str) -> str:
    """The words of a message. A message that is all markup, or a command, stays as it is."""
    if text.startswith("/"):
        return text
    bare = _NOISE.sub(" ", text)
    if bare == text:
        return text
    words = " ".join(_LEFT.sub(" ", bare).split())
    return words if any(character.isalnum() for character in words) else text
