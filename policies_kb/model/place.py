"""Where in a notice something stands: `四（三）4`, `附件1/二/5（1）`, `四/文末`.

A place is a path from the outside in. Attachments come first, then chapters (一), sections (（一）), items (1),
sub-items (（1）) and circled numbers (①). Unnumbered paragraphs that carry facts get a name of their own in the
notice file (`source.marks`), for instance `文末`; the text before the first number is `文首`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

_SEGMENT = re.compile(
    r"附件\d*"
    r"|[一二三四五六七八九十]+(?![一-鿿])"
    r"|（[一二三四五六七八九十]+）"
    r"|（\d+）"
    r"|\d+"
    r"|[①-⑳]"
    r"|文首|文末|第\d+段|[一-鿿]{2,8}"
)

_CHAPTER = "一二三四五六七八九十"
_NUMBERING = _CHAPTER + "（0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a notice, as its path of segments; `str()` gives it as people write it."""

    path: tuple[str, ...]

    @classmethod
    def parse(cls, written: str) -> Place:
        """Read a place as an author writes it. Raises ValueError that names what cannot be read."""
        path: list[str] = []
        for part in written.strip().split("/"):
            position = 0
            while position < len(part):
                match = _SEGMENT.match(part, position)
                if match is None:
                    raise ValueError(
                        f"«{written}» is not a place: «{part[position:]}» cannot be read; "
                        "write it like 四（三）4 or 附件1/二/5（1）"
                    )
                path.append(match.group())
                position = match.end()
        if not path:
            raise ValueError("a place is empty; write it like 四（三）4 or 附件1/二/5（1）")
        return cls(tuple(path))

    def within(self, other: Place) -> bool:
        """Whether this place is `other` or lies inside it."""
        return self.path[: len(other.path)] == other.path

    def __str__(self) -> str:
        written = ""
        for before, segment in zip(("", *self.path), self.path, strict=False):
            written += ("/" if _needs_slash(before, segment) else "") + segment
        return written

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def read(value: object) -> Place:
            if isinstance(value, Place):
                return value
            if isinstance(value, str | int):
                return cls.parse(str(value))
            raise ValueError(f"{value!r} is not a place; write it like 四（三）4 or 附件1/二/5（1）")

        return core_schema.no_info_plain_validator_function(
            read, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )


def _needs_slash(before: str, segment: str) -> bool:
    """A slash stands after an attachment, between a chapter and an item, and before a named paragraph."""
    if not before:
        return False
    chapter_then_item = before[0] in _CHAPTER and segment.isdecimal()
    named = segment[0] not in _NUMBERING
    return before.startswith("附件") or chapter_then_item or named
