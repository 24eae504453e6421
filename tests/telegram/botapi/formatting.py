"""Formatted text as Telegram reads it: HTML into plain text and entities, and what it finds in plain text by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from tests.telegram.botapi.faults import ApiError, bad_request

TEXT_MOST = 4096  # UTF-16 code units, after parsing

_TYPES = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("span", "tg-spoiler"), "spoiler"),
    "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote", "tg-emoji": "custom_emoji",
}  # fmt: skip
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_CHARACTER = re.compile(r"&(?:(lt|gt|amp|quot)|#(\d+)|#[xX]([0-9a-fA-F]+));")
_ATTRIBUTE = re.compile(r"""\s+([^\s=>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[\w.-]+))?""")
_NAME = re.compile(r"[^\s>]*")
_TAG_END = re.compile(r"\s*>")
# Where a word goes on, Telegram sees neither command nor mention: «你好@zhiwen_bot» names nobody.
_FOUND = {
    "bot_command": re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])"),
    "mention": re.compile(r"(?<!\w)@[A-Za-z0-9_]{2,32}(?!\w)"),
    "url": re.compile(r"https?://[^\s<>\"，。；）]+"),
}


def units(text: str) -> int:
    """The length as Telegram counts it, in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


@dataclass(frozen=True)
class Formatted:
    """Plain text with its entities (offset and length in UTF-16 code units)."""

    text: str
    entities: tuple[dict[str, Any], ...] = ()

    def trimmed(self) -> Formatted:
        """Without the white space around it, which Telegram does not keep."""
        text = self.text.strip()
        before, whole = units(self.text) - units(self.text.lstrip()), units(text)
        entities = []
        for one in self.entities:
            start = max(one["offset"] - before, 0)
            end = min(one["offset"] + one["length"] - before, whole)
            if end > start:
                entities.append({**one, "offset": start, "length": end - start})
        return Formatted(text, tuple(entities))


@dataclass
class _Reader:
    """Reads HTML from left to right."""

    markup: str
    at: int = 0
    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    open: list[tuple[str, int, dict[str, str | None]]] = field(default_factory=list)

    def error(self, words: str, at: int, rest: str = "") -> ApiError:
        """A refusal that names its place, counted in bytes."""
        place = f"at byte offset {len(self.markup[:at].encode())}"
        return bad_request(f"can't parse entities: {words} {place}{rest}")

    def start_tag(self) -> None:
        """A tag that opens; `self.at` stands at its «<»."""
        begin = self.at
        match = _NAME.match(self.markup, begin + 1)
        assert match
        name, self.at = match[0].lower(), match.end()
        if self.at == len(self.markup):
            raise self.error("Unclosed start tag", begin)
        if name not in _TYPES:
            raise self.error(f'Unsupported start tag "{name}"', begin)
        attributes: dict[str, str | None] = {}
        while match := _ATTRIBUTE.match(self.markup, self.at):
            attributes[match[1].lower()] = match[2] and _unescaped(match[2].strip("\"'"))
            self.at = match.end()
        end = _TAG_END.match(self.markup, self.at)
        if not end:
            raise self.error(f'Unclosed start tag "{name}"', begin)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self.error('Tag "span" must have class "tg-spoiler"', begin)
        self.at = end.end()
        self.open.append((name, len(self.text), attributes))

    def end_tag(self) -> None:
        """A tag that closes the one opened last; `self.at` stands at its «<»."""
        begin = self.at
        if not self.open:
            raise self.error("Unexpected end tag", begin)
        match = re.compile(r"</([^\s>]*)\s*>").match(self.markup, begin)
        if not match:
            raise self.error("Unclosed end tag", begin)
        name, start, attributes = self.open.pop()
        if match[1] and match[1].lower() != name:
            raise self.error(
                "Unmatched end tag", begin, f', expected "</{name}>", found "</{match[1].lower()}>"'
            )
        self.at = match.end()
        inner = self.text[start:]
        if not inner:
            return
        entity = {"type": _TYPES[name], "offset": units(self.text[:start]), "length": units(inner)}
        if name == "a":
            entity["url"] = attributes.get("href") or inner
        if name == "tg-emoji":
            entity["custom_emoji_id"] = attributes.get("emoji-id") or ""
        if name == "blockquote" and "expandable" in attributes:
            entity["type"] = "expandable_blockquote"
        self.entities.append(entity)

    def read(self) -> Formatted:
        """All of it."""
        while self.at < len(self.markup):
            if self.markup.startswith("</", self.at):
                self.end_tag()
            elif self.markup[self.at] == "<":
                self.start_tag()
            else:
                stop = self.markup.find("<", self.at)
                stop = len(self.markup) if stop < 0 else stop
                self.text += _unescaped(self.markup[self.at : stop])
                self.at = stop
        if self.open:
            name = self.open[-1][0]
            raise bad_request(
                f"can't parse entities: Can't find end tag corresponding to start tag \"{name}\""
            )
        entities = sorted(self.entities, key=lambda one: (one["offset"], -one["length"]))
        return Formatted(self.text, tuple(entities))


def parse_html(markup: str) -> Formatted:
    """Text in HTML. Raises ApiError (400) where the real server does: unknown, unclosed or crossed tags."""
    return _Reader(markup).read()


def found_in(text: str) -> list[dict[str, Any]]:
    """The commands, mentions and links that Telegram marks in what people write."""
    entities = [
        {"type": kind, "offset": units(text[: match.start()]), "length": units(match[0])}
        for kind, pattern in _FOUND.items()
        for match in pattern.finditer(text)
    ]
    return sorted(entities, key=lambda one: int(str(one["offset"])))


def _unescaped(text: str) -> str:
    """Only four names are known; others stay as they are written."""
    return _CHARACTER.sub(lambda m: _NAMED[m[1]] if m[1] else chr(int(m[2]) if m[2] else int(m[3], 16)), text)
