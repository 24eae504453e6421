"""Finds notices, places and offices by what people call them; `static/compare/named.js` does the same as one types."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_JOINTS: Final = re.compile(r"[\s\-‐–—〔〕（）()【】《》·]+")


def plain(text: str) -> str:
    """Text as it is compared: one width, lower case, without what stands between its parts."""
    return _JOINTS.sub("", unicodedata.normalize("NFKC", text).casefold())


def fits(typed: str, names: Iterable[str]) -> bool:
    """Whether each word that was typed is found in one of the names, if need be with something in between.

    «永嘉初级» finds «永嘉县建设工程初级职称评审».
    """
    known = [plain(name) for name in names]
    return all(any(_stands_in(plain(word), name) for name in known) for word in typed.split())


def _stands_in(word: str, name: str) -> bool:
    if word in name or len(word) < 2 or word.isascii():
        return word in name
    rest = iter(name)
    return all(one in rest for one in word)
