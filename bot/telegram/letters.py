"""An assistant's reply as Telegram messages: HTML that Telegram takes, and the buttons under it.

The whole reply is one plain text with marks that stand apart or nest; pieces of it are rendered, each by itself.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final

from bot.attended import SAID, event_of
from bot.telegram.parting import Mark, pieces

#: Telegram refuses a keyboard of more buttons, or (as tried out by others) of more than 10 kB.
_KEYS, _KEYBOARD_BYTES = 100, 9_500
#: Columns of the longest title, and of titles that stand two a row. A Chinese character takes two.
_LONGEST, _SHORT = 60, 14
#: What a message says that has only buttons: Telegram sends none without text, and this is right in any language.
_ONLY_BUTTONS: Final = "👇"

#: Who says it, where it is not the assistant. In both languages: whoever writes may write in any.
_STAFF: Final = "【工作人员 · Staff】"
_SET_APART: Final = re.compile(r"^(?:——.*|【[^】\n]*】)", re.MULTILINE)
_NOT_TAKEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
#: Telegram takes a text of nothing but these for an empty one: spaces, controls, marks on no letter, two blank signs.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Mn", "Zl", "Zp", "Zs"})
_BLANK: Final = "\u2800\ufffc"


@dataclass(frozen=True)
class Key:
    """One button of an inline keyboard; `data` comes back when it is tapped: 1 to 64 bytes."""

    title: str
    data: str


@dataclass(frozen=True)
class Letter:
    """One message: HTML for Telegram's parse mode HTML, and rows of keys."""

    html: str
    rows: tuple[tuple[Key, ...], ...] = ()


def letters_of(n: int, messages: Sequence[Mapping[str, Any]], mark: str = "") -> list[Letter]:
    """The reply stored as event `n` as the messages to send, in order; [] where there is nothing to show.

    `messages`: `{"text"?, "buttons"?: [{"title", "payload"}], "custom"?}` each (DESIGN, Contracts). Buttons stand under
    the last part of their own message. Their data is `n.message.button`, and `.mark` where there is one.
    """
    return [letter for at, message in enumerate(messages) for letter in _letters(f"{n}.{at}", message, mark)]


def _letters(place: str, message: Mapping[str, Any], mark: str) -> list[Letter]:
    text, marks = _marked(message)
    parts = [(start, end) for start, end in pieces(text, marks) if _is_seen(text[start:end])]
    letters = [Letter(_html(text, marks, start, end)) for start, end in parts]
    rows = _rows(_keys(place, message.get("buttons") or (), mark))
    if not rows:
        return letters
    last = letters.pop() if letters else Letter(_ONLY_BUTTONS)
    return [*letters, Letter(last.html, rows)]


def _marked(message: Mapping[str, Any]) -> tuple[str, list[Mark]]:
    """All that a message says, official passages last, and its marks: by their start, outer before inner."""
    text = _clean(message.get("text"))
    if event_of(message) == SAID:  # the chat shows everything under the bot's name
        text = f"{_STAFF}\n{text}"
    marks = [
        Mark(found.start(), found.end(), "i" if found[0].startswith("——") else "b")
        for found in _SET_APART.finditer(text)
    ]
    begin = len(text) + 2 if text else 0
    sources = []
    for source, passage in _quotes(message):
        start = len(text) + 2 if text else 0
        body = f"{source}\n{passage}" if source else passage
        text = f"{text}\n\n{body}" if text else body
        if source:
            sources.append(Mark(start, start + len(source), "b"))
    if len(text) > begin:  # one quote for all passages: unfolded by one tap
        marks += [Mark(begin, len(text), "blockquote expandable"), *sources]
    return text, marks


def _quotes(message: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Source and passage of each citation whose official text is at hand."""
    answer = (message.get("custom") or {}).get("answer") or {}
    for one in answer.get("citations") or ():
        if passage := _clean(one.get("quote")):
            named = (" ".join(_clean(one.get(part)).split()) for part in ("number", "at"))
            yield " · ".join(filter(None, named)), passage


def _clean(value: object) -> str:
    """Text as Telegram takes it; "" for None."""
    return "" if value is None else _NOT_TAKEN.sub("", str(value)).strip()


def _is_seen(text: str) -> bool:
    return any(unicodedata.category(one) not in _UNSEEN and one not in _BLANK for one in text)


def _html(text: str, marks: Sequence[Mark], start: int, end: int) -> str:
    """A part of the text; marks that reach beyond it are closed at its end and opened at its start."""
    tags: list[tuple[int, bool, int, str]] = []
    for order, mark in enumerate(marks):
        if mark.start < end and mark.end > start:
            # Sorted at one place: what ends before what begins, the inner ends first, the outer begins first.
            tags.append((max(mark.start, start), True, order, f"<{mark.tag}>"))
            tags.append((min(mark.end, end), False, -order, f"</{mark.tag.split()[0]}>"))
    parts, at = [], start
    for place, _, _, tag in sorted(tags):
        parts += [html.escape(text[at:place], quote=False), tag]
        at = place
    return "".join([*parts, html.escape(text[at:end], quote=False)])


def _keys(place: str, buttons: Sequence[Mapping[str, Any]], mark: str) -> list[Key]:
    """As many keys as one keyboard holds."""
    behind = f".{mark}" if mark else ""
    keys = [
        Key(_title(one.get("title")), f"{place}.{number}{behind}")
        for number, one in enumerate(buttons[:_KEYS])
    ]
    sizes = accumulate(len(json.dumps({"text": key.title, "callback_data": key.data})) + 4 for key in keys)
    return [key for key, size in zip(keys, sizes, strict=True) if size <= _KEYBOARD_BYTES]


def _title(value: object) -> str:
    title = " ".join(_clean(value).split())
    if not _is_seen(title):
        return "…"
    if _columns(title) <= _LONGEST:
        return title
    room = sum(width < _LONGEST for width in accumulate(map(_columns, title)))
    return title[:room].rstrip() + "…"


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def _rows(keys: Sequence[Key]) -> tuple[tuple[Key, ...], ...]:
    """Short titles that follow each other two a row, every other one in a row of its own."""
    rows: list[tuple[Key, ...]] = []
    for key in keys:
        pair = (*rows[-1], key) if rows else (key,)
        if len(pair) == 2 and all(_columns(one.title) <= _SHORT for one in pair):
            rows[-1] = pair
        else:
            rows.append((key,))
    return tuple(rows)
